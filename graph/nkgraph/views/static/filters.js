// Filters: which links pass, how many each choice would leave, and the boxes to tick.
(function (nkg) {
  "use strict";

  const data = nkg.data;
  let chosen = {};
  const passing = new Uint8Array(data.links.length).fill(1);

  const MOST = 40, LONGEST = 60;

  // Every year of a claim, so that a year finds what began before and ended after it; an open end counts as its own year.
  function years(claim) {
    const span = nkg.years.of(claim);
    if (!span) return ["undated"];
    const first = span[0] > 0 ? span[0] : span[1], last = span[1] < 9999 ? span[1] : first;
    return Array.from({ length: Math.min(last - first, LONGEST) + 1 }, function (unused, i) { return String(first + i); });
  }

  function values(link, of) {
    return Array.from(new Set(link.claims.map(of).filter(Boolean)));
  }

  function either(link, of) {
    return Array.from(new Set(of(link.from).concat(of(link.to))));
  }

  function skills(node) {
    const own = node.concept ? [node.shown] : [];
    return own.concat(node.links.filter(function (link) {
      return link.from === node && link.relation.kind === "concept";
    }).map(function (link) { return link.to.shown; }));
  }

  // Of a link each facet tells its values; a link passes a facet when one of them is chosen ("both": when all are).
  const facets = [
    { id: "type", title: "Kind of thing", both: true,
      of: function (link) { return either(link, function (node) { return [node.type.label]; }); } },
    { id: "relation", title: "Relation", of: function (link) { return [link.relation.label]; } },
    { id: "confidence", title: "Confidence", of: function (link) {
      return link.relation.allegation ? ["none: allegation"] : values(link, function (claim) { return claim.confidence; }); } },
    { id: "status", title: "Status", of: function (link) { return values(link, function (claim) { return claim.status; }); } },
    { id: "mode", title: "How the document speaks",
      of: function (link) { return values(link, function (claim) { return claim.mode; }); } },
    { id: "country", title: "Country", of: function (link) {
      return either(link, function (node) { return node.country ? [data.country(node)] : []; }); } },
    { id: "skill", title: "Skill or service", of: function (link) { return either(link, skills); } },
    { id: "role", title: "Role", of: function (link) { return either(link, function (node) { return node.roles; }); } },
    { id: "year", title: "Year", byName: true,
      of: function (link) { return Array.from(new Set(link.claims.flatMap(years))); } },
    { id: "document", title: "Document", of: function (link) { return values(link, function (claim) { return claim.source && claim.source.id; }); },
      name: function (id) { return source(id); } },
  ];

  const sources = new Map();

  function source(id) {
    if (!sources.size) data.documents.forEach(function (one) { sources.set(one.id, one); });
    const one = sources.get(id);
    return one ? nkg.shown([one.publisher, one.published.slice(0, 4), one.title].filter(Boolean).join(" · ")) : nkg.shown(id);
  }

  function shown(facet, value) { return facet.name ? facet.name(value) : value; }

  function told(facet, link) {
    if (!facet.known) facet.known = [];
    if (!facet.known[link.i]) facet.known[link.i] = facet.of(link);
    return facet.known[link.i];
  }

  function fits(facet, link) {
    const wanted = chosen[facet.id];
    const own = told(facet, link);
    return facet.both ? own.every(function (value) { return wanted.includes(value); })
      : own.some(function (value) { return wanted.includes(value); });
  }

  function apply(filters) {
    chosen = {};
    facets.forEach(function (facet) { if (filters[facet.id]) chosen[facet.id] = filters[facet.id]; });
    const busy = facets.filter(function (facet) { return chosen[facet.id]; });
    data.links.forEach(function (link, i) {
      passing[i] = busy.every(function (facet) { return fits(facet, link); }) ? 1 : 0;
    });
  }

  function counts(facet) {
    const others = facets.filter(function (other) { return other !== facet && chosen[other.id]; });
    const found = new Map();
    data.links.forEach(function (link) {
      if (!nkg.time.passes(link) || !others.every(function (other) { return fits(other, link); })) return;
      told(facet, link).forEach(function (value) { found.set(value, (found.get(value) || 0) + 1); });
    });
    (chosen[facet.id] || []).forEach(function (value) { if (!found.has(value)) found.set(value, 0); });
    return Array.from(found).sort(function (a, b) { return (facet.byName ? 0 : b[1] - a[1]) || (a[0] < b[0] ? -1 : 1); });
  }

  function tick(facet, value, on) {
    const filters = Object.assign({}, chosen);
    const kept = (filters[facet.id] || []).filter(function (other) { return other !== value; });
    filters[facet.id] = on ? kept.concat(value) : kept;
    if (!filters[facet.id].length) delete filters[facet.id];
    nkg.state.set({ filters: filters });
  }

  function item(facet, entry, wanted) {
    const box = nkg.el("input", { type: "checkbox", onchange: function () { tick(facet, entry[0], box.checked); } });
    box.checked = wanted.includes(entry[0]);
    return nkg.el("li", {}, nkg.el("label", {}, box, nkg.bdi(shown(facet, entry[0])),
      nkg.el("span", { class: "number" }, nkg.number(entry[1]))));
  }

  // A long list shows its commonest values, those that are chosen, and what is looked for in it.
  function fill(facet) {
    const wanted = chosen[facet.id] || [], all = counts(facet), sought = nkg.fold(facet.sought.value);
    const found = all.filter(function (entry) { return wanted.includes(entry[0]) || !sought || nkg.fold(shown(facet, entry[0])).includes(sought); });
    const kept = facet.byName ? found : found.filter(function (entry, i) { return i < MOST || wanted.includes(entry[0]); });
    facet.sought.hidden = all.length <= MOST || Boolean(facet.byName);
    facet.list.replaceChildren(...kept.map(function (entry) { return item(facet, entry, wanted); }));
    facet.rest.textContent = kept.length < found.length ? "and " + nkg.number(found.length - kept.length) + " more: type to find them" : "";
  }

  function build() {
    const place = document.getElementById("facets");
    facets.forEach(function (facet) {
      facet.list = nkg.el("ul", { class: "facet", tabindex: "0", "aria-label": facet.title });
      facet.note = nkg.el("span", { class: "chosen" });
      facet.rest = nkg.el("p", { class: "why" });
      facet.sought = nkg.el("input", { type: "search", class: "sought", autocomplete: "off", placeholder: "Find in this list", "aria-label": "Find in: " + facet.title,
        oninput: function () { fill(facet); nkg.say(nkg.count(facet.list.children.length, "value")); } });
      facet.box = nkg.el("details", { ontoggle: function () { if (facet.box.open) fill(facet); } },
        nkg.el("summary", {}, facet.title, " ", facet.note), facet.sought, facet.list, facet.rest);
      place.append(facet.box);
    });
    document.getElementById("reset").addEventListener("click", function () {
      nkg.state.set({ filters: {}, years: null, known: 0, undated: true });
    });
  }

  function refresh() {
    facets.forEach(function (facet) {
      const number = (chosen[facet.id] || []).length;
      facet.note.textContent = number ? "· " + number + " chosen" : "";
      const focused = facet.list.contains(document.activeElement)
        ? Array.from(facet.list.querySelectorAll("input")).indexOf(document.activeElement) : -1;
      if (facet.box.open) fill(facet);
      if (focused >= 0) (facet.list.querySelectorAll("input")[focused] || facet.list).focus();
    });
    document.getElementById("reset").hidden = !nkg.filters.active() && !nkg.time.active(nkg.state.get());
  }

  nkg.filters = {
    active: function () { return Object.keys(chosen).length > 0; },
    passes: function (link) { return passing[link.i] === 1; },
    passing: function () { return passing.reduce(function (sum, one) { return sum + one; }, 0); },
    apply: apply,
    build: build,
    refresh: refresh,
  };
})(window.nkg);
