// Export: what is visible, to take away: picture, table, claims and a list of sources.
(function (nkg) {
  "use strict";

  function save(name, content) {
    const blob = content instanceof Blob ? content : new Blob([content], { type: "text/plain;charset=utf-8" });
    const address = URL.createObjectURL(blob);
    const link = nkg.el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
    nkg.say(name + " saved");
  }

  function png() {
    const map = nkg.graph.canvas(), copy = document.createElement("canvas");
    copy.width = map.width;
    copy.height = map.height;
    const context = copy.getContext("2d");
    context.fillStyle = nkg.palette.ink().paper;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(map, 0, 0);
    copy.toBlob(function (blob) { save("nkgraph.png", blob); });
  }

  // Quoted always; a leading sign that a spreadsheet would run as a formula gets an apostrophe before it.
  function cell(text) {
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return '"' + safe.replace(/"/g, '""') + '"';
  }

  function csv() {
    const head = ["source", "source id", "relation", "target", "target id", "documents", "dates", "claims"];
    const lines = nkg.table.links().map(function (link) {
      const documents = new Set(link.claims.map(function (claim) { return claim.source ? claim.source.id : ""; }));
      const dates = new Set(link.claims.map(nkg.claims.period).filter(Boolean));
      return [link.from.label, link.from.id, link.relation.id, link.to.label, link.to.id, Array.from(documents).join(" "),
        Array.from(dates).join("; "), link.claims.map(function (claim) { return claim.id; }).join(" ")];
    });
    save("nkgraph-links.csv", [head].concat(lines).map(function (line) { return line.map(cell).join(",") + "\r\n"; }).join(""));
  }

  function iri(text) { return "<" + encodeURI(text).replace(/[<>"{}|^`\\]/g, encodeURIComponent) + ">"; }

  function literal(text) {
    return '"' + text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/[\u0000-\u0008\u000b-\u001f]/g, "") + '"';
  }

  function turtleClaim(claim) {
    const data = nkg.data;
    const subject = claim.about ? data.iri(claim.about) : data.base + "id/" + claim.subject;
    const object = claim.target ? iri(data.iri(claim.target)) : claim.object_is_node ? iri(data.base + "id/" + claim.object) : literal(claim.object);
    const lines = [
      iri(data.claimIri(claim)) + " a nk:Claim", "rdf:subject " + iri(subject), "rdf:predicate " + iri(data.base + "ontology#" + claim.relation.id),
      "rdf:object " + object];
    if (claim.source) lines.push("prov:hadPrimarySource " + iri(data.documentIri(claim.source)));
    ["locator", "paraphrase"].forEach(function (key) { if (claim[key]) lines.push("nk:" + key + " " + literal(claim[key])); });
    [["confidence", "confidence-"], ["status", "status-"], ["mode", "mode-"]].forEach(function (pair) {
      if (claim[pair[0]]) lines.push("nk:" + pair[0] + " " + iri(data.base + "ontology#" + pair[1] + claim[pair[0]]));
    });
    [["as_of", "asOf"], ["valid_from", "validFrom"], ["valid_to", "validTo"]].forEach(function (pair) {
      if (claim[pair[0]]) lines.push("nk:" + pair[1] + " " + literal(claim[pair[0]]));
    });
    claim.qualifiers.filter(function (pair) { return /^[A-Za-z]\w*$/.test(pair[0]); }).forEach(function (pair) {
      lines.push("nk:" + pair[0] + " " + literal(pair[1]));
    });
    return lines.join(" ;\n    ") + " .\n";
  }

  function visibleClaims() {
    return Array.from(new Set(nkg.table.links().flatMap(function (link) { return link.claims; })));
  }

  function turtle() {
    const head = "@prefix nk: " + iri(nkg.data.base + "ontology#") + " .\n" +
      "@prefix prov: <http://www.w3.org/ns/prov#> .\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n\n";
    save("nkgraph-claims.ttl", head + visibleClaims().map(turtleClaim).join("\n"));
  }

  function citations() {
    const documents = Array.from(new Set(visibleClaims().map(function (claim) { return claim.source; }).filter(Boolean)));
    documents.sort(function (a, b) { return a.i - b.i; });
    save("nkgraph-sources.txt", documents.map(function (one) {
      return [one.publisher, one.title, one.published, one.url, one.archived_url ? "archived: " + one.archived_url : ""].filter(Boolean).map(nkg.shown).join(". ") + ".\n";
    }).join(""));
  }

  nkg.exports = {
    begin: function () {
      Object.entries({ png: png, csv: csv, turtle: turtle, citations: citations }).forEach(function (pair) {
        document.getElementById("take-" + pair[0]).addEventListener("click", pair[1]);
      });
    },
  };
})(window.nkg);
