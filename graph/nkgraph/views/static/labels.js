// Labels: clusters, thin lines and names painted on the map at the size of the screen, none over another.
(function (nkg) {
  "use strict";

  const SIZE = 13, GAP = 4, TINY = 15, EMINENT = 10;
  const widths = new Map();
  let boxes = [], corner = null;

  function width(context, font, text) {
    const key = font + text;
    if (!widths.has(key)) {
      context.font = font;
      widths.set(key, context.measureText(text).width);
    }
    return widths.get(key);
  }

  // `eminent` names may run across the name on the rim of a cluster.
  function free(box, eminent) {
    return boxes.every(function (other) {
      return (eminent && other.rim) || box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom;
    });
  }

  function box(x, y, wide, high) {
    return { left: x - wide / 2 - 2, right: x + wide / 2 + 2, top: y - high / 2, bottom: y + high / 2, x: x, y: y };
  }

  function write(context, text, font, colour, place) {
    const ink = nkg.palette.ink();
    context.font = font;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = ink.paper;
    context.strokeText(text, place.x, place.y);
    context.fillStyle = colour;
    context.fillText(text, place.x, place.y);
  }

  // Places around a node, the best first; in a neighbourhood the outer side comes before the others.
  function sides(point, wide, high, outward) {
    const reach = point.radius + GAP;
    const right = box(point.x + reach + wide / 2, point.y, wide, high);
    const left = box(point.x - reach - wide / 2, point.y, wide, high);
    const below = box(point.x, point.y + reach + high / 2, wide, high);
    const above = box(point.x, point.y - reach - high / 2, wide, high);
    if (!outward) return [below, right, left, above];
    if (Math.abs(outward[0]) > Math.abs(outward[1]) * 0.35) {
      return outward[0] > 0 ? [right, below, above, left] : [left, below, above, right];
    }
    return outward[1] < 0 ? [above, right, left, below] : [below, right, left, above];
  }

  // On the overview a cluster has as many names as its disc has room for, in a large view the whole as many as the
  // window has room for; elsewhere every thing may have one.
  function allowance(scene, view) {
    const scale = view.scale;
    let all = scene.kind === "view" && scene.nodes.length > 90 ? view.width * view.height / 11000 : Infinity;
    if (scene.kind !== "overview") return function () { return all-- > 0; };
    const left = new Map(scene.discs.map(function (disc) {
      const radius = disc.radius * scale;
      return [disc.id, radius < TINY ? 0 : Math.max(1, Math.round(radius * radius / 2600))];
    }));
    return function (node) {
      if (!node.links.length && node.size * scale < 6) return false;
      const room = left.has(node.cluster) ? left.get(node.cluster) : 1;
      left.set(node.cluster, room - 1);
      return room > 0;
    };
  }

  // The buttons in the corner stay where they are and are measured once.
  function buttons() {
    const place = document.querySelector("#map-part .zoom");
    corner = corner || [place.offsetWidth, place.offsetHeight];
    return corner;
  }

  // What a name must not cover: the buttons, the rims that carry a name and, in small scenes, the things themselves.
  function obstacles(scene, view, points) {
    boxes = [];
    const zoom = buttons();
    boxes.push({ left: view.width - zoom[0] - 18, right: view.width, top: view.height - zoom[1] - 18, bottom: view.height });
    (scene.marks || []).forEach(function (mark) {
      const point = view.screen(mark.x, mark.y);
      boxes.push(box(point.x, point.y + 12, 40, 26));
    });
    if (scene.nodes.length < 160) points.forEach(function (point) {
      boxes.push(box(point.x, point.y, point.radius * 2 - 2, point.radius * 2 - 2));
    });
    scene.discs.filter(function (disc) { return nkg.terrain.named(disc, view.scale); }).forEach(function (disc) {
      for (let turn = -1.25; turn < 1.3; turn += 0.25) {
        const radius = disc.radius + 9 / view.scale;
        const point = view.screen(disc.x + radius * Math.sin(turn), disc.y - radius * Math.cos(turn));
        boxes.push(Object.assign(box(point.x, point.y, disc.radius * view.scale * 0.2, 13), { rim: true }));
      }
    });
  }

  function inside(place, view) {
    return place.left > 2 && place.right < view.width - 2 && place.top > 2 && place.bottom < view.height - 2;
  }

  // Where a name had best stand: away from the middle, or, on a path that runs across, above and below in turn.
  function side(scene, node) {
    if (scene.kind === "ego" && node !== scene.centre) return scene.places.get(node);
    if (scene.kind === "view" && scene.view.layout === "tiers") return [1, 0];
    if (scene.kind === "view" && scene.view.layout === "sides") return [scene.places.get(node)[0], 0];
    return scene.kind === "path" && !scene.tall ? [0, scene.places.get(node)[1]] : null;
  }

  // The names of nodes, most important first; `loud` ones are written even where there is no room.
  function names(context, scene, view, points, only) {
    const ink = nkg.palette.ink();
    const allowed = allowance(scene, view);
    points.forEach(function (point, rank) {
      const eminent = scene.kind === "overview" && rank < EMINENT;
      const loud = point.node === view.focus || point.node === view.cursor || point.node === view.hovered;
      if (loud !== only) return;
      if (scene.lit && !scene.lit.has(point.node)) return;
      if (!allowed(point.node) && !loud) return;
      const font = (loud ? "600 " : "") + (loud ? SIZE + 1 : SIZE) + "px " + ink.sans;
      const outward = side(scene, point.node);
      const lengths = loud ? [60] : scene.kind === "overview" ? [30] : [30, 18];
      lengths.some(function (most) {
        const text = nkg.cut(point.node.shown, most);
        const choices = sides(point, width(context, font, text), SIZE + 3, outward);
        const fits = function (over) { return choices.find(function (choice) { return free(choice, over) && inside(choice, view); }); };
        const place = fits(false) || (eminent && fits(true)) || (loud ? choices[0] : null);
        if (!place) return false;
        place.text = text;
        boxes.push(place);
        write(context, text, font, ink.ink, place);
        return true;
      });
    });
  }

  function relation(context, line, places, view) {
    const ink = nkg.palette.ink(), font = "italic 11.5px " + ink.serif;
    const text = nkg.shown(line.link.relation.label), wide = width(context, font, text);
    if (line.link !== view.link && line.length < wide + (view.few ? 8 : 40)) return;
    const place = places.map(function (share) {
      const point = line.at(share);
      return box(point.x, point.y, wide, 13);
    }).find(function (place) { return free(place, false); });
    if (!place) return;
    place.text = text;
    boxes.push(place);
    write(context, text, font, line.link.relation.allegation ? ink.warning : ink.muted, place);
  }

  // Around a thing in the middle each bundle of like links is named once, on its middle line.
  function bundles(context, scene, view) {
    const found = new Map();
    view.lines(scene.links).forEach(function (line) {
      if (line.link.from !== scene.centre && line.link.to !== scene.centre) return;
      const key = line.link.relation.id + (line.link.from === scene.centre ? " out" : " in");
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(line);
    });
    Array.from(found.values()).sort(function (a, b) { return b.length - a.length; }).forEach(function (lines) {
      lines.sort(function (a, b) { return a.angle - b.angle; });
      relation(context, lines[lines.length >> 1], [0.62, 0.52, 0.7, 0.42], view);
    });
  }

  // Other relations are named where there is room; near by, all of them.
  function lines(context, scene, view) {
    const many = scene.links.length > 120 && view.scale < 1.25;
    view.lines(scene.litLinks ? Array.from(scene.litLinks).filter(function (link) { return scene.links.includes(link); }) : scene.links).forEach(function (line) {
      if (many && line.link !== view.link) return;
      const central = scene.centre && (line.link.from === scene.centre || line.link.to === scene.centre);
      if (line.link === view.link || view.scale > 1.25 || !central) relation(context, line, [0.5, 0.62, 0.38], view);
    });
  }

  // Everything that is written on the map, most important first; `drawn` when the links are lines of their own.
  nkg.labels = function (context, scene, view, drawn) {
    const points = view.points(scene.nodes);
    obstacles(scene, view, points);
    names(context, scene, view, points, true);
    if (drawn && scene.centre) bundles(context, scene, view);
    names(context, scene, view, points, false);
    if (drawn) lines(context, scene, view);
  };

  // The boxes taken in the last drawing, obstacles and names alike.
  nkg.labels.names = function () { return boxes.filter(function (taken) { return taken.text; }); };
})(window.nkg);
