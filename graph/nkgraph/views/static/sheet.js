// Sheet: the map without its things: outline, grid, rim, and the camera that moves over it. The same sums as views/atlas.py.
(function (nkg) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg", RIM = 17, NEAREST = 120, DETAIL = 8;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const oceans = [["Pacific Ocean", 178, 12], ["Indian Ocean", 79, -20], ["Atlantic Ocean", 321, 28]];
  let svg, parts, moved, wide = 0, high = 0, run = 0;
  const camera = { x: 100, y: -30, k: 4 };

  function make(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    Object.entries(attributes || {}).forEach(function (pair) { element.setAttribute(pair[0], pair[1]); });
    element.append(...children);
    return element;
  }

  // Miller's ordinate, downwards, of a latitude in degrees.
  function southing(latitude) {
    return -180 / Math.PI * 1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * latitude * Math.PI / 180));
  }

  function screen(x, y) {
    return [(x - camera.x) * camera.k + wide / 2, (y - camera.y) * camera.k + high / 2];
  }

  function arcs(outline) {
    const x = nkg.unpack.column(outline.x), y = nkg.unpack.column(outline.y);
    let at = 0;
    return nkg.unpack.column(outline.sizes).map(function (size) {
      const points = Array.from({ length: size }, function (unused, i) { return [x[at + i], y[at + i]]; });
      at += size;
      return points;
    });
  }

  function outline(raw) {
    const lines = arcs(raw), rings = nkg.unpack.lists(raw.rings), group = make("g", { transform: "scale(" + raw.unit + ")" });
    let at = 0;
    nkg.unpack.column(raw.counts).forEach(function (count, i) {
      let path = "";
      for (const last = at + count; at < last; at += 1) {
        path += "M" + rings.at(at).flatMap(function (n) { return n >= 0 ? lines[n] : lines[~n].slice().reverse(); }).join(" ") + "Z";
      }
      group.append(make("path", { class: "land", d: path, "data-code": raw.codes[i] }));
    });
    group.append(make("path", { class: "coast", d: lines.map(function (points) { return "M" + points.join(" "); }).join("") }));
    return group;
  }

  function near(raw) {
    const box = raw.window, inset = 0.06;
    const frame = { x: box[0] + inset, y: box[1] + inset, width: box[2] - box[0] - 2 * inset, height: box[3] - box[1] - 2 * inset };
    return make("g", { "clip-path": "url(#near-window)" }, make("clipPath", { id: "near-window" }, make("rect", frame)),
      make("rect", Object.assign({ fill: "var(--sea)" }, frame)), outline(raw));
  }

  function build(place) {
    const raw = nkg.gazetteer.raw;
    parts = { far: outline(raw.outlines[0]), near: near(raw.outlines[1]), grid: make("path", { class: "grid" }), oceans: make("g", {}),
      lines: make("g", { class: "lines" }), spots: make("g", { class: "spots" }), names: make("g", { class: "names" }), rim: make("g", { class: "rim", "aria-hidden": "true" }) };
    parts.chart = make("g", { "aria-hidden": "true" }, parts.far, parts.near);
    oceans.forEach(function (ocean) { parts.oceans.append(make("text", { class: "ocean" }, ocean[0])); });
    parts.oceans.setAttribute("aria-hidden", "true");
    parts.names.setAttribute("aria-hidden", "true");
    svg = make("svg", {}, parts.chart, parts.grid, parts.oceans, parts.lines, parts.names, parts.spots, parts.rim);
    place.append(svg);
  }

  function step() {
    return [1, 2, 5, 10, 15, 30, 60].find(function (degrees) { return degrees * camera.k >= 62; }) || 60;
  }

  function word(degrees, positive, negative) {
    const turned = (degrees + 180) % 360 - 180;
    return Math.abs(turned) + "°" + (turned % 180 === 0 ? "" : " " + (turned > 0 ? positive : negative));
  }

  // Lines of the grid inside the rim, as [place on the screen, word].
  function meridians(by) {
    const first = Math.ceil((camera.x - wide / 2 / camera.k) / by) * by, found = [];
    for (let degrees = first; (degrees - camera.x) * camera.k < wide / 2; degrees += by) found.push([screen(degrees, 0)[0], word(degrees, "E", "W"), degrees / by]);
    return found;
  }

  function parallels(by) {
    const found = [];
    for (let degrees = -Math.floor(80 / by) * by; degrees <= 80; degrees += by) {
      const y = screen(0, southing(degrees))[1];
      if (y > 0 && y < high) found.push([y, degrees ? Math.abs(degrees) + "° " + (degrees > 0 ? "N" : "S") : "0°", degrees / by]);
    }
    return found;
  }

  function rim(down, across) {
    const inner = { x: RIM, y: RIM, width: Math.max(wide - 2 * RIM, 1), height: Math.max(high - 2 * RIM, 1) };
    const band = "M0 0H" + wide + "V" + high + "H0ZM" + RIM + " " + RIM + "V" + (high - RIM) + "H" + (wide - RIM) + "V" + RIM + "Z";
    const inside = function (at, limit) { return at > RIM + 22 && at < limit - RIM - 22; };
    const ticks = down.filter(function (line) { return inside(line[0], wide); }).map(function (line) { return "M" + line[0] + " " + RIM + "v-4M" + line[0] + " " + (high - RIM) + "v4"; })
      .concat(across.filter(function (line) { return inside(line[0], high); }).map(function (line) { return "M" + RIM + " " + line[0] + "h-4M" + (wide - RIM) + " " + line[0] + "h4"; }));
    const label = function (x, y, text, turn) {
      return make("text", { x: x, y: y, "text-anchor": "middle", transform: turn ? "rotate(" + turn + " " + x + " " + y + ")" : "" }, text);
    };
    parts.rim.replaceChildren(make("path", { d: band, fill: "var(--sheet)", "fill-rule": "evenodd" }), make("rect", inner),
      make("rect", { x: 1.5, y: 1.5, width: Math.max(wide - 3, 1), height: Math.max(high - 3, 1), class: "outer" }), make("path", { class: "tick", d: ticks.join("") }),
      ...down.filter(function (line) { return inside(line[0], wide); }).flatMap(function (line) { return [label(line[0] + 22, RIM - 5, line[1]), label(line[0] + 22, high - 5.5, line[1])]; }),
      ...across.filter(function (line) { return inside(line[0], high); }).flatMap(function (line) { return [label(RIM - 5, line[0] - 20, line[1], -90), label(wide - RIM + 5, line[0] - 20, line[1], 90)]; }));
  }

  function draw() {
    const k = camera.k, by = step(), down = meridians(by), across = parallels(by);
    const zero = screen(0, 0);
    parts.chart.setAttribute("transform", "translate(" + zero[0].toFixed(2) + " " + zero[1].toFixed(2) + ") scale(" + k.toFixed(4) + ")");
    parts.near.style.display = k > DETAIL ? "" : "none";
    parts.grid.setAttribute("d", down.map(function (line) { return "M" + line[0].toFixed(1) + " 0V" + high; }).join("") + across.map(function (line) { return "M0 " + line[0].toFixed(1) + "H" + wide; }).join(""));
    parts.oceans.style.display = k > 16 ? "none" : "";
    oceans.forEach(function (ocean, i) {
      const at = screen(ocean[1], southing(ocean[2]));
      parts.oceans.children[i].setAttribute("transform", "translate(" + at[0].toFixed(1) + " " + at[1].toFixed(1) + ")");
    });
    rim(down, across);
    moved();
  }

  function box() { return nkg.gazetteer.raw.frames[0].box; }

  // The sheet never leaves the window: its middle stays over the world, and the world fills at least one direction.
  function held(next) {
    const world = box(), least = Math.min(wide / (world[2] - world[0]), high / (world[3] - world[1]));
    const k = Math.min(Math.max(next.k, least), NEAREST);
    const clamp = function (at, from, to, half) { return to - from <= 2 * half ? (from + to) / 2 : Math.min(Math.max(at, from + half), to - half); };
    return { k: k, x: clamp(next.x, world[0], world[2], wide / 2 / k), y: clamp(next.y, world[1], world[3], high / 2 / k) };
  }

  function go(next) {
    cancelAnimationFrame(run);
    run = 0;
    Object.assign(camera, held(next));
    draw();
  }

  function glide(next) {
    const from = Object.assign({}, camera), to = held(next), began = performance.now();
    cancelAnimationFrame(run);
    if (still.matches || !wide) return go(to);
    function frame(now) {
      const share = Math.min((now - began) / 380, 1), eased = 1 - Math.pow(1 - share, 3);
      const k = from.k * Math.pow(to.k / from.k, eased);
      const part = Math.abs(to.k - from.k) < 1e-6 ? eased : (1 / k - 1 / from.k) / (1 / to.k - 1 / from.k);
      Object.assign(camera, { k: k, x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part });
      draw();
      run = share < 1 ? requestAnimationFrame(frame) : 0;
    }
    run = requestAnimationFrame(frame);
  }

  // The camera that shows a box [left, top, right, bottom] whole, with room around it.
  function fitted(frame, room, most) {
    const k = Math.min((wide - 2 * room) / Math.max(frame[2] - frame[0], 0.01), (high - 2 * room) / Math.max(frame[3] - frame[1], 0.01), most || NEAREST);
    return { x: (frame[0] + frame[2]) / 2, y: (frame[1] + frame[3]) / 2, k: k };
  }

  nkg.sheet = {
    make: make, southing: southing, screen: screen, fitted: fitted, go: go, glide: glide, camera: camera,
    parts: function () { return parts; },
    size: function () { return [wide, high]; },
    still: function () { return !run; },
    zoom: function (factor, at) {
      const point = at || [wide / 2, high / 2], k = held(Object.assign({}, camera, { k: camera.k * factor })).k;
      const x = camera.x + (point[0] - wide / 2) / camera.k, y = camera.y + (point[1] - high / 2) / camera.k;
      go({ k: k, x: x - (point[0] - wide / 2) / k, y: y - (point[1] - high / 2) / k });
    },
    pan: function (dx, dy) { go({ x: camera.x - dx / camera.k, y: camera.y - dy / camera.k, k: camera.k }); },
    measure: function (place) { wide = place.clientWidth; high = place.clientHeight; },
    // Builds the sheet into a place; `told` is called after every movement.
    begin: function (place, told) { moved = told; build(place); return svg; },
  };
})(window.nkg);
