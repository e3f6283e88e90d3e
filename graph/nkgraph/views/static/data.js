// Data: the picture unpacked into objects that point at each other.
(function (nkg) {
  "use strict";

  function column(packed) {
    return Array.isArray(packed) ? packed : packed.at.map(function (i) { return packed.pool[i]; });
  }

  function rows(table) {
    const keys = Object.keys(table);
    if (!keys.length) return [];
    const columns = keys.map(function (key) { return column(table[key]); });
    return columns[0].map(function (unused, i) {
      const row = { i: i };
      keys.forEach(function (key, k) { row[key] = columns[k][i]; });
      return row;
    });
  }

  const raw = JSON.parse(document.getElementById("nkg-data").textContent);
  const data = {
    title: raw.title, version: raw.version, base: raw.base, query: raw.query, start: raw.start,
    options: raw.vis.options, types: raw.types, sections: raw.sections, clusters: raw.clusters, views: raw.views,
    relations: raw.relations, documents: rows(raw.documents), nodes: rows(raw.nodes), links: rows(raw.links),
    claims: rows(raw.claims), nodeById: new Map(), typeById: new Map(),
  };

  data.types.forEach(function (type) { data.typeById.set(type.id, type); });
  data.relations.forEach(function (relation, i) { relation.i = i; });

  const unknown = { id: "", label: "thing", colour: "#777777", shape: "dot" };
  const visNodes = rows(raw.vis.nodes);
  data.nodes.forEach(function (node, i) {
    const held = visNodes[i];
    node.x = held.x; node.y = held.y; node.size = held.size;
    node.type = data.typeById.get(held.group) || unknown;
    node.shown = nkg.shown(node.label);
    node.names = []; node.links = []; node.says = []; node.concept = false;
    data.nodeById.set(node.id, node);
  });
  rows(raw.names).forEach(function (name) { data.nodes[name.node].names.push(name); });

  data.claims.forEach(function (claim) {
    claim.relation = data.relations[claim.predicate];
    claim.source = claim.document < 0 ? null : data.documents[claim.document];
    claim.about = typeof claim.subject === "number" ? data.nodes[claim.subject] : null;
    claim.target = claim.object_is_node && typeof claim.object === "number" ? data.nodes[claim.object] : null;
    if (claim.about) claim.about.says.push(claim);
    if (claim.target && claim.relation.kind === "concept") claim.target.concept = true;
  });

  const visEdges = rows(raw.vis.edges);
  data.links.forEach(function (link, i) {
    const held = visEdges[i];
    link.relation = data.relations[link.relation];
    link.from = data.nodes[held.from]; link.to = data.nodes[held.to];
    link.width = held.width; link.smooth = held.smooth;
    link.claims = link.claims.map(function (number) { return data.claims[number]; });
    link.from.links.push(link);
    if (link.to !== link.from) link.to.links.push(link);
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

  nkg.data = data;
})(window.nkg);
