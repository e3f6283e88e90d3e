// Filters: which links pass, how many each choice would leave, and the boxes to tick.
(function (nkg) {
  "use strict";

  const data = nkg.data;
  let chosen = {};
  const passing = new Uint8Array(data.links.length).fill(1);

  function year(text) {
    const found = /\d{4}|\d{3}X/.exec(text || "");
    return found ? found[0].slice(0, 3) + "0s" : "";
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
    { id: "decade", title: "Decade", of: function (link) {
      return values(link, function (claim) { return year(claim.valid_from || claim.as_of || claim.valid_to) || "undated"; }); } },
    { id: "document", title: "Document", of: function (link) {
      return values(link, function (claim) { return claim.source && nkg.shown(claim.source.title || claim.source.id); }); } },
  ];

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
      if (!others.every(function (other) { return fits(other, link); })) return;
      told(facet, link).forEach(function (value) { found.set(value, (found.get(value) || 0) + 1); });
    });
    (chosen[facet.id] || []).forEach(function (value) { if (!found.has(value)) found.set(value, 0); });
    return Array.from(found).sort(function (a, b) { return b[1] - a[1] || (a[0] < b[0] ? -1 : 1); });
  }

  function tick(facet, value, on) {
    const filters = Object.assign({}, chosen);
    const kept = (filters[facet.id] || []).filter(function (other) { return other !== value; });
    filters[facet.id] = on ? kept.concat(value) : kept;
    if (!filters[facet.id].length) delete filters[facet.id];
    nkg.state.set({ filters: filters });
  }

  function fill(facet) {
    const wanted = chosen[facet.id] || [];
    facet.list.replaceChildren(...counts(facet).map(function (entry) {
      const box = nkg.el("input", { type: "checkbox", onchange: function () { tick(facet, entry[0], box.checked); } });
      box.checked = wanted.includes(entry[0]);
      return nkg.el("li", {}, nkg.el("label", {}, box, nkg.bdi(entry[0]),
        nkg.el("span", { class: "number" }, nkg.number(entry[1]))));
    }));
  }

  function build() {
    const place = document.getElementById("facets");
    facets.forEach(function (facet) {
      facet.list = nkg.el("ul", { class: "facet", tabindex: "0", "aria-label": facet.title });
      facet.note = nkg.el("span", { class: "chosen" });
      facet.box = nkg.el("details", { ontoggle: function () { if (facet.box.open) fill(facet); } },
        nkg.el("summary", {}, facet.title, " ", facet.note), facet.list);
      place.append(facet.box);
    });
    document.getElementById("reset").addEventListener("click", function () { nkg.state.set({ filters: {} }); });
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
    document.getElementById("reset").hidden = !nkg.filters.active();
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
