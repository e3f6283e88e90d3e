// Turtle: claims as the graph itself writes them, with the very IRIs of the graph.
(function (nkg) {
  "use strict";

  const data = nkg.data;
  const EDTF = "http://id.loc.gov/datatypes/edtf/EDTF", XSD = "http://www.w3.org/2001/XMLSchema#";
  const dates = [["as_of", "asOf"], ["valid_from", "validFrom"], ["valid_to", "validTo"]];

  function iri(text) { return "<" + encodeURI(text).replace(/[<>"{}|^`\\]/g, encodeURIComponent) + ">"; }

  function term(name) { return iri(data.base + "ontology#" + name); }

  function literal(text, datatype) {
    const escaped = text.replace(/[\\"]/g, "\\$&").replace(/[\u0000-\u001f\u007f]/g, function (sign) {
      return "\\u" + sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    });
    return '"' + escaped + '"' + (datatype ? "^^" + iri(datatype) : "");
  }

  // A value as its kind wants it; see nkgraph/triples/nodes.py.
  function value(text, kind) {
    if (kind === "link") return iri(data.base + "id/" + text);
    if (kind === "concept") return iri(data.base + "skill/" + text);
    return literal(text, { date: EDTF, quantity: data.base + "ontology#Quantity", address: XSD + "anyURI" }[kind]);
  }

  function coded(claim) {
    return [["confidence", claim.confidence], ["status", claim.status], ["mode", claim.mode]].filter(function (pair) { return pair[1]; })
      .map(function (pair) { return term(pair[0]) + " " + term(pair[0] + "-" + pair[1]); });
  }

  function words(claim) {
    return ["locator", "note"].filter(function (key) { return claim[key]; }).map(function (key) { return term(key) + " " + literal(claim[key]); })
      .concat(claim.paraphrase ? [term("paraphrase") + " " + literal(claim.paraphrase) + "@en"] : []);
  }

  function qualified(claim) {
    return claim.qualifiers.filter(function (pair) { return /^[A-Za-z]\w*$/.test(pair[0]); }).map(function (pair) {
      return term(pair[0]) + " " + value(pair[1], data.qualifierKinds[pair[0]]);
    });
  }

  function claim(one) {
    return [iri(data.claimIri(one)) + " a " + term("Claim"),
      "rdf:subject " + iri(one.about ? data.iri(one.about) : data.base + "id/" + one.subject),
      "rdf:predicate " + term(one.relation.id),
      "rdf:object " + value(one.object, one.relation.kind)].concat(
      one.source ? ["prov:hadPrimarySource " + iri(data.documentIri(one.source))] : [], coded(one),
      dates.filter(function (pair) { return one[pair[0]]; }).map(function (pair) { return term(pair[1]) + " " + literal(one[pair[0]], EDTF); }),
      qualified(one), words(one)).join(" ;\n    ") + " .\n";
  }

  nkg.turtle = function (claims) {
    return "@prefix prov: <http://www.w3.org/ns/prov#> .\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n\n" + claims.map(claim).join("\n");
  };
})(window.nkg);
