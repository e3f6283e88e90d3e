// Table: the links of the scene; the table that stands in the page anyway is filled anew, a few hundred rows at a time.
(function (nkg) {
  "use strict";

  const STEP = 200;
  const el = nkg.el, place = document.getElementById("links"), field = document.getElementById("narrow");
  const more = document.getElementById("more"), count = document.getElementById("rows");
  let room = STEP, stale = true;

  function sources(link) {
    return Array.from(new Set(link.claims.map(function (claim) { return claim.document; }))).filter(function (i) { return i >= 0; })
      .sort(function (a, b) { return a - b; }).map(function (i) { return nkg.data.documents[i]; });
  }

  function brief(source) {
    return nkg.shown([source.publisher || source.title, source.published.slice(0, 4)].filter(Boolean).join(" "));
  }

  function periods(link) {
    return Array.from(new Set(link.claims.map(nkg.claims.period).filter(Boolean))).join("; ");
  }

  function row(link) {
    return el("tr", {}, el("td", {}, nkg.claims.name(link.from)),
      el("td", {}, el("button", { type: "button", class: "thing", onclick: function () { nkg.state.set({ link: link.i, tab: "map" }); } },
        nkg.shown(link.relation.label) + (link.fact ? "" : " (claimed)"))),
      el("td", {}, nkg.claims.name(link.to)),
      el("td", {}, sources(link).map(function (source, n) {
        return [n ? "; " : "", el("a", { href: "#d" + (source.i + 1) }, String(source.i + 1)), " " + brief(source)];
      })),
      el("td", {}, periods(link)));
  }

  function wanted(scene) {
    const words = field.value.split(/\s+/).map(nkg.fold).filter(Boolean);
    return scene.links.filter(function (link) {
      if (!words.length) return true;
      if (!link.key) link.key = nkg.fold(link.from.label + link.relation.label + link.to.label + sources(link).map(brief).join(" "));
      return words.every(function (word) { return link.key.includes(word); });
    });
  }

  function clear() {
    Array.from(place.tBodies).forEach(function (body) { body.remove(); });
  }

  function show(most) {
    const links = wanted(nkg.graph.scene());
    clear();
    place.append(el("tbody", {}, links.slice(0, most).map(row)));
    more.hidden = links.length <= most;
    count.textContent = nkg.count(links.length, "link") + (links.length > most ? ", the first " + most + " shown" : "");
    stale = false;
  }

  nkg.table = {
    show: function (state) {
      room = STEP;
      stale = true;
      if (state.tab === "table") show(room);
    },
    links: function () { return wanted(nkg.graph.scene()); },
    begin: function () {
      // Thousands of hidden rows make every change of style slower; where scripts run they are made when wanted.
      setTimeout(function () { if (nkg.state.get().tab !== "table") clear(); }, 400);
      field.addEventListener("input", function () { room = STEP; show(room); nkg.say(count.textContent); });
      more.addEventListener("click", function () { room += STEP; show(room); });
      window.addEventListener("beforeprint", function () { show(Infinity); });
      window.addEventListener("afterprint", function () { if (!stale) show(room); });
    },
  };
})(window.nkg);
