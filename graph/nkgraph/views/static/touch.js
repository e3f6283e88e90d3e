// Touch: what the mouse or a finger does to the network, told as states: a click opens, a double click grows.
(function (nkg) {
  "use strict";

  // `acts` has crowd(), whether the things are painted and unknown to vis-network, nearest(at), and node(node) and
  // link(link), which are told what is pointed at.
  nkg.touch = function (network, place, acts) {
    let waiting = 0;

    function hit(event) {
      if (acts.crowd()) return acts.nearest(event.pointer.canvas);
      return event.nodes.length ? nkg.data.nodes[event.nodes[0]] : null;
    }

    // A click shows at once and moves a moment later, so that a double click can grow the picture instead.
    function click(event) {
      const node = hit(event);
      clearTimeout(waiting);
      if (node) waiting = setTimeout(function () { nkg.state.open(node); }, 260);
      else if (event.edges.length) nkg.state.set({ link: event.edges[0] });
      else if (nkg.state.get().link >= 0) nkg.state.set({ link: -1 });
    }

    function grow(event) {
      const state = nkg.state.get(), node = hit(event);
      clearTimeout(waiting);
      if (!node) return;
      if (state.focus < 0) nkg.state.open(node);
      else if (!state.grown.includes(node.i)) nkg.state.set({ grown: state.grown.concat(node.i) });
    }

    function point(node, link) {
      place.classList.toggle("pointing", Boolean(node || link));
      acts.node(node);
      acts.link(link);
    }

    function move(event) {
      if (!acts.crowd() || event.buttons) return;
      const frame = place.getBoundingClientRect();
      point(acts.nearest(network.DOMtoCanvas({ x: event.clientX - frame.x, y: event.clientY - frame.y })), null);
    }

    network.on("click", click);
    network.on("doubleClick", grow);
    network.on("hoverNode", function (event) { point(nkg.data.nodes[event.node], null); });
    network.on("hoverEdge", function (event) { point(null, nkg.data.links[event.edge]); });
    ["blurNode", "blurEdge"].forEach(function (name) { network.on(name, function () { point(null, null); }); });
    place.addEventListener("pointermove", move);
    place.addEventListener("pointerleave", function () { point(null, null); });
  };
})(window.nkg);
