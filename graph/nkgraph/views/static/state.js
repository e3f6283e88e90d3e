// State: what is chosen; kept in the address fragment, so that Back works and a link opens the same picture.
(function (nkg) {
  "use strict";

  const plain = { focus: -1, depth: 1, grown: [], view: "", link: -1, tab: "map", filters: {} };
  const listeners = [];
  let now = Object.assign({}, plain);

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
    state.link = nkg.data.links.findIndex(function (link) { return link.id === words.get("link"); });
    state.tab = ["table", "sources"].includes(words.get("tab")) ? words.get("tab") : "map";
    words.forEach(function (value, key) {
      if (!key.startsWith("only.")) return;
      const facet = key.slice(5);
      state.filters[facet] = (state.filters[facet] || []).concat(value);
    });
    return state;
  }

  function arrive() {
    const fragment = location.hash;
    if (fragment.startsWith("#document-")) {
      now = Object.assign({}, now, { tab: "sources" });
      tell();
      const entry = document.getElementById(fragment.slice(1));
      if (entry) entry.scrollIntoView();
      return;
    }
    now = fragment.startsWith("#/") ? read(fragment) : Object.assign({}, plain, { focus: nkg.data.start });
    tell();
  }

  function tell() {
    listeners.forEach(function (listener) { listener(now); });
  }

  function keep(fragment) {
    try {
      history.pushState(null, "", fragment);
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
      keep(write(now));
      tell();
    },
    open: function (node) {
      nkg.state.set({ focus: node.i, depth: 1, grown: [], link: -1, tab: "map" });
    },
    overview: function () {
      nkg.state.set({ focus: -1, depth: 1, grown: [], link: -1, view: "" });
    },
    listen: function (listener) { listeners.push(listener); },
    begin: function () {
      window.addEventListener("popstate", arrive);
      arrive();
    },
  };
})(window.nkg);
