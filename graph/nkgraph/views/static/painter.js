// Painter: things and links drawn by ourselves, many at a stroke: the first picture, every change at once, and crowds always.
// Shapes, curves and arrow heads are those of vis-network, which takes a small picture over a moment later.
(function (nkg) {
  "use strict";

  const HEAD = [[0, 0], [-1, 0.3], [-0.9, 0], [-1, -0.3]], ARROW = 0.5;

  function corners(number, turn, radius, inner) {
    return Array.from({ length: number }, function (unused, i) {
      const away = inner && i % 2 ? inner : radius, angle = turn + 2 * Math.PI * i / number;
      return [away * Math.cos(angle), away * Math.sin(angle)];
    });
  }

  // Corners for radius 1, around the middle; what is not here is a circle.
  const shapes = {
    square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
    diamond: corners(4, 0, 1),
    hexagon: corners(6, 0, 1),
    star: corners(10, -Math.PI / 2, 1.066, 0.41).map(function (point) { return [point[0], point[1] + 0.082]; }),
    triangle: corners(3, -Math.PI / 2, 1.328).map(function (point) { return [point[0], point[1] + 0.316]; }),
    triangleDown: corners(3, Math.PI / 2, 1.328).map(function (point) { return [point[0], point[1] - 0.316]; }),
  };

  function outline(context, shape, x, y, radius) {
    const points = shapes[shape];
    if (!points) {
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
      return;
    }
    points.forEach(function (point, i) {
      if (i) context.lineTo(x + point[0] * radius, y + point[1] * radius);
      else context.moveTo(x + point[0] * radius, y + point[1] * radius);
    });
    context.closePath();
  }

  // All things of one type, and all that step back among them, are one stroke of the pen.
  function nodes(context, scene, scale, size) {
    const strokes = new Map();
    scene.nodes.forEach(function (node) {
      const dim = Boolean(scene.lit) && !scene.lit.has(node), centre = node === scene.centre, key = node.type.id + dim + centre;
      if (!strokes.has(key)) strokes.set(key, { type: node.type, dim: dim, centre: centre, nodes: [] });
      strokes.get(key).nodes.push(node);
    });
    context.setLineDash([]);
    strokes.forEach(function (stroke) {
      const colour = nkg.palette.node(stroke.type);
      context.beginPath();
      stroke.nodes.forEach(function (node) {
        const at = scene.places.get(node);
        outline(context, stroke.type.shape, at[0], at[1], size(node));
      });
      context.globalAlpha = stroke.dim ? 0.22 : 1;
      context.fillStyle = colour.background;
      context.fill();
      context.lineWidth = (stroke.centre ? 3 : 1) / scale;
      context.strokeStyle = colour.border;
      context.stroke();
    });
    context.globalAlpha = 1;
  }

  // The point that bends a link between two places.
  function via(link, a, b) {
    if (!link.smooth.enabled) return null;
    const dx = b[0] - a[0], dy = a[1] - b[1], round = link.smooth.roundness, long = (0.5 * round + 0.5) * Math.hypot(dx, dy);
    const angle = Math.atan2(dy, dx) + ((link.smooth.type === "curvedCW" ? 0.5 : -0.5) * round + 0.5) * Math.PI;
    return [a[0] + long * Math.sin(angle), a[1] + long * Math.cos(angle)];
  }

  function along(a, bend, b, share) {
    const rest = 1 - share;
    if (!bend) return [a[0] * rest + b[0] * share, a[1] * rest + b[1] * share];
    return [0, 1].map(function (i) { return rest * rest * a[i] + 2 * share * rest * bend[i] + share * share * b[i]; });
  }

  // The share of the way at which a link comes to the rim of its target.
  function arrival(a, bend, b, radius) {
    let low = 0, high = 1;
    for (let i = 0; i < 12; i += 1) {
      const middle = (low + high) / 2, point = along(a, bend, b, middle);
      if (Math.hypot(point[0] - b[0], point[1] - b[1]) > radius) low = middle;
      else high = middle;
    }
    return low;
  }

  function line(context, link, a, b, radius, width) {
    const bend = via(link, a, b), share = arrival(a, bend, b, radius), tip = along(a, bend, b, share);
    const before = along(a, bend, b, Math.max(share - 0.06, 0)), angle = Math.atan2(tip[1] - before[1], tip[0] - before[0]);
    const long = 15 * ARROW + 3 * width, end = [tip[0] - 0.9 * long * Math.cos(angle), tip[1] - 0.9 * long * Math.sin(angle)];
    context.beginPath();
    context.moveTo(a[0], a[1]);
    if (bend) context.quadraticCurveTo(bend[0], bend[1], end[0], end[1]);
    else context.lineTo(end[0], end[1]);
    context.setLineDash(link.fact ? [] : [5, 4]);
    context.stroke();
    context.beginPath();
    HEAD.forEach(function (point) {
      context.lineTo(tip[0] + long * (point[0] * Math.cos(angle) - point[1] * Math.sin(angle)), tip[1] + long * (point[0] * Math.sin(angle) + point[1] * Math.cos(angle)));
    });
    context.fill();
  }

  // `colour` tells the colour of a link.
  function links(context, scene, scale, size, colour) {
    context.lineCap = "butt";
    scene.links.forEach(function (link) {
      if (link.from === link.to) return;
      const width = Math.max(link.width, 0.3 / scale);
      context.lineWidth = width;
      context.strokeStyle = context.fillStyle = colour(link);
      line(context, link, scene.places.get(link.from), scene.places.get(link.to), size(link.to), width);
    });
    context.setLineDash([]);
  }

  nkg.painter = { nodes: nodes, links: links, via: via, along: along };
})(window.nkg);
