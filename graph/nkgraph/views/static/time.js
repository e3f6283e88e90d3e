// Time: two clocks over the links: when a thing held, and by when a document said so. Undated things have a switch of their own.
(function (nkg) {
  "use strict";

  const el = nkg.el, data = nkg.data, DATED = 1, UNDATED = 2;
  const part = document.getElementById("time");
  let bounds = null, known = null, inputs = null, standing = null, later = 0;

  // 0 where a link is cut away, 1 where a dated claim keeps it, 2 where only undated ones do.
  function standingOf(link, state, table) {
    const first = state.years ? state.years[0] : 0, last = state.years ? state.years[1] : 9999;
    let best = 0;
    for (let k = 0; k < link.claims.length; k += 1) {
      const i = link.claims[k].i, from = table.from[i];
      const dated = from >= 0, seen = !state.known || table.known[i] > 0;
      if (dated && (from > last || table.to[i] < first)) continue;
      if (state.known && table.known[i] > state.known) continue;
      if (dated && seen) return DATED;
      best = UNDATED;
    }
    return best;
  }

  function active(state) { return Boolean(state.years || state.known || !state.undated); }

  function apply(state) {
    standing = null;
    if (!active(state)) return;
    const table = nkg.years.table();
    standing = new Uint8Array(data.links.length);
    data.links.forEach(function (link, i) { standing[i] = standingOf(link, state, table); });
  }

  function passes(link) {
    return !standing || standing[link.i] === DATED || standing[link.i] === UNDATED && nkg.state.get().undated;
  }

  // The part of a scene that the clocks leave, and what is to be said about it.
  function cut(scene, state) {
    if (!standing) return Object.assign({}, scene, { time: "" });
    const links = scene.links.filter(passes), ends = new Set(scene.centre ? [scene.centre] : scene.lit || []);
    links.forEach(function (link) { ends.add(link.from); ends.add(link.to); });
    const alone = function (node) { return state.undated && !node.links.length; };
    const undated = scene.links.filter(function (link) { return standing[link.i] === UNDATED; }).length;
    return Object.assign({}, scene, {
      links: links, time: said(state, links.length, scene.links.length, undated),
      nodes: scene.nodes.filter(function (node) { return ends.has(node) || alone(node); }),
    });
  }

  function said(state, shown, all, undated) {
    const words = [state.years ? "held " + state.years[0] + " to " + state.years[1] : "", state.known ? "known by " + state.known : ""].filter(Boolean).join(", ");
    const hidden = all - shown - (state.undated ? 0 : undated);
    return (words ? words[0].toUpperCase() + words.slice(1) + ": " : "") + nkg.number(hidden) + " left out, " + nkg.number(undated) +
      (state.undated ? " undated kept." : " undated left out too.");
  }

  function slider(id, range, label, value) {
    return el("input", { id: id, type: "range", min: range[0], max: range[1], step: 1, value: value, "aria-label": label,
      oninput: moved, onchange: moved });
  }

  // The other handle is pushed along rather than passed.
  function moved(event) {
    const from = inputs.from, to = inputs.to;
    if (event.target === from && Number(from.value) > Number(to.value)) to.value = from.value;
    if (event.target === to && Number(to.value) < Number(from.value)) from.value = to.value;
    const years = [Number(from.value), Number(to.value)];
    const latest = inputs.known ? Number(inputs.known.value) : 0;
    nkg.state.slide({
      years: years[0] === bounds[0] && years[1] === bounds[1] ? null : years,
      known: known && latest < known[1] ? latest : 0,
      undated: inputs.undated.checked,
    });
  }

  function bars() {
    const SVG = "http://www.w3.org/2000/svg", number = bounds[1] - bounds[0] + 1, count = new Array(number).fill(0);
    const table = nkg.years.table();
    data.links.forEach(function (link) {
      link.claims.forEach(function (claim) {
        const year = table.from[claim.i] > 0 ? table.from[claim.i] : table.to[claim.i];
        if (year >= bounds[0] && year <= bounds[1]) count[year - bounds[0]] += 1;
      });
    });
    const most = Math.max(...count, 1), picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", "0 0 " + number * 10 + " 100");
    picture.setAttribute("preserveAspectRatio", "none");
    picture.setAttribute("aria-hidden", "true");
    count.forEach(function (one, i) {
      const bar = document.createElementNS(SVG, "rect"), high = Math.sqrt(one / most) * 100;
      Object.entries({ x: i * 10 + 1, y: 100 - high, width: 8, height: high }).forEach(function (pair) { bar.setAttribute(pair[0], pair[1].toFixed(1)); });
      picture.append(bar);
    });
    return picture;
  }

  function build() {
    bounds = nkg.years.range("from");
    known = nkg.years.range("known");
    if (!bounds || bounds[0] === bounds[1]) return;
    inputs = {
      from: slider("time-from", bounds, "Held from year", bounds[0]), to: slider("time-to", bounds, "Held to year", bounds[1]),
      undated: el("input", { id: "time-undated", type: "checkbox", onchange: moved }),
      known: known && known[0] < known[1] ? slider("time-known", known, "Known by year of publication", known[1]) : null,
      told: el("output", { for: "time-from time-to" }), knownTold: el("output", { for: "time-known" }), note: el("span", { class: "number" }),
    };
    inputs.undated.checked = true;
    part.append(
      el("div", { class: "clock", role: "group", "aria-label": "When it held" }, el("span", {}, "Held "), inputs.told, el("div", { class: "track" }, bars(), inputs.from, inputs.to)),
      el("label", { class: "undated" }, inputs.undated, el("span", {}, "undated"), inputs.note),
      inputs.known ? el("div", { class: "clock known" }, el("span", {}, "Known by "), inputs.knownTold, el("div", { class: "track" }, inputs.known)) : "");
    part.hidden = false;
  }

  function undatedLinks() {
    const table = nkg.years.table();
    return data.links.filter(function (link) { return link.claims.every(function (claim) { return table.from[claim.i] < 0; }); }).length;
  }

  // The strip is built after the first drawing, for it reads every date.
  function show(state) {
    if (!inputs && !later) later = setTimeout(function () { build(); if (inputs) inputs.note.textContent = nkg.number(undatedLinks()); show(nkg.state.get()); }, 60);
    if (!inputs) return;
    const years = state.years || bounds;
    inputs.from.value = years[0]; inputs.to.value = years[1];
    inputs.undated.checked = state.undated;
    inputs.told.textContent = years[0] + "–" + years[1];
    if (!inputs.known) return;
    inputs.known.value = state.known || known[1];
    inputs.knownTold.textContent = String(state.known || known[1]);
  }

  nkg.time = { apply: apply, passes: passes, cut: cut, active: active, show: show };
})(window.nkg);
