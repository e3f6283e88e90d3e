// Main: binds the parts together and draws the first scene.
(function (nkg) {
  "use strict";

  const tabs = ["map", "geography", "table", "sources"].filter(function (name) { return document.getElementById("tab-" + name); });

  function tab(state) {
    document.documentElement.dataset.tab = state.tab;
    tabs.forEach(function (name) {
      document.getElementById("tab-" + name).setAttribute("aria-selected", String(name === state.tab));
      document.getElementById("tab-" + name).tabIndex = name === state.tab ? 0 : -1;
    });
  }

  function tools(state) {
    const near = state.focus >= 0 && state.path.length < 2 && !state.story;
    document.getElementById("near").hidden = !near;
    ["1", "2"].forEach(function (number) {
      document.getElementById("depth-" + number).setAttribute("aria-pressed", String(String(state.depth) === number));
    });
    document.getElementById("to-overview").hidden = !near && !state.view && !state.path.length && !state.story;
  }

  function where(scene) {
    if (scene.kind === "ego") return "Around " + scene.centre.shown;
    if (scene.kind === "path") return "Path";
    return scene.kind === "overview" ? "Overview" : nkg.shown((scene.view || scene.story).title);
  }

  function told(scene) {
    const left = scene.left ? " " + nkg.count(scene.left, "smaller neighbour") + " left out; the panel has all." : "";
    return where(scene) + ": " + nkg.count(scene.nodes.length, "thing") + ", " + nkg.count(scene.links.length, "link") + "." + left +
      (scene.time ? " " + scene.time : "");
  }

  let base = null, drawn = "", timed = "", spoken = "", heard = "", later = 0;

  // Only what changed is built again: the scene, what the clocks leave of it, the panel, the table.
  function picture(state) {
    const time = JSON.stringify([state.years, state.known, state.undated]);
    const key = JSON.stringify([state.focus, state.depth, state.grown, state.view, state.filters, state.path, state.story, state.step,
      state.path.length === 2 ? time : ""]);
    if (key === drawn && time === timed) return;
    if (time !== timed) nkg.time.apply(state);
    if (key !== drawn) {
      nkg.filters.apply(state.filters);
      base = nkg.scene(state);
      nkg.graph.show(base);
    }
    nkg.graph.limit(nkg.time.cut(base, state));
    document.getElementById("status").textContent = told(nkg.graph.scene());
    clearTimeout(later);
    heard = document.getElementById("said").textContent;
    later = setTimeout(settle, key === drawn ? 250 : 20);
    drawn = key;
    timed = time;
  }

  // What may wait until a handle rests: the counts of the filters and, unless a part has spoken meanwhile, the spoken word.
  function settle() {
    nkg.filters.refresh();
    if (document.getElementById("said").textContent === heard) nkg.say(told(nkg.graph.scene()));
  }

  // The first panel waits for the first drawing.
  function show(state) {
    const subject = JSON.stringify([state.focus, state.link, state.view, state.path, state.story, state.step,
      state.path.length === 2 ? [state.years, state.known, state.undated, state.filters] : 0]);
    picture(state);
    nkg.graph.mark(state.link);
    nkg.table.show(state);
    tab(state);
    nkg.map.show(state);
    if (!spoken) requestAnimationFrame(function () { nkg.panel.show(nkg.state.get()); });
    else if (subject !== spoken) nkg.panel.show(state);
    spoken = subject;
    nkg.legend.show(state);
    nkg.time.show(state);
    nkg.stories.show(state);
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

  nkg.palette.begin(function () { nkg.graph.recolour(); nkg.legend.recolour(); nkg.map.recolour(); });
  nkg.legend.build();
  nkg.filters.build();
  nkg.search.begin();
  nkg.table.begin();
  nkg.exports.begin();
  nkg.stories.begin();
  nkg.keys.begin();
  bind();
  nkg.state.listen(show);
  nkg.state.begin();
})(window.nkg);
