// Graph: what is on the map and how it is seen. A change is painted at once; vis-network follows a moment later, as far as
// the picture is small enough to be moved by hand. A crowd stays painted, and vis-network holds the empty sheet under it.
(function (nkg) {
  "use strict";

  const MANY_LINKS = 700, CROWD = 260, NEAR = 7;
  const place = document.getElementById("map"), quick = document.getElementById("quick");
  const camera = { x: 0, y: 0, scale: 1 };
  let network = null, scene, whole, crowd, stale = true, following = 0, filled = false;
  let hovered = null, pointed = null, cursor = null, marked = -1, first = true, wanted = 0, untouched = true;

  // On the overview sizes tell importance; near by they are evened out, so that names have room.
  function size(node) {
    if (scene.kind === "overview") return node.size;
    if (scene.kind === "view") return Math.max(Math.min(Math.max(node.size * 0.75, 7.5), 14), scene.least || 0);
    if (scene.lit && scene.lit.has(node)) return 13;
    return node === scene.centre ? 16 : Math.min(Math.max(node.size * 0.75, 7.5), 14);
  }

  function visNode(node) {
    const at = scene.places.get(node);
    const centre = node === scene.centre;
    return { id: node.i, x: at[0], y: at[1], shape: node.type.shape, color: nkg.palette.node(node.type),
      size: size(node), borderWidth: centre ? 3 : 1, opacity: dim(node) ? 0.22 : 1 };
  }

  // In a story what is not lit steps back.
  function dim(node) { return Boolean(scene.lit) && !scene.lit.has(node); }

  function aside(link) {
    return scene.centre ? link.from !== scene.centre && link.to !== scene.centre : scene.links.length > 150;
  }

  function visEdge(link) {
    return { id: link.i, from: link.from.i, to: link.to.i, width: link.width, smooth: link.smooth,
      dashes: link.fact ? false : [5, 4], color: nkg.palette.edge(link, aside(link), Boolean(scene.lit) && !scene.litLinks.has(link)) };
  }

  function contents() { return { nodes: crowd ? [] : whole.nodes.map(visNode), edges: crowd ? [] : whole.links.map(visEdge) }; }

  function live() { return network && !stale; }
  // Where the sheet is seen from: its middle and its scale.
  function lens() {
    if (!live()) return camera;
    const middle = network.getViewPosition();
    return { x: middle.x, y: middle.y, scale: network.getScale() };
  }

  function look(next) {
    Object.assign(camera, next);
    if (live()) network.moveTo({ position: { x: camera.x, y: camera.y }, scale: camera.scale });
    redraw();
  }

  // From places on the sheet to places in the window. The window is measured once, for measuring is slow.
  function projection() {
    const from = lens(), across = place.clientWidth / 2, down = place.clientHeight / 2;
    return function (x, y) { return { x: (x - from.x) * from.scale + across, y: (y - from.y) * from.scale + down }; };
  }

  // At most once a frame, however much has changed; the very first drawing waits for nothing.
  function redraw() {
    if (live()) network.body.emitter.emit("_requestRedraw");
    else if (first) paint();
    else if (!wanted) wanted = requestAnimationFrame(paint);
  }

  // Leaves of the scene what the clocks do, without building anything anew: this is what makes a step of a slider quick.
  function limit(next) {
    scene = next;
    if (!scene.places.has(cursor) || !scene.nodes.includes(cursor)) cursor = scene.centre || null;
    if (live()) index();
    redraw();
  }

  function index() {
    network.body.nodeIndices = crowd ? [] : scene.nodes.map(function (node) { return node.i; });
    network.body.edgeIndices = crowd ? [] : scene.links.map(function (link) { return link.i; });
  }

  function view() {
    const scale = lens().scale, wide = place.clientWidth, high = place.clientHeight;
    const state = nkg.state.get(), screen = projection();
    return {
      width: wide, height: high, scale: scale, screen: screen, cursor: cursor, hovered: hovered, few: scene.kind === "path",
      focus: scene.centre || null, link: pointed || nkg.data.links[state.link] || null,
      points: function (nodes) {
        return nodes.map(function (node) {
          const at = scene.places.get(node), point = screen(at[0], at[1]);
          return { node: node, x: point.x, y: point.y, radius: size(node) * scale };
        }).filter(function (point) {
          return point.x > -20 && point.y > -20 && point.x < wide + 20 && point.y < high + 20;
        }).sort(function (a, b) {
          return (b.node === cursor || b.node === scene.centre) - (a.node === cursor || a.node === scene.centre) ||
            b.node.size - a.node.size || a.node.i - b.node.i;
        });
      },
      lines: function (links) { return links.filter(function (link) { return link.from !== link.to; }).map(function (link) { return line(link, screen); }); },
    };
  }

  function line(link, screen) {
    const a = scene.places.get(link.from), b = scene.places.get(link.to), bend = nkg.painter.via(link, a, b);
    const from = screen(a[0], a[1]), to = screen(b[0], b[1]);
    return {
      link: link,
      length: Math.hypot(to.x - from.x, to.y - from.y),
      angle: link.to === scene.centre ? Math.atan2(from.y - to.y, from.x - to.x) : Math.atan2(to.y - from.y, to.x - from.x),
      at: function (share) {
        const point = nkg.painter.along(a, bend, b, scene.centre === link.to ? 1 - share : share);
        return screen(point[0], point[1]);
      },
    };
  }

  function under(context) {
    const scale = lens().scale;
    if (crowd && scene.kind === "overview") nkg.terrain.ribbons(context, scene, scale);
    nkg.terrain.discs(context, scene.discs, scale);
    nkg.terrain.axis(context, scene, scale);
    if (!crowd) return;
    nkg.terrain.threads(context, scene, scale, hovered || cursor);
    nkg.painter.nodes(context, scene, scale, size);
  }

  function over(context) {
    const ratio = context.canvas.width / place.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const now = view();
    nkg.labels(context, scene, now, !crowd);
    if (cursor) ring(context, now);
    context.restore();
    if (first) drawn();
  }

  function ring(context, now) {
    const point = now.points([cursor])[0];
    if (!point || !scene.places.has(cursor)) return;
    context.beginPath();
    context.arc(point.x, point.y, point.radius + 5, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.strokeStyle = nkg.palette.ink().accent;
    context.stroke();
  }

  function drawn() {
    first = false;
    performance.mark("nkg-first-drawing");
    const span = performance.measure("nkg-opening", "nkg-start", "nkg-first-drawing");
    document.documentElement.dataset.firstDrawing = span.duration.toFixed(1);
  }

  // The picture as it is now, on a canvas of our own above the sheet.
  function paint() {
    wanted = 0;
    if (live()) return;
    const ratio = window.devicePixelRatio || 1, wide = place.clientWidth, high = place.clientHeight, scale = camera.scale;
    quick.width = wide * ratio;
    quick.height = high * ratio;
    quick.hidden = false;
    const context = quick.getContext("2d"), ink = nkg.palette.ink();
    context.fillStyle = ink.paper;
    context.fillRect(0, 0, quick.width, quick.height);
    context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * (wide / 2 - camera.x * scale), ratio * (high / 2 - camera.y * scale));
    under(context);
    if (!crowd) {
      nkg.painter.links(context, scene, scale, size, function (link) { return visEdge(link).color.color; });
      nkg.painter.nodes(context, scene, scale, size);
    }
    over(context);
    clearTimeout(following);
    following = setTimeout(function () { requestAnimationFrame(function () { setTimeout(follow, 0); }); }, 0);
  }

  // vis-network is told of the picture and comes to the front. Its source waits in the page until it is wanted.
  function follow() {
    clearTimeout(following);
    if (live() || !scene) return;
    if (!network) begin();
    else if (filled || !crowd) network.setData(contents());
    filled = !crowd;
    stale = false;
    network.moveTo({ position: { x: camera.x, y: camera.y }, scale: camera.scale });
    index();
    select();
    network.redraw();
    quick.hidden = true;
    document.documentElement.dataset.ready = "yes";
  }

  // What stands at a point of a painted crowd.
  function nearest(at) {
    const slack = NEAR / lens().scale;
    let best = null, least = Infinity;
    scene.nodes.forEach(function (node) {
      const to = scene.places.get(node), away = Math.hypot(to[0] - at.x, to[1] - at.y) - size(node);
      if (away < Math.min(least, slack)) { least = away; best = node; }
    });
    return best;
  }

  function point(node) {
    if (node === hovered) return;
    hovered = node;
    if (crowd && live()) redraw();
  }

  // The lens that shows the whole scene.
  function fitted() {
    if (!scene.nodes.length) return camera;
    const wide = place.clientWidth, high = place.clientHeight;
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    function reach(x, y, radius) {
      left = Math.min(left, x - radius); right = Math.max(right, x + radius);
      top = Math.min(top, y - radius); bottom = Math.max(bottom, y + radius);
    }
    scene.places.forEach(function (at, node) { if (!dim(node)) reach(at[0], at[1], node.size); });
    if (scene.kind === "overview" && !nkg.filters.active()) scene.discs.forEach(function (disc) { reach(disc.x, disc.y, disc.radius); });
    const side = scene.kind === "overview" ? 24 : Math.min(scene.nodes.length > 90 && scene.kind === "view" ? 70 : 120, wide * 0.2);
    const scale = Math.min((wide - 2 * side) / (right - left + 1), (high - (scene.lit ? 130 : 64)) / (bottom - top + 1), 1.4);
    return { x: (left + right) / 2, y: (top + bottom) / 2, scale: scale };
  }

  function show(next) {
    scene = whole = next;
    untouched = true;
    crowd = scene.links.length > MANY_LINKS || scene.kind === "overview" && scene.links.length > CROWD;
    hovered = pointed = null;
    marked = -1;
    cursor = scene.centre || null;
    // Things of a large view are drawn large enough to be told apart when all are seen.
    if (scene.kind === "view") scene.least = 3.4 / fitted().scale;
    // An empty sheet under one crowd is the same as under the next.
    stale = !live() || filled || !crowd;
    if (stale) Object.assign(camera, fitted());
    else look(fitted());
  }

  // Until it is moved by hand the picture keeps filling its frame, however the window changes.
  function fit() {
    untouched = true;
    look(fitted());
  }

  function library() {
    const script = document.createElement("script");
    script.textContent = document.getElementById("nkg-vis").textContent;
    document.head.append(script);
  }

  function begin() {
    if (!window.vis) library();
    network = new vis.Network(place, contents(), Object.assign({ autoResize: true }, nkg.data.options, { groups: {} }));
    network.on("beforeDrawing", under);
    network.on("afterDrawing", over);
    network.on("dragEnd", function (event) {
      event.nodes.forEach(function (i) {
        const at = network.getPosition(i);
        scene.places.set(nkg.data.nodes[i], [at.x, at.y]);
      });
    });
    nkg.touch(network, place, { crowd: function () { return crowd; }, nearest: nearest, node: point, link: function (link) { pointed = link; } });
    ["zoom", "dragStart"].forEach(function (name) { network.on(name, function () { untouched = false; }); });
    new ResizeObserver(function () { if (untouched && place.clientWidth) fit(); }).observe(place);
    place.addEventListener("pointerdown", follow, true);
    place.addEventListener("wheel", follow, { capture: true, passive: true });
    place.querySelector("canvas").setAttribute("aria-hidden", "true");
    // The frame that vis-network makes would be a second stop for the Tab key inside ours.
    place.firstElementChild.tabIndex = -1;
  }

  function select() {
    const here = !crowd && marked >= 0 && scene.links.includes(nkg.data.links[marked]);
    network.setSelection({ nodes: [], edges: here ? [marked] : [] });
  }

  function mark(link) {
    if (link === marked) return;
    marked = link;
    if (live()) select();
    redraw();
  }

  nkg.graph = {
    show: show,
    limit: limit,
    fit: fit,
    scene: function () { return scene; },
    cursor: function (node) { if (node !== undefined) { cursor = node; redraw(); } return cursor; },
    mark: mark,
    view: view,
    size: size,
    zoom: function (factor) { untouched = false; look({ x: lens().x, y: lens().y, scale: lens().scale * factor }); },
    recolour: function () { Object.assign(camera, lens()); stale = true; redraw(); },
    canvas: function () { follow(); return place.querySelector("canvas"); },
    at: function (node) { const at = scene.places.get(node); return projection()(at[0], at[1]); },
  };
})(window.nkg);
