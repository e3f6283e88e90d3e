// Map: the things of the picture on the sheet: circles by number, lines from the seat of what is picked, names where there is room.
(function (nkg) {
  "use strict";

  const sheet = nkg.sheet, MOST = 46, OPENING = "old-world";
  const place = document.getElementById("atlas");
  let svg, marks = new Map(), shown = "", subject = "", count = null, lines = { from: null, ends: [] }, chosen = null, ring = [], hint = null;
  let current = null, free = false, hands = null;

  function radius(spot) {
    const number = spot.things.size, growth = Math.min(0.8 + sheet.camera.k * 0.035, 2) * (spot.wide ? 0.5 : 1);
    return number ? Math.min(3 + Math.sqrt(number) * growth, 46) : 4.5;
  }

  function country(spot) {
    const home = spot.main.within && nkg.data.nodeById.get(spot.main.within);
    return home ? ", " + home.shown : "";
  }

  function told(spot) {
    const end = lines.ends.find(function (one) { return one.spot === spot; });
    return spot.main.shown + country(spot) + ", " + nkg.count(spot.things.size, "thing") + (end ? ", " + nkg.lettering.relations(end) : "") +
      (spot === lines.from ? ", where it is" : "");
  }

  function open(spot) {
    const one = spot.places.find(function (entry) { return entry.node; });
    if (one) nkg.state.open(one.node);
    else nkg.say("nothing more is known of " + spot.main.shown + " on this page");
  }

  function button(classes, label, act, ...children) {
    const group = sheet.make("g", { class: classes, role: "button", tabindex: "-1", "aria-label": label }, ...children);
    group.addEventListener("click", function () { if (!hands.dragged()) act(); });
    group.addEventListener("focus", function () { take(group); });
    return group;
  }

  function take(element) {
    if (current) current.setAttribute("tabindex", "-1");
    current = element;
    if (current) current.setAttribute("tabindex", "0");
  }

  function mark(spot) {
    const group = button("spot", "", function () { open(spot); }, sheet.make("circle", {}));
    marks.set(spot, group);
    return group;
  }

  // Wide circles lie under the exact ones, big ones under small ones.
  function build() {
    svg = sheet.begin(place, draw);
    sheet.parts().spots.append(...nkg.gazetteer.spots.slice().sort(function (a, b) {
      return b.wide - a.wide || b.things.size - a.things.size;
    }).map(mark), sheet.make("g", { class: "ring" }));
    document.getElementById("frames").append(...nkg.gazetteer.raw.frames.map(function (frame) {
      return nkg.el("button", { type: "button", "data-frame": frame.id, "aria-pressed": "false", onclick: function () { nkg.state.set({ frame: frame.id }); look(frame.id, true); } }, frame.title);
    }));
    hands = nkg.hands(svg, place, { moved: loose, walk: walk, enter: enter, fit: fit });
    new ResizeObserver(function () { if (place.clientWidth) { sheet.measure(place); sheet.go(sheet.camera); } }).observe(place);
  }

  function look(id, smooth) {
    const frame = nkg.gazetteer.raw.frames.find(function (one) { return one.id === id; }) || nkg.gazetteer.raw.frames[0];
    (smooth ? sheet.glide : sheet.go)(sheet.fitted(frame.box, 20));
    press(frame.id);
  }

  function press(id) {
    free = !id;
    document.querySelectorAll("#frames button").forEach(function (one) { one.setAttribute("aria-pressed", String(one.dataset.frame === id)); });
  }

  function loose() { if (!free) press(""); }

  function around(spots, most) {
    const x = spots.map(function (spot) { return spot.x; }), y = spots.map(function (spot) { return spot.y; });
    return sheet.fitted([Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)], Math.min(110, sheet.size()[0] * 0.16), most);
  }

  function all() { return nkg.gazetteer.spots.filter(function (spot) { return spot.things.size; }); }

  function fit() {
    if (all().length) sheet.glide(around(all(), 40));
    loose();
  }

  // ---- what is drawn at every movement

  function visible(spot) {
    return spot.things.size > 0 || spot === chosen || spot === lines.from || lines.ends.some(function (end) { return end.spot === spot; });
  }

  function busy(spot) {
    return chosen ? spot === chosen : lines.ends.length ? spot === lines.from || lines.ends.some(function (end) { return end.spot === spot; }) : true;
  }

  function circles() {
    marks.forEach(function (group, spot) {
      const on = visible(spot);
      group.style.display = on ? "" : "none";
      if (!on) return;
      const at = sheet.screen(spot.x, spot.y);
      group.setAttribute("transform", "translate(" + at[0].toFixed(1) + " " + at[1].toFixed(1) + ")");
      group.firstElementChild.setAttribute("r", radius(spot).toFixed(1));
    });
  }

  function bow(end) {
    const a = sheet.screen(lines.from.x, lines.from.y), b = sheet.screen(end.spot.x, end.spot.y);
    const dx = b[0] - a[0], dy = b[1] - a[1], long = Math.hypot(dx, dy) || 1, side = dx >= 0 ? 1 : -1;
    const lift = Math.min(long * 0.2, 110) * side;
    return "M" + a.map(Math.round).join(" ") + "Q" + Math.round((a[0] + b[0]) / 2 + dy / long * lift) + " " + Math.round((a[1] + b[1]) / 2 - dx / long * lift) + " " + b.map(Math.round).join(" ");
  }

  function ties() {
    sheet.parts().lines.replaceChildren(...lines.ends.map(function (end) {
      const kind = end.links.every(function (link) { return link.relation.allegation; }) ? " alleged" : "";
      const claimed = end.links.some(function (link) { return link.fact; }) ? "" : " claimed";
      return sheet.make("path", { class: "line" + kind + claimed, d: bow(end), "stroke-width": (1.2 + Math.log2(end.links.length + 1) * 0.5).toFixed(1), "data-to": end.spot.main.id });
    }));
  }

  // The words on the sheet, for what is drawn now.
  function names() {
    nkg.lettering({ lines: lines, chosen: chosen, drawn: ring.length, reach: ringed(), hint: hint, radius: radius, visible: visible, busy: busy });
  }

  // ---- the things of a picked place, in rings around it

  function ringed() { return ring.length ? ring[ring.length - 1].away + 12 : 0; }

  function slots(spot) {
    const list = Array.from(spot.things.keys()).sort(function (a, b) { return b.size - a.size || a.i - b.i; }).slice(0, MOST);
    let away = radius(spot) + 20, at = 0;
    const found = [];
    while (at < list.length) {
      const room = Math.min(Math.floor(2 * Math.PI * away / 25), list.length - at);
      for (let i = 0; i < room; i += 1) {
        const angle = -Math.PI / 2 + 2 * Math.PI * i / room;
        found.push({ node: list[at + i], away: away, dx: away * Math.cos(angle), dy: away * Math.sin(angle) });
      }
      at += room;
      away += 26;
    }
    return found;
  }

  function petals() {
    const group = svg.querySelector(".ring");
    ring = chosen ? slots(chosen) : [];
    group.replaceChildren(...ring.map(function (slot) {
      const picture = nkg.legend.symbol(slot.node.type);
      Object.entries({ x: -6.5, y: -6.5, width: 13, height: 13 }).forEach(function (pair) { picture.setAttribute(pair[0], pair[1]); });
      const words = Array.from(new Set(chosen.things.get(slot.node).map(function (link) { return link.relation.label; }))).join(", ") || "at home in the country";
      slot.mark = button("thing-at", slot.node.shown + ", " + slot.node.type.label + ", " + words, function () { nkg.state.open(slot.node); },
        sheet.make("circle", { class: "focus", r: "10" }), picture);
      const say = function () { hint = function () { return label(slot); }; names(); }, hush = function () { hint = null; names(); };
      [["pointerenter", say], ["focus", say], ["pointerleave", hush], ["blur", hush]].forEach(function (pair) { slot.mark.addEventListener(pair[0], pair[1]); });
      return slot.mark;
    }));
  }

  function label(slot) {
    const at = sheet.screen(chosen.x, chosen.y), right = slot.dx >= 0;
    const x = Math.min(Math.max(at[0] + slot.dx + (right ? 14 : -14), 20), sheet.size()[0] - 20);
    return sheet.make("text", { class: "strong", x: x.toFixed(1), y: (at[1] + slot.dy + 4).toFixed(1), "text-anchor": right ? "start" : "end" }, nkg.cut(slot.node.shown, 46));
  }

  function place_petals() {
    if (!chosen) return;
    const at = sheet.screen(chosen.x, chosen.y);
    ring.forEach(function (slot) { slot.mark.setAttribute("transform", "translate(" + (at[0] + slot.dx).toFixed(1) + " " + (at[1] + slot.dy).toFixed(1) + ")"); });
  }

  function draw() {
    circles();
    ties();
    place_petals();
    names();
  }

  // ---- state

  function tint() {
    const held = nkg.gazetteer.countries();
    const home = Array.from(held).sort(function (a, b) { return b[1] - a[1]; })[0];
    svg.querySelectorAll(".land").forEach(function (land) {
      const code = land.dataset.code;
      land.setAttribute("class", "land" + (home && code === home[0] ? " home" : held.has(code) ? " held" : ""));
    });
  }

  function note() {
    const text = nkg.number(count.placed) + " of " + nkg.count(count.all, "thing") + " stand at " + nkg.count(count.spots, "place") + "; " +
      nkg.number(count.home) + " more are known by their country alone. " + nkg.number(count.none) + " of " + nkg.number(count.all) + " have no place on the map.";
    document.getElementById("map-count").textContent = text;
    return text;
  }

  function key() {
    const drawing = document.querySelector("#map-key svg"), make = sheet.make;
    const full = [1, 10, 100].map(function (number, i) {
      const size = 3 + Math.sqrt(number), x = [6, 24, 54][i];
      return [make("circle", { class: "full", cx: x, cy: 18, r: size }), make("text", { x: x, y: 42, "text-anchor": "middle" }, String(number))];
    });
    drawing.replaceChildren(...full.flat(), make("text", { x: 76, y: 14 }, "things at a town or site"),
      make("circle", { class: "hollow", cx: 83, cy: 29, r: 6 }), make("text", { x: 95, y: 33 }, "known by country or region"));
  }

  function pick(state) {
    const node = state.focus >= 0 ? nkg.data.nodes[state.focus] : null;
    chosen = node ? nkg.gazetteer.spot(node) : null;
    lines = node && !chosen ? nkg.gazetteer.lines(node) : { from: null, ends: [] };
    marks.forEach(function (group, spot) {
      group.setAttribute("class", "spot" + (spot.wide ? " wide" : "") + (spot === chosen ? " chosen" : "") + (spot === lines.from ? " seat" : "") + (busy(spot) ? "" : " aside"));
      group.setAttribute("aria-label", told(spot));
    });
    petals();
  }

  function move() {
    // What an authority alone says does not decide the frame: every listing would show the whole world.
    const own = lines.ends.filter(function (end) { return end.links.some(function (link) { return !link.relation.allegation; }); });
    const ends = (own.length ? own : lines.ends).map(function (end) { return end.spot; });
    if (ends.length) sheet.glide(around([lines.from].concat(ends), 26));
    else if (chosen || lines.from) sheet.glide({ x: (chosen || lines.from).x, y: (chosen || lines.from).y, k: Math.max(sheet.camera.k, 9) });
    else return;
    loose();
  }

  function show(state) {
    if (state.tab !== "geography") return;
    const contents = JSON.stringify([state.view, state.filters, state.years, state.known, state.undated, state.focus < 0]), picked = JSON.stringify([state.focus, state.filters]);
    const first = !svg;
    if (contents !== shown) count = nkg.gazetteer.count(state);
    if (first) { build(); key(); }
    sheet.measure(place);
    const again = picked !== subject;
    if (contents !== shown || again) { pick(state); tint(); nkg.say(note()); }
    shown = contents;
    subject = picked;
    if (first) look(state.frame || OPENING, false);
    else draw();
    if (again && !(first && state.frame)) move();
    if (!current || current.style.display === "none" || !current.isConnected) take(marks.get(chosen || lines.from || all()[0]) || null);
  }

  // ---- the keyboard

  // Everything that can take the focus, with its place on the screen.
  function stops() {
    const spots = Array.from(marks).filter(function (pair) { return visible(pair[0]); }).map(function (pair) { return { mark: pair[1], at: sheet.screen(pair[0].x, pair[0].y), spot: pair[0] }; });
    const middle = chosen ? sheet.screen(chosen.x, chosen.y) : [0, 0];
    return spots.concat(ring.map(function (slot) { return { mark: slot.mark, at: [middle[0] + slot.dx, middle[1] + slot.dy] }; }));
  }

  function walk(direction) {
    const list = stops(), from = list.find(function (stop) { return stop.mark === current; });
    let best = null, least = Infinity;
    list.forEach(function (stop) {
      const dx = stop.at[0] - (from ? from.at[0] : 0), dy = stop.at[1] - (from ? from.at[1] : 0);
      const along = dx * direction[0] + dy * direction[1], across = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
      if (stop === from || along <= 0.5 || across > along * 2) return;
      if (along + across * 2 < least) { least = along + across * 2; best = stop; }
    });
    if (!best) return nkg.say("nothing further that way");
    const size = sheet.size();
    if (best.spot && (best.at[0] < 30 || best.at[1] < 30 || best.at[0] > size[0] - 30 || best.at[1] > size[1] - 30)) {
      sheet.go({ x: best.spot.x, y: best.spot.y, k: sheet.camera.k });
      loose();
    }
    best.mark.focus({ preventScroll: true });
  }

  function enter() {
    if (current) current.dispatchEvent(new MouseEvent("click"));
  }

  nkg.map = nkg.gazetteer.raw ? {
    show: show,
    recolour: function () { if (svg && place.clientWidth) draw(); },
    spots: function () { return nkg.gazetteer.spots.filter(visible); },
    lines: function () { return lines; },
  } : { show: function () { return null; }, recolour: function () { return null; } };
})(window.nkg);
