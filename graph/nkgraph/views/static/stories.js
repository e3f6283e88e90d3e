// Stories: captions in order, each lighting a part of the graph; next, back and Escape.
(function (nkg) {
  "use strict";

  const data = nkg.data, box = document.getElementById("story");
  const caption = document.getElementById("story-caption");
  let shown = "";

  function story(state) { return data.stories.find(function (one) { return one.id === state.story; }); }

  function lit(step) {
    return new Set(step.things.map(function (id) { return data.nodeById.get(id); }).filter(Boolean));
  }

  function litLinks(step, nodes) {
    return data.links.filter(function (link) {
      return nodes.has(link.from) && nodes.has(link.to) && (!step.relations.length || step.relations.includes(link.relation.id));
    });
  }

  // Everything the story touches stands in one layout, so that the steps do not jump; things without a link stand below.
  function places(told, links, nodes) {
    const centre = data.nodeById.get(told.steps[0].things[0]) || nodes[0];
    const found = nkg.places(centre, links), bottom = Math.max(...Array.from(found.values(), function (at) { return at[1]; }));
    nodes.filter(function (node) { return !found.has(node); }).forEach(function (node, i, rest) {
      found.set(node, [(i - (rest.length - 1) / 2) * 190, bottom + 150]);
    });
    return found;
  }

  function scene(state) {
    const told = story(state), parts = told.steps.map(function (step) { const nodes = lit(step); return { nodes: nodes, links: litLinks(step, nodes) }; });
    const nodes = Array.from(new Set(parts.flatMap(function (part) { return Array.from(part.nodes); })));
    const links = Array.from(new Set(parts.flatMap(function (part) { return part.links; })));
    return { kind: "story", story: told, nodes: nodes, links: links, left: 0, discs: [], places: places(told, links, nodes),
      lit: parts[state.step].nodes, litLinks: new Set(parts[state.step].links) };
  }

  function go(step) {
    const state = nkg.state.get(), told = story(state);
    if (step >= told.steps.length) return close();
    const years = told.steps[Math.max(step, 0)].years;
    nkg.state.set({ step: Math.max(step, 0), link: -1, years: years.length ? Array.from(years) : null });
  }

  function open(id) {
    const told = data.stories.find(function (one) { return one.id === id; }), years = told.steps[0].years;
    nkg.state.set({ story: id, step: 0, focus: -1, view: "", path: [], link: -1, tab: "map", filters: {}, known: 0, undated: true,
      years: years.length ? Array.from(years) : null });
    document.getElementById("story-next").focus();
  }

  function close() {
    nkg.state.set({ story: "", step: 0, years: null, link: -1 });
    nkg.say("story closed");
    document.getElementById("map").focus();
  }

  function show(state) {
    const told = story(state), key = told ? state.story + " " + state.step : "";
    if (key === shown) return;
    shown = key;
    box.hidden = !told;
    if (!told) return;
    const step = told.steps[state.step], last = state.step === told.steps.length - 1;
    document.getElementById("story-title").textContent = nkg.shown(told.title);
    document.getElementById("story-place").textContent = state.step + 1 + " of " + told.steps.length;
    caption.textContent = nkg.shown(step.caption);
    document.getElementById("story-back").disabled = state.step === 0;
    document.getElementById("story-next").textContent = last ? "End" : "Next";
    nkg.say(state.step + 1 + " of " + told.steps.length + ". " + nkg.shown(step.caption));
  }

  function buttons() {
    return data.stories.map(function (one) {
      return nkg.el("li", {}, nkg.el("button", { type: "button", "data-story": one.id, title: nkg.shown(one.sentence), onclick: function () { open(one.id); } },
        nkg.shown(one.title), nkg.el("span", { class: "number" }, String(one.steps.length))));
    });
  }

  nkg.stories = {
    scene: scene,
    show: show,
    close: close,
    buttons: buttons,
    story: story,
    begin: function () {
      document.getElementById("stories").replaceChildren(...buttons());
      document.getElementById("stories").parentElement.hidden = !data.stories.length;
      document.getElementById("story-next").addEventListener("click", function () { go(nkg.state.get().step + 1); });
      document.getElementById("story-back").addEventListener("click", function () { go(nkg.state.get().step - 1); });
      document.getElementById("story-close").addEventListener("click", close);
      box.addEventListener("keydown", function (event) {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) go(nkg.state.get().step + step);
      });
    },
  };
})(window.nkg);
