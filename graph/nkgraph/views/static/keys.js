// Keys: the map from the keyboard. Arrows walk, Enter opens, G grows, 1 and 2 set the depth, plus and minus zoom, Escape goes back.
(function (nkg) {
  "use strict";

  const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  // The nearest thing in a direction; sideways distance counts double.
  function step(direction) {
    const scene = nkg.graph.scene(), from = nkg.graph.cursor();
    if (!from || !scene.places.has(from)) return scene.nodes.reduce(function (best, node) { return !best || node.size > best.size ? node : best; }, null);
    const at = scene.places.get(from);
    let best = null, least = Infinity;
    scene.nodes.forEach(function (node) {
      const to = scene.places.get(node), dx = to[0] - at[0], dy = to[1] - at[1];
      const along = dx * direction[0] + dy * direction[1], across = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
      if (node === from || along <= 0 || across > along * 2) return;
      if (along + across * 2 < least) { least = along + across * 2; best = node; }
    });
    return best;
  }

  function walk(direction) {
    const node = step(direction);
    if (!node) return nkg.say("nothing further that way");
    nkg.graph.cursor(node);
    nkg.say(node.shown + ", " + node.type.label + ", " + nkg.count(node.links.length, "link"));
  }

  function back() {
    const state = nkg.state.get();
    if (state.link >= 0) nkg.state.set({ link: -1 });
    else if (state.story) nkg.stories.close();
    else if (state.path.length) nkg.state.set({ path: [] });
    else if (state.focus >= 0) nkg.state.set({ focus: -1, depth: 1, grown: [] });
    else nkg.state.overview();
  }

  function depth(number) {
    if (nkg.state.get().focus >= 0) nkg.state.set({ depth: number, grown: [] });
  }

  function grow() {
    const node = nkg.graph.cursor(), state = nkg.state.get();
    if (node && state.focus >= 0 && !state.grown.includes(node.i)) nkg.state.set({ grown: state.grown.concat(node.i) });
  }

  const commands = {
    Enter: function () { if (nkg.graph.cursor()) nkg.state.open(nkg.graph.cursor()); },
    "1": function () { depth(1); }, "2": function () { depth(2); }, g: grow,
    "+": function () { nkg.graph.zoom(1.3); }, "=": function () { nkg.graph.zoom(1.3); }, "-": function () { nkg.graph.zoom(1 / 1.3); },
    "0": function () { nkg.graph.fit(); },
  };

  nkg.keys = {
    depth: depth,
    back: back,
    begin: function () {
      document.getElementById("map").addEventListener("keydown", function (event) {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (arrows[event.key]) walk(arrows[event.key]);
        else if (commands[event.key]) commands[event.key]();
        else return;
        event.preventDefault();
      });
      document.addEventListener("keydown", function (event) {
        if (event.key === "Escape" && !event.defaultPrevented) back();
        if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
          event.preventDefault();
          document.getElementById("search").focus();
        }
      });
    },
  };
})(window.nkg);
