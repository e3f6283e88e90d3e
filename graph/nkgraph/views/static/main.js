// Main: binds the parts together and draws the first scene.
(function (nkg) {
  "use strict";

  const tabs = ["map", "table", "sources"];

  function tab(state) {
    document.documentElement.dataset.tab = state.tab;
    tabs.forEach(function (name) {
      document.getElementById("tab-" + name).setAttribute("aria-selected", String(name === state.tab));
      document.getElementById("tab-" + name).tabIndex = name === state.tab ? 0 : -1;
    });
  }

  function tools(state) {
    const near = state.focus >= 0;
    document.getElementById("near").hidden = !near;
    ["1", "2"].forEach(function (number) {
      document.getElementById("depth-" + number).setAttribute("aria-pressed", String(String(state.depth) === number));
    });
    document.getElementById("to-overview").hidden = !near && !state.view;
  }

  function told(scene) {
    const left = scene.left ? " " + nkg.count(scene.left, "smaller neighbour") + " left out; the panel has all." : "";
    const where = scene.kind === "ego" ? "Around " + scene.centre.shown + ": " : scene.kind === "view" ? nkg.shown(scene.view.title) + ": " : "Overview: ";
    return where + nkg.count(scene.nodes.length, "thing") + ", " + nkg.count(scene.links.length, "link") + "." + left;
  }

  let drawn = "", spoken = "";

  // Only what changed is built again: the scene, the panel, the table. The first panel waits for the first drawing.
  function show(state) {
    const key = JSON.stringify([state.focus, state.depth, state.grown, state.view, state.filters]);
    const subject = JSON.stringify([state.focus, state.link, state.view]);
    if (key !== drawn) {
      drawn = key;
      nkg.filters.apply(state.filters);
      nkg.graph.show(nkg.scene(state));
      nkg.filters.refresh();
      const text = told(nkg.graph.scene());
      document.getElementById("status").textContent = text;
      nkg.say(text);
    }
    nkg.graph.mark(state.link);
    nkg.table.show(state);
    tab(state);
    if (!spoken) requestAnimationFrame(function () { nkg.panel.show(nkg.state.get()); });
    else if (subject !== spoken) nkg.panel.show(state);
    spoken = subject;
    nkg.legend.show(state);
    tools(state);
  }

  function bind() {
    tabs.forEach(function (name, i) {
      const button = document.getElementById("tab-" + name);
      button.addEventListener("click", function () { nkg.state.set({ tab: name }); });
      button.addEventListener("keydown", function (event) {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const next = tabs[(i + step + tabs.length) % tabs.length];
        nkg.state.set({ tab: next });
        document.getElementById("tab-" + next).focus();
      });
    });
    ["1", "2"].forEach(function (number) {
      document.getElementById("depth-" + number).addEventListener("click", function () { nkg.keys.depth(Number(number)); });
    });
    document.getElementById("to-overview").addEventListener("click", nkg.state.overview);
    document.getElementById("to-rail").addEventListener("click", function () {
      document.getElementById("rail").scrollIntoView();
      document.querySelector("#views button").focus({ preventScroll: true });
    });
    document.getElementById("closer").addEventListener("click", function () { nkg.graph.zoom(1.3); });
    document.getElementById("further").addEventListener("click", function () { nkg.graph.zoom(1 / 1.3); });
    document.getElementById("whole").addEventListener("click", nkg.graph.fit);
  }

  nkg.palette.begin(function () { nkg.graph.recolour(); nkg.legend.recolour(); });
  nkg.legend.build();
  nkg.filters.build();
  nkg.search.begin();
  nkg.table.begin();
  nkg.exports.begin();
  nkg.keys.begin();
  bind();
  nkg.state.listen(show);
  nkg.state.begin();
})(window.nkg);
