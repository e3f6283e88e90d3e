// Route: a path in the panel, hop by hop, and what to press to begin one.
(function (nkg) {
  "use strict";

  const el = nkg.el, data = nkg.data;

  function begin(node) {
    nkg.state.set({ path: [node.i] });
    nkg.say("Path from " + node.shown + ". Pick or search the second thing; Escape gives up.");
    document.getElementById("search").focus();
  }

  // Above the panel while the second end is to be picked.
  function pending(node) {
    return el("div", { class: "pending", role: "note" }, el("p", {}, "Path from ", nkg.bdi(node.label), " to …"),
      el("p", { class: "why" }, "Pick the second thing on the map, in a list, or by searching."),
      el("button", { type: "button", class: "plain", onclick: function () { nkg.state.set({ path: [] }); } }, "Give up"));
  }

  function button(node) {
    return el("button", { type: "button", id: "path-from", class: "plain", onclick: function () { begin(node); } }, "Path from here");
  }

  function hop(path, link, i) {
    const marks = [link === path.weakest ? el("span", { class: "mark" }, "weakest hop") : null,
      link.relation.allegation ? el("span", { class: "mark alleged" }, "stated by an authority") : null];
    return el("li", { class: "hop" },
      el("p", {}, el("span", { class: "number" }, i + 1 + ". "), nkg.claims.name(link.from), " ",
        el("button", { type: "button", class: "thing word", onclick: function () { nkg.state.set({ link: link.i }); } }, nkg.shown(link.relation.label)),
        " ", nkg.claims.name(link.to)),
      el("p", { class: "why" }, nkg.path.why(link), " ", marks),
      nkg.claims.list(link.claims));
  }

  function copy(path, box) {
    const text = nkg.path.footnotes(path);
    function done(word) { box.open = true; nkg.say(word); }
    box.querySelector("pre").textContent = text;
    if (!navigator.clipboard || !window.isSecureContext) return done("the footnotes are below, to be copied by hand");
    navigator.clipboard.writeText(text).then(function () { done("footnotes copied"); }, function () { done("the footnotes are below, to be copied by hand"); });
  }

  function heading(path) {
    const kinds = path.hops.some(function (link) { return link.relation.allegation; });
    return [
      el("h2", { class: "sentence" }, nkg.bdi(path.from.label), " … ", nkg.bdi(path.to.label)),
      path.hops.length ? el("p", { class: "why" }, nkg.count(path.hops.length, "hop"),
        path.weakest ? ". Weakest hop: " + nkg.path.sentence(path.weakest) + " (" + nkg.path.why(path.weakest) + ")." : ".") : null,
      kinds ? el("p", { class: "warning" }, "This path goes through what an authority states.") : null,
      path.wide ? el("p", { class: "warning" }, "Nothing but a shared skill, place, event or collective ties the two; this path goes through one.") : null,
    ];
  }

  // The whole panel of a path.
  function panel(path) {
    const box = el("details", {}, el("summary", {}, "Footnotes"), el("pre", { tabindex: "0" }));
    box.querySelector("pre").textContent = nkg.path.footnotes(path);
    const narrowed = nkg.filters.active() || nkg.time.active(nkg.state.get());
    return [
      el("header", {}, el("p", { class: "kind" }, "Best evidenced path"), heading(path)),
      path.hops.length ? el("p", { class: "tools" }, el("button", { type: "button", id: "path-copy", class: "plain", onclick: function () { copy(path, box); } }, "Copy as footnotes"),
        el("button", { type: "button", id: "path-end", class: "plain", onclick: function () { nkg.state.set({ path: [], focus: path.from.i }); } }, "Leave the path"))
        : el("p", {}, "Nothing in this picture ties the two" + (narrowed ? " within the filters and years that are set." : ".")),
      el("ol", { class: "hops" }, path.hops.map(function (link, i) { return hop(path, link, i); })),
      path.hops.length ? box : null,
      el("p", { class: "why" }, "A hop costs less the higher its confidence and the more independent origins it has; facts come before mere claims, and well-connected things cost a little to pass."),
    ].filter(Boolean);
  }

  nkg.route = { button: button, pending: pending, panel: panel,
    pendingNode: function (state) { return state.path.length === 1 ? data.nodes[state.path[0]] : null; } };
})(window.nkg);
