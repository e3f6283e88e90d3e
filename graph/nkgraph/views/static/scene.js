// Scene: which things and links are on the map for a state, and where they stand.
(function (nkg) {
  "use strict";

  const MOST = 150, LEAST = 36, ROOM = 3200;
  const data = nkg.data;

  // A small window has room for fewer things; how many are left out is said.
  function room() {
    const map = document.getElementById("map");
    return Math.round(Math.min(Math.max(map.clientWidth * map.clientHeight / ROOM, LEAST), MOST));
  }

  function biggest(nodes, room) {
    return nodes.sort(function (a, b) { return b.size - a.size || a.i - b.i; }).slice(0, Math.max(room, 0));
  }

  // Breadth first over the links that pass the filters; the smallest are left out where there is no room, and counted.
  function around(state) {
    const centre = data.nodes[state.focus];
    const shown = new Set([centre]);
    let left = 0;
    function grow(from, room) {
      const fresh = new Set();
      from.forEach(function (node) {
        node.links.forEach(function (link) {
          const other = data.other(link, node);
          if (nkg.filters.passes(link) && !shown.has(other)) fresh.add(other);
        });
      });
      const kept = biggest(Array.from(fresh), room);
      left += fresh.size - kept.length;
      kept.forEach(function (node) { shown.add(node); });
      return kept;
    }
    const most = room(), near = grow([centre], most);
    if (state.depth > 1) grow(near, most + 40 - shown.size);
    state.grown.forEach(function (i) { if (shown.has(data.nodes[i])) grow([data.nodes[i]], 60); });
    return { nodes: shown, left: left };
  }

  function ego(state) {
    const found = around(state);
    const links = data.links.filter(function (link) {
      return found.nodes.has(link.from) && found.nodes.has(link.to) && nkg.filters.passes(link);
    });
    return { kind: "ego", centre: data.nodes[state.focus], nodes: Array.from(found.nodes), links: links, left: found.left,
      places: nkg.places(data.nodes[state.focus], links), discs: [] };
  }

  function view(state) {
    const chosen = data.views.find(function (entry) { return entry.id === state.view; });
    const links = chosen.links.map(function (i) { return data.links[i]; }).filter(nkg.filters.passes);
    const places = new Map(chosen.nodes.map(function (i, n) { return [data.nodes[i], chosen.places[n]]; }));
    return { kind: "view", view: chosen, nodes: ends(links), links: links, left: 0, places: places,
      discs: chosen.discs.map(function (disc) { return { x: disc[0], y: disc[1], radius: disc[2], label: "" }; }),
      marks: chosen.marks.map(function (mark) { return { x: mark[0], y: mark[1], text: mark[2] }; }) };
  }

  function ends(links) {
    const nodes = new Set();
    links.forEach(function (link) { nodes.add(link.from); nodes.add(link.to); });
    return Array.from(nodes).sort(function (a, b) { return a.i - b.i; });
  }

  function overview() {
    const links = data.links.filter(nkg.filters.passes);
    const nodes = nkg.filters.active() ? ends(links) : data.nodes;
    return { kind: "overview", nodes: nodes, links: links, left: 0, discs: data.clusters,
      places: new Map(nodes.map(function (node) { return [node, [node.x, node.y]]; })) };
  }

  nkg.scene = function (state) {
    if (state.story) return nkg.stories.scene(state);
    if (state.path.length === 2) return nkg.path.scene(state);
    if (state.focus >= 0) return ego(state);
    return state.view ? view(state) : overview();
  };
})(window.nkg);
