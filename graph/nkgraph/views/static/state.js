// State: what is chosen; kept in the address fragment, so that Back works and a link opens the same picture.
(function (nkg) {
  "use strict";

  const plain = { focus: -1, depth: 1, grown: [], view: "", link: -1, tab: "map", frame: "", filters: {},
    years: null, known: 0, undated: true, path: [], story: "", step: 0 };
  const listeners = [];
  let now = Object.assign({}, plain), kept = "", waiting = 0;

  function ids(numbers) {
    return numbers.map(function (i) { return nkg.data.nodes[i].id; });
  }

  function number(id) {
    const node = nkg.data.nodeById.get(id);
    return node ? node.i : -1;
  }

  function write(state) {
    const words = new URLSearchParams();
    if (state.focus >= 0) words.set("node", ids([state.focus])[0]);
    if (state.depth > 1) words.set("depth", state.depth);
    if (state.grown.length) words.set("grown", ids(state.grown).join(" "));
    if (state.view) words.set("view", state.view);
    if (state.link >= 0) words.set("link", nkg.data.links[state.link].id);
    if (state.tab !== "map") words.set("tab", state.tab);
    if (state.frame) words.set("frame", state.frame);
    if (state.years) words.set("years", state.years.join("-"));
    if (state.known) words.set("known", state.known);
    if (!state.undated) words.set("undated", "no");
    if (state.path.length) words.set("path", ids(state.path).join(" "));
    if (state.story) words.set("story", state.story + " " + (state.step + 1));
    Object.keys(state.filters).sort().forEach(function (facet) {
      state.filters[facet].forEach(function (value) { words.append("only." + facet, value); });
    });
    return "#/" + words.toString();
  }

  function read(fragment) {
    const words = new URLSearchParams(fragment.slice(2));
    const state = Object.assign({}, plain, { filters: {} });
    state.focus = number(words.get("node"));
    state.depth = words.get("depth") === "2" ? 2 : 1;
    state.grown = (words.get("grown") || "").split(" ").map(number).filter(function (i) { return i >= 0; });
    state.view = nkg.data.views.some(function (view) { return view.id === words.get("view"); }) ? words.get("view") : "";
    state.link = words.has("link") ? nkg.data.links.findIndex(function (link) { return link.id === words.get("link"); }) : -1;
    state.tab = ["geography", "table", "sources"].includes(words.get("tab")) ? words.get("tab") : "map";
    if (state.tab === "geography" && !document.getElementById("tab-geography")) state.tab = "map";
    state.frame = /^[a-z-]+$/.test(words.get("frame") || "") ? words.get("frame") : "";
    words.forEach(function (value, key) {
      if (!key.startsWith("only.")) return;
      const facet = key.slice(5);
      state.filters[facet] = (state.filters[facet] || []).concat(value);
    });
    return more(words, state);
  }

  // What an address says about time, path and story; anything else than what `write` writes is passed over.
  function more(words, state) {
    const years = /^(\d{4})-(\d{4})$/.exec(words.get("years") || "");
    if (years && years[1] <= years[2]) state.years = [Number(years[1]), Number(years[2])];
    if (/^\d{4}$/.test(words.get("known") || "")) state.known = Number(words.get("known"));
    state.undated = words.get("undated") !== "no";
    const ends = (words.get("path") || "").split(" ").map(number).filter(function (i) { return i >= 0; });
    state.path = ends[0] === ends[1] ? ends.slice(0, 1) : ends.slice(0, 2);
    const story = (words.get("story") || "").split(" "), told = nkg.data.stories.find(function (one) { return one.id === story[0]; });
    if (!told) return state;
    state.story = told.id;
    state.step = Math.min(Math.max((Number(story[1]) || 1) - 1, 0), told.steps.length - 1);
    return state;
  }

  function arrive() {
    clearTimeout(waiting);
    const fragment = location.hash;
    if (/^#d\d+$/.test(fragment)) {
      now = Object.assign({}, now, { tab: "sources" });
      tell();
      const entry = document.getElementById(fragment.slice(1));
      if (entry) entry.scrollIntoView();
      return;
    }
    now = fragment.startsWith("#/") ? read(fragment) : nkg.data.opens ? read("#/" + nkg.data.opens) : Object.assign({}, plain, { focus: nkg.data.start });
    kept = write(now);
    tell();
  }

  function tell() {
    listeners.forEach(function (listener) { listener(now); });
  }

  function keep() {
    clearTimeout(waiting);
    if (write(now) === kept) return;
    kept = write(now);
    try {
      history.pushState(null, "", kept);
    } catch (refused) {
      // A page shown by srcdoc has no address of its own; the state then lives in memory alone.
      return;
    }
  }

  nkg.state = {
    get: function () { return now; },
    set: function (change) {
      const before = write(now);
      now = Object.assign({}, now, change);
      if (write(now) === before) return;
      keep();
      tell();
    },
    // As `set`, for a handle that is being drawn: the address follows when it rests.
    slide: function (change) {
      now = Object.assign({}, now, change);
      tell();
      clearTimeout(waiting);
      waiting = setTimeout(keep, 300);
    },
    // Opens a thing; where the first end of a path is picked already, it becomes the second.
    open: function (node) {
      if (now.path.length === 1 && now.path[0] !== node.i) nkg.state.set({ path: [now.path[0], node.i], link: -1, tab: "map", view: "", story: "" });
      else nkg.state.set({ focus: node.i, depth: 1, grown: [], link: -1, tab: now.tab === "geography" ? now.tab : "map", path: [], story: "", step: 0 });
    },
    overview: function () {
      nkg.state.set({ focus: -1, depth: 1, grown: [], link: -1, view: "", path: [], story: "", step: 0 });
    },
    listen: function (listener) { listeners.push(listener); },
    begin: function () {
      window.addEventListener("popstate", arrive);
      arrive();
    },
  };
})(window.nkg);
