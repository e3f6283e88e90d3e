// Engraving: the map as it stands, as an SVG file of its own: every style is written beside the shape it is for.
(function (nkg) {
  "use strict";

  const styles = ["fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "stroke-linecap",
    "opacity", "paint-order", "vector-effect", "font-family", "font-size", "font-style", "font-weight", "letter-spacing", "text-anchor"];
  const kept = new Set(["d", "x", "y", "dx", "dy", "cx", "cy", "r", "width", "height", "points", "transform", "viewBox", "text-anchor"]);

  function copied(element) {
    const style = getComputedStyle(element);
    if (style.display === "none") return null;
    const copy = document.createElementNS(element.namespaceURI, element.localName);
    Array.from(element.attributes).forEach(function (one) { if (kept.has(one.name)) copy.setAttribute(one.name, one.value); });
    if (element.localName !== "g" && element.localName !== "svg") styles.forEach(function (name) { copy.setAttribute(name, style.getPropertyValue(name)); });
    else if (style.opacity !== "1") copy.setAttribute("opacity", style.opacity);
    element.childNodes.forEach(function (child) {
      const next = child.nodeType === Node.TEXT_NODE ? document.createTextNode(nkg.shown(child.data)) : copied(child);
      if (next) copy.append(next);
    });
    return copy;
  }

  function titled() {
    const map = document.querySelector("#atlas > svg"), picture = copied(map), size = nkg.sheet.size(), make = nkg.sheet.make;
    Object.entries({ viewBox: "0 0 " + size.join(" "), width: size[0], height: size[1] }).forEach(function (pair) { picture.setAttribute(pair[0], pair[1]); });
    picture.prepend(make("title", {}, nkg.shown(nkg.data.title)),
      make("desc", {}, document.getElementById("map-count").textContent + " Data version " + nkg.data.version + ". Outlines: Natural Earth. Inclusion is no accusation."),
      make("rect", { width: size[0], height: size[1], fill: getComputedStyle(map).backgroundColor }));
    return picture;
  }

  // The text of an SVG file.
  function file() { return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(titled()) + "\n"; }

  // The same as PNG, at twice the size; `done` is given a blob.
  function picture(done) {
    const size = nkg.sheet.size(), image = new Image();
    image.onload = function () {
      const canvas = document.createElement("canvas");
      canvas.width = size[0] * 2;
      canvas.height = size[1] * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(done);
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(file());
  }

  nkg.engraving = { file: file, picture: picture };
})(window.nkg);
