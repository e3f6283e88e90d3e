// Places: where the neighbourhood of a picked thing stands. The same sums as nkgraph/views/ego.py.
(function (nkg) {
  "use strict";

  const FIRST_RADIUS = 200, SPACING = 46, STAGGER = 92, MOST_STAGGERED = 3, COMFORTABLE = 18, OUTWARD = 150;
  const FULL = 2 * Math.PI, TOP = -Math.PI / 2;

  function compare(a, b) {
    return a.rank - b.rank || (a.relation < b.relation ? -1 : a.relation > b.relation ? 1 : 0) ||
      a.back - b.back || b.weight - a.weight || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  }

  function sector(key) { return key.rank + " " + key.relation + " " + key.back; }

  function key(link, node) {
    return { rank: link.relation.rank, relation: link.relation.id, back: link.to === node ? 0 : 1,
      weight: node.size, id: node.id, node: node };
  }

  function neighbours(links) {
    const near = new Map();
    function note(from, entry) {
      if (!near.has(from)) near.set(from, new Map());
      const known = near.get(from).get(entry.node);
      if (!known || compare(entry, known) < 0) near.get(from).set(entry.node, entry);
    }
    links.forEach(function (link) {
      if (link.from === link.to) return;
      note(link.from, key(link, link.to));
      note(link.to, key(link, link.from));
    });
    return near;
  }

  function sorted(entries) { return Array.from(entries).sort(compare); }

  function first(entries) {
    const sectors = new Set(entries.map(sector)).size;
    const slots = entries.length + (sectors > 1 ? sectors * 0.5 : 0);
    const depth = Math.min(Math.max(Math.ceil(entries.length / COMFORTABLE), 1), MOST_STAGGERED);
    const radius = Math.max(FIRST_RADIUS, slots * SPACING / (depth * FULL));
    let at = 0;
    const slot = entries.map(function (entry, i) {
      if (i && sector(entry) !== sector(entries[i - 1])) at += 0.5;
      return { node: entry.node, angle: TOP + FULL * at++ / slots, radius: radius + STAGGER * (i % depth) };
    });
    return { slots: slot, outer: radius + STAGGER * (depth - 1) };
  }

  function next(ring, near, places) {
    const taken = new Set(), families = [];
    ring.slots.forEach(function (parent) {
      const fresh = sorted(near.get(parent.node).values()).filter(function (entry) {
        return !places.has(entry.node) && !taken.has(entry.node);
      });
      if (!fresh.length) return;
      families.push({ angle: parent.angle, nodes: fresh.map(function (entry) { return entry.node; }) });
      fresh.forEach(function (entry) { taken.add(entry.node); });
    });
    const depth = taken.size > COMFORTABLE ? MOST_STAGGERED : 1;
    const radius = Math.max(ring.outer + OUTWARD, taken.size * SPACING / (depth * FULL));
    const slots = pushed(families, SPACING / (depth * radius));
    slots.forEach(function (slot, i) { slot.radius = radius + STAGGER * (i % depth); });
    return { slots: slots, outer: radius + STAGGER * (depth - 1) };
  }

  function pushed(families, step) {
    if (!families.length) return [];
    let end = families[0].angle - FULL, drift = 0;
    const starts = families.map(function (family) {
      const half = step * (family.nodes.length - 1) / 2;
      const start = Math.max(family.angle - half, end);
      end = start + step * family.nodes.length;
      drift += (start - family.angle + half) / families.length;
      return start;
    });
    const squeeze = FULL / (FULL + Math.max(end - starts[0] - FULL, 0));
    return families.flatMap(function (family, f) {
      return family.nodes.map(function (node, i) {
        return { node: node, angle: (starts[f] - starts[0]) * squeeze + starts[0] - drift + step * squeeze * i };
      });
    });
  }

  // A map from node to [x, y]; the centre stands at [0, 0].
  nkg.places = function (centre, links) {
    const near = neighbours(links);
    const places = new Map([[centre, [0, 0]]]);
    let ring = first(sorted(near.has(centre) ? near.get(centre).values() : []));
    while (ring.slots.length) {
      ring.slots.forEach(function (slot) {
        places.set(slot.node, [Math.round(slot.radius * Math.cos(slot.angle) * 10) / 10,
          Math.round(slot.radius * Math.sin(slot.angle) * 10) / 10]);
      });
      ring = next(ring, near, places);
    }
    return places;
  };

  const order = new Map(nkg.data.sections.map(function (section, i) { return [section[0], i]; }));
  nkg.data.relations.forEach(function (relation) {
    relation.rank = order.has(relation.section) ? order.get(relation.section) : nkg.data.sections.length;
  });
})(window.nkg);
