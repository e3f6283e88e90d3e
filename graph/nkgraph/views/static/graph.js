// Graph: vis-network shows the scene; this file hands it nodes and edges and turns its events into states.
(function (nkg) {
  "use strict";

  const MANY_LINKS = 700;
  let network, scene, whole, threads, hovered = null, pointed = null, cursor = null, waiting = 0, marked = -1, first = true;
  const place = document.getElementById("map");

  // On the overview sizes tell importance; near by they are evened out, so that names have room.
  function size(node) {
    if (scene.kind === "overview") return node.size;
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

  function contents() {
    return { nodes: whole.nodes.map(visNode), edges: threads ? [] : whole.links.map(visEdge) };
  }

  // Hides what the clocks cut away, without building anything anew: this is what makes a step of a slider quick.
  function limit(next) {
    scene = next;
    network.body.nodeIndices = scene.nodes.map(function (node) { return node.i; });
    network.body.edgeIndices = threads ? [] : scene.links.map(function (link) { return link.i; });
    if (!scene.places.has(cursor) || !scene.nodes.includes(cursor)) cursor = scene.centre || null;
    network.redraw();
  }

  function screen(x, y) { return network.canvasToDOM({ x: x, y: y }); }

  function view() {
    const scale = network.getScale(), wide = place.clientWidth, high = place.clientHeight;
    const state = nkg.state.get();
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
      lines: function (links) { return links.filter(function (link) { return link.from !== link.to; }).map(line); },
    };
  }

  function line(link) {
    const a = scene.places.get(link.from), b = scene.places.get(link.to);
    const from = screen(a[0], a[1]), to = screen(b[0], b[1]);
    const edge = network.body.edges[link.i];
    return {
      link: link,
      length: Math.hypot(to.x - from.x, to.y - from.y),
      angle: link.to === scene.centre ? Math.atan2(from.y - to.y, from.x - to.x) : Math.atan2(to.y - from.y, to.x - from.x),
      at: function (share) {
        const away = scene.centre === link.to ? 1 - share : share;
        if (edge && link.smooth.enabled) {
          const point = edge.edgeType.getPoint(away);
          return screen(point.x, point.y);
        }
        return { x: from.x + (to.x - from.x) * away, y: from.y + (to.y - from.y) * away };
      },
    };
  }

  function under(context) {
    const scale = network.getScale();
    if (threads && scene.kind === "overview") nkg.terrain.ribbons(context, scene, scale);
    nkg.terrain.discs(context, scene.discs, scale);
    if (threads) nkg.terrain.threads(context, scene, scale, hovered || cursor);
  }

  function over(context) {
    const ratio = context.canvas.width / place.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const now = view();
    nkg.labels(context, scene, now, !threads);
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

  // A click shows at once and moves a moment later, so that a double click can grow the picture instead.
  function click(event) {
    clearTimeout(waiting);
    if (event.nodes.length) {
      const node = nkg.data.nodes[event.nodes[0]];
      waiting = setTimeout(function () { nkg.state.open(node); }, 260);
    } else if (event.edges.length) {
      nkg.state.set({ link: event.edges[0] });
    } else if (nkg.state.get().link >= 0) {
      nkg.state.set({ link: -1 });
    }
  }

  function grow(event) {
    clearTimeout(waiting);
    if (!event.nodes.length) return;
    const state = nkg.state.get(), node = nkg.data.nodes[event.nodes[0]];
    if (state.focus < 0) nkg.state.open(node);
    else if (!state.grown.includes(node.i)) nkg.state.set({ grown: state.grown.concat(node.i) });
  }

  function fit() {
    if (!scene.nodes.length) return;
    const wide = place.clientWidth, high = place.clientHeight;
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    function reach(x, y, radius) {
      left = Math.min(left, x - radius); right = Math.max(right, x + radius);
      top = Math.min(top, y - radius); bottom = Math.max(bottom, y + radius);
    }
    scene.places.forEach(function (at, node) { if (!dim(node)) reach(at[0], at[1], node.size); });
    if (scene.kind === "overview" && !nkg.filters.active()) scene.discs.forEach(function (disc) { reach(disc.x, disc.y, disc.radius); });
    const side = scene.kind === "overview" ? 24 : Math.min(120, wide * 0.2);
    const scale = Math.min((wide - 2 * side) / (right - left + 1), (high - (scene.lit ? 130 : 64)) / (bottom - top + 1), 1.4);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: scale });
  }

  function show(next) {
    scene = whole = next;
    threads = scene.links.length > MANY_LINKS || scene.kind === "overview" && scene.links.length > 260;
    hovered = pointed = null;
    marked = -1;
    cursor = scene.centre || null;
    if (!network) begin();
    else network.setData(contents());
    fit();
  }

  function begin() {
    network = new vis.Network(place, contents(), Object.assign({ autoResize: true }, nkg.data.options, { groups: {} }));
    network.on("beforeDrawing", under);
    network.on("afterDrawing", over);
    network.on("click", click);
    network.on("doubleClick", grow);
    network.on("hoverNode", function (event) { hovered = nkg.data.nodes[event.node]; place.classList.add("pointing"); });
    network.on("blurNode", function () { hovered = null; place.classList.remove("pointing"); });
    network.on("hoverEdge", function (event) { pointed = nkg.data.links[event.edge]; place.classList.add("pointing"); });
    network.on("blurEdge", function () { pointed = null; place.classList.remove("pointing"); });
    network.on("dragEnd", function (event) {
      event.nodes.forEach(function (i) {
        const at = network.getPosition(i);
        scene.places.set(nkg.data.nodes[i], [at.x, at.y]);
      });
    });
    const canvas = place.querySelector("canvas");
    canvas.setAttribute("aria-hidden", "true");
    // The frame that vis-network makes would be a second stop for the Tab key inside ours.
    place.firstElementChild.tabIndex = -1;
  }

  function mark(link) {
    if (link === marked) return;
    marked = link;
    const here = !threads && link >= 0 && scene.links.includes(nkg.data.links[link]);
    network.setSelection({ nodes: [], edges: here ? [link] : [] });
    network.redraw();
  }

  nkg.graph = {
    show: show,
    limit: limit,
    fit: fit,
    scene: function () { return scene; },
    cursor: function (node) { if (node !== undefined) { cursor = node; network.redraw(); } return cursor; },
    mark: mark,
    view: view,
    size: size,
    zoom: function (factor) { network.moveTo({ scale: network.getScale() * factor }); },
    recolour: function () { network.setData(contents()); limit(scene); },
    canvas: function () { return place.querySelector("canvas"); },
    at: function (node) { const at = scene.places.get(node); return screen(at[0], at[1]); },
  };
})(window.nkg);
