// Data: the picture as objects that point at each other.
(function (nkg) {
  "use strict";

  const raw = nkg.unpack.raw, rows = nkg.unpack.rows, lazy = nkg.unpack.lazy;
  const data = {
    title: raw.title, site: raw.site, opens: raw.opens, version: raw.version, base: raw.base, query: raw.query, start: raw.start,
    options: raw.options, types: rows(raw.types), sections: raw.sections, clusters: rows(raw.clusters), stories: raw.stories, qualifierKinds: raw.qualifierKinds,
    relations: rows(raw.relations), nodeById: new Map(), typeById: new Map(),
  };

  // What the list of sources says already is read from there, and only when asked for.
  function entry(source, part) {
    const item = document.getElementById("d" + (source.i + 1));
    return item ? item.querySelector(part) : null;
  }
  function text(element) { return element ? element.textContent : ""; }
  function address(element) { return element ? element.getAttribute("href") || element.textContent : ""; }
  data.documents = lazy(raw.documents, {
    title: function (source) { return text(entry(source, "a:not(.archived), b")); },
    publisher: function (source) { return text(entry(source, "i")); },
    url: function (source) { return address(entry(source, ":is(a, s):not(.archived)")); },
    archived_url: function (source) { return address(entry(source, ".archived")); },
  });

  data.types.forEach(function (type) { data.typeById.set(type.id, type); });

  // The first picture needs places and a few names. All else of a thing is written out when it is first asked for.
  let named = null, speaking = null;

  function names() {
    named = data.nodes.map(function () { return []; });
    rows(raw.names).forEach(function (name) { named[name.node].push(name); });
    return named;
  }

  function says() {
    speaking = data.nodes.map(function () { return []; });
    data.claims.forEach(function (claim) { if (claim.about) speaking[claim.about.i].push(claim); });
    return speaking;
  }

  const unknown = { id: "", label: "thing", colour: "#777777", shape: "dot" };
  const at = ["x", "y", "size", "group"].map(function (key) { return nkg.unpack.reader(raw.places[key] || []); });
  data.nodes = nkg.unpack.kept(raw.nodes, {
    shown: function (node) { return nkg.shown(node.label); },
    names: function (node) { return (named || names())[node.i]; },
    says: function (node) { return (speaking || says())[node.i]; },
  });
  data.nodes.forEach(function (node, i) {
    node.x = at[0](i); node.y = at[1](i); node.size = at[2](i);
    node.type = data.typeById.get(at[3](i)) || unknown;
    node.links = [];
    data.nodeById.set(node.id, node);
  });

  const ids = nkg.unpack.reader(raw.claimIds), pairs = rows(raw.qualifiers), told = nkg.unpack.lists(raw.claimQualifiers);
  data.claims = lazy(raw.claims, {
    id: function (claim) { return ids(claim.i); },
    fact: function (claim) { return (claim.flags & 1) > 0; },
    preferred: function (claim) { return (claim.flags & 2) > 0; },
    object_is_node: function (claim) { return (claim.flags & 4) > 0; },
    relation: function (claim) { return data.relations[claim.predicate]; },
    source: function (claim) { return claim.document < 0 ? null : data.documents[claim.document]; },
    about: function (claim) { return data.nodes[claim.subjectAt] || null; },
    target: function (claim) { return data.nodes[claim.objectAt] || null; },
    subject: function (claim) { return claim.about ? claim.about.id : claim.who; },
    object: function (claim) { return claim.target ? claim.target.id : claim.words; },
    qualifiers: function (claim) {
      return told.at(claim.i).map(function (n) { return [pairs[n].key, pairs[n].value]; });
    },
  });

  const members = nkg.unpack.lists(raw.links.claims), fact = nkg.unpack.reader(raw.links.fact);
  const relation = nkg.unpack.reader(raw.links.relation);
  const ends = ["from", "to"].map(function (key) { return nkg.unpack.reader(raw.lines[key] || []); });
  data.links = nkg.unpack.kept({ width: raw.lines.width || [], smooth: raw.lines.smooth || [] }, {
    id: function (link) { return link.from.id + " " + link.relation.id + " " + link.to.id; },
    claims: function (link) { return members.at(link.i).map(function (number) { return data.claims[number]; }); },
  });
  data.links.forEach(function (link, i) {
    link.fact = fact(i) === 1;
    link.relation = data.relations[relation(i)];
    link.from = data.nodes[ends[0](i)]; link.to = data.nodes[ends[1](i)];
    link.from.links.push(link);
    if (link.to !== link.from) link.to.links.push(link);
  });

  data.views = raw.views.map(function (view) {
    const found = { id: view.id, title: view.title, sentence: view.sentence, query: view.query, layout: view.layout, discs: view.discs, marks: view.marks, links: nkg.unpack.column(view.links) };
    nkg.unpack.keep(found, "nodes", function () { return nkg.unpack.column(view.nodes); });
    nkg.unpack.keep(found, "places", function () {
      const x = nkg.unpack.column(view.x), y = nkg.unpack.column(view.y);
      return x.map(function (unused, i) { return [x[i], y[i]]; });
    });
    return found;
  });

  data.other = function (link, node) { return link.from === node ? link.to : link.from; };

  // Countries are things too; one that is not on the page goes by its identifier.
  data.country = function (node) {
    const country = data.nodeById.get(node.country);
    return country ? country.shown : nkg.shown(node.country);
  };

  data.iri = function (node) { return data.base + (node.concept ? "skill/" : "id/") + node.id; };
  data.claimIri = function (claim) { return data.base + "claim/" + claim.id; };
  data.documentIri = function (document) { return data.base + "document/" + document.id; };

  // The readable pages of the static site; nothing where the page stands alone.
  data.page = function (node) { return data.site ? data.site + (node.concept ? "skill/" : "id/") + node.id + ".html" : ""; };
  data.claimPage = function (claim) { return data.site ? data.site + "claim/" + claim.id.slice(0, 2) + ".html#" + claim.id : ""; };
  data.documentPage = function (document) { return data.site ? data.site + "document/" + document.id + ".html" : ""; };

  nkg.data = data;
})(window.nkg);
