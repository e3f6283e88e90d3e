// SVG: the map as it stands on the screen, as lines and shapes that can be scaled and edited.
(function (nkg) {
  "use strict";

  const NAMESPACE = "http://www.w3.org/2000/svg";

  function make(tag, attributes, text) {
    const element = document.createElementNS(NAMESPACE, tag);
    Object.entries(attributes).forEach(function (pair) {
      element.setAttribute(pair[0], typeof pair[1] === "number" ? String(Math.round(pair[1] * 10) / 10) : pair[1]);
    });
    if (text) element.textContent = text;
    return element;
  }

  function titled(element, text) {
    element.append(make("title", {}, text));
    return element;
  }

  function discs(scene, view, ink) {
    return scene.discs.map(function (disc) {
      const at = view.screen(disc.x, disc.y);
      return titled(make("circle", { cx: at.x, cy: at.y, r: disc.radius * view.scale, fill: ink.disc, stroke: ink.rule }), nkg.shown(disc.label || ""));
    });
  }

  function line(drawn, scene, ink) {
    const link = drawn.link, from = drawn.at(link.to === scene.centre ? 1 : 0), to = drawn.at(link.to === scene.centre ? 0 : 1), middle = drawn.at(0.5);
    const bend = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 };
    const path = "M" + [from.x, from.y].map(one).join(" ") + " Q" + [bend.x, bend.y, to.x, to.y].map(one).join(" ");
    const many = scene.links.length > 700;
    return titled(make("path", { d: path, fill: "none", stroke: link.relation.allegation ? ink.warning : ink.edge, "stroke-width": many ? 0.5 : link.width,
      "stroke-opacity": many ? 0.4 : 1, "stroke-dasharray": link.fact ? "none" : "5 4", "marker-end": many ? "none" : "url(#arrow)" }), nkg.path.sentence(link));
  }

  function one(number) { return number.toFixed(1); }

  function nodes(scene, view, ink) {
    return scene.nodes.map(function (node) {
      const at = scene.places.get(node), point = view.screen(at[0], at[1]);
      const outline = nkg.legend.outline(node.type, point.x, point.y, nkg.graph.size(node) * view.scale);
      return titled(make(outline[0], Object.assign(outline[1], { fill: nkg.palette.fill(node.type.colour), stroke: ink.paper,
        "fill-opacity": scene.lit && !scene.lit.has(node) ? 0.22 : 1 })), node.shown + ", " + node.type.label);
    });
  }

  function names(ink) {
    return nkg.labels.names().map(function (label) {
      return make("text", { x: label.x, y: label.y, "text-anchor": "middle", "dominant-baseline": "central", "font-family": "sans-serif", "font-size": label.bottom - label.top > 14 ? 13 : 11.5,
        "font-style": label.bottom - label.top > 14 ? "normal" : "italic", fill: ink.ink, stroke: ink.paper, "stroke-width": 3, "paint-order": "stroke" }, label.text);
    });
  }

  function arrow(ink) {
    const marker = make("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 14, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto", markerUnits: "userSpaceOnUse" });
    marker.append(make("path", { d: "M0 0 L8 4 L0 8 z", fill: ink.edge }));
    const box = make("defs", {});
    box.append(marker);
    return box;
  }

  // The text of an SVG file.
  nkg.svg = function () {
    const scene = nkg.graph.scene(), view = nkg.graph.view(), ink = nkg.palette.ink();
    const picture = make("svg", { viewBox: "0 0 " + view.width + " " + view.height, width: view.width, height: view.height });
    picture.append(make("title", {}, nkg.data.title), make("desc", {}, document.getElementById("status").textContent + " Data version " + nkg.data.version + ". Inclusion is no accusation."),
      arrow(ink), make("rect", { width: view.width, height: view.height, fill: ink.paper }), ...discs(scene, view, ink),
      ...view.lines(scene.links).map(function (drawn) { return line(drawn, scene, ink); }), ...nodes(scene, view, ink), ...names(ink));
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(picture) + "\n";
  };
})(window.nkg);
