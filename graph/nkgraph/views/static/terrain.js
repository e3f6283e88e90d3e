// Terrain: what lies under the names: discs of clusters with their rims, ribbons between them and threads inside.
(function (nkg) {
  "use strict";

  const SIZE = 12.5;
  const widths = new Map();

  // Widths are measured once a sign, at one size, for measuring is slow.
  function width(context, face, sign) {
    if (!widths.has(sign)) {
      context.font = face;
      widths.set(sign, context.measureText(sign).width / 50);
    }
    return widths.get(sign);
  }

  // A disc carries its name where the name has room.
  function named(disc, scale) { return disc.label && disc.radius * scale >= 62; }

  nkg.terrain = { named: named };

  // Discs of the clusters, with their names along the upper rim as on a map of seas.
  nkg.terrain.discs = function (context, discs, scale) {
    const ink = nkg.palette.ink();
    discs.forEach(function (disc) {
      context.beginPath();
      context.arc(disc.x, disc.y, disc.radius, 0, 2 * Math.PI);
      context.fillStyle = ink.disc;
      context.fill();
      context.lineWidth = 1 / scale;
      context.strokeStyle = ink.rule;
      context.stroke();
      if (named(disc, scale)) rim(context, disc, scale, ink);
    });
  };

  function rim(context, disc, scale, ink) {
    const size = SIZE / scale;
    const radius = disc.radius + size * 0.55;
    context.fillStyle = ink.muted;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    const face = "italic 50px " + ink.serif;
    const signs = Array.from(nkg.shown(disc.label));
    function wide(sign) { return width(context, face, sign) * size + size * 0.06; }
    function long(list) { return list.reduce(function (sum, sign) { return sum + wide(sign); }, 0); }
    const room = radius * 2.2;
    if (long(signs) > room) {
      while (signs.length > 3 && long(signs) > room - size) signs.pop();
      signs.push("…");
    }
    if (signs.length < 5) return;
    let angle = -long(signs) / radius / 2;
    context.font = "italic " + size + "px " + ink.serif;
    signs.forEach(function (sign) {
      const step = wide(sign) / radius;
      context.save();
      context.translate(disc.x, disc.y);
      context.rotate(angle + step / 2);
      context.fillText(sign, 0, -radius);
      context.restore();
      angle += step;
    });
  }

  // An axis of years through the middle of the picture.
  nkg.terrain.axis = function (context, scene, scale) {
    if (!scene.marks || !scene.marks.length) return;
    const years = scene.marks.filter(function (mark) { return /^\d/.test(mark.text); }), first = years[0], last = years[years.length - 1];
    const ink = nkg.palette.ink(), size = 13 / scale;
    context.beginPath();
    if (first) stroke(context, [first.x - 60, first.y], [last.x + 60, last.y]);
    years.forEach(function (mark) { stroke(context, [mark.x, mark.y - 5 / scale], [mark.x, mark.y + 5 / scale]); });
    context.lineWidth = 1 / scale;
    context.strokeStyle = ink.edge;
    context.stroke();
    context.font = "italic " + size + "px " + ink.serif;
    context.textAlign = "center";
    context.textBaseline = "top";
    context.fillStyle = ink.muted;
    scene.marks.forEach(function (mark) { context.fillText(mark.text, mark.x, mark.y + 8 / scale); });
  };

  function stroke(context, from, to) {
    context.moveTo(from[0], from[1]);
    context.lineTo(to[0], to[1]);
  }

  // Many links at once, under the discs: those between two clusters as one ribbon, as broad as they are many.
  nkg.terrain.ribbons = function (context, scene, scale) {
    const ink = nkg.palette.ink(), number = new Map();
    const discs = new Map(scene.discs.map(function (disc) { return [disc.id, disc]; }));
    scene.links.forEach(function (link) {
      const a = link.from.cluster, b = link.to.cluster, key = Math.min(a, b) + " " + Math.max(a, b);
      if (a !== b && discs.has(a) && discs.has(b)) number.set(key, (number.get(key) || 0) + 1);
    });
    context.strokeStyle = ink.ribbon;
    context.lineCap = "round";
    number.forEach(function (count, key) {
      const ends = key.split(" ").map(function (id) { const disc = discs.get(Number(id)); return [disc.x, disc.y]; });
      context.beginPath();
      stroke(context, ends[0], ends[1]);
      context.lineWidth = (0.6 + Math.log2(count) * 0.9) / scale;
      context.stroke();
    });
  };

  // And over the discs the links inside one cluster, in one thin stroke, with all links of the thing pointed at.
  nkg.terrain.threads = function (context, scene, scale, pointed) {
    const ink = nkg.palette.ink(), ribboned = scene.kind === "overview" && scene.discs.length > 0;
    context.beginPath();
    scene.links.forEach(function (link) {
      if (ribboned && link.from.cluster !== link.to.cluster) return;
      stroke(context, scene.places.get(link.from), scene.places.get(link.to));
    });
    context.lineWidth = 0.8 / scale;
    context.strokeStyle = ink.faint;
    context.stroke();
    if (!pointed) return;
    context.beginPath();
    pointed.links.forEach(function (link) {
      const from = scene.places.get(link.from), to = scene.places.get(link.to);
      if (from && to && nkg.filters.passes(link) && nkg.time.passes(link)) stroke(context, from, to);
    });
    context.lineWidth = 1.4 / scale;
    context.strokeStyle = ink.accent;
    context.stroke();
  };
})(window.nkg);
