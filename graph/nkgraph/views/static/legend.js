// Legend: shape and colour of each type present, drawn from the same table as the map; and the menu of ready views.
(function (nkg) {
  "use strict";

  const data = nkg.data, SVG = "http://www.w3.org/2000/svg";

  function points(corners, turn, inner) {
    return Array.from({ length: corners }, function (unused, i) {
      const radius = inner && i % 2 ? inner : 7;
      const angle = turn + 2 * Math.PI * i / corners;
      return (8 + radius * Math.cos(angle)).toFixed(1) + "," + (8 + radius * Math.sin(angle)).toFixed(1);
    }).join(" ");
  }

  const outlines = {
    square: points(4, Math.PI / 4), diamond: points(4, 0), triangle: points(3, -Math.PI / 2), triangleDown: points(3, Math.PI / 2),
    hexagon: points(6, 0), star: points(10, -Math.PI / 2, 3.2),
  };

  // The outline of a type at a place, as vis-network draws it: an element and its attributes.
  function outline(type, x, y, radius) {
    if (!outlines[type.shape]) return ["circle", { cx: x, cy: y, r: radius }];
    const corners = outlines[type.shape].split(" ").map(function (pair) {
      return pair.split(",").map(function (part, i) { return ((Number(part) - 8) / 7 * radius + (i ? y : x)).toFixed(1); }).join(",");
    });
    return ["polygon", { points: corners.join(" ") }];
  }

  function symbol(type) {
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", "0 0 16 16");
    picture.setAttribute("class", "symbol");
    picture.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS(SVG, outlines[type.shape] ? "polygon" : "circle");
    if (outlines[type.shape]) shape.setAttribute("points", outlines[type.shape]);
    else ["cx", "cy"].forEach(function (key) { shape.setAttribute(key, "8"); });
    if (!outlines[type.shape]) shape.setAttribute("r", "6.5");
    shape.setAttribute("fill", nkg.palette.fill(type.colour));
    shape.dataset.colour = type.colour;
    picture.append(shape);
    return picture;
  }

  function legend() {
    const number = new Map();
    data.nodes.forEach(function (node) { number.set(node.type, (number.get(node.type) || 0) + 1); });
    document.getElementById("legend").replaceChildren(...data.types.filter(function (type) { return number.has(type); }).map(function (type) {
      return nkg.el("li", {}, symbol(type), nkg.el("span", {}, nkg.shown(type.label)), nkg.el("span", { class: "number" }, nkg.number(number.get(type))));
    }));
  }

  function views() {
    const all = [{ id: "", title: "Overview", links: data.links, sentence: "" }].concat(data.views);
    document.getElementById("views").replaceChildren(...all.map(function (view) {
      return nkg.el("li", {}, nkg.el("button", { type: "button", "data-view": view.id, title: nkg.shown(view.sentence),
        onclick: function () { nkg.state.set({ view: view.id, focus: -1, depth: 1, grown: [], link: -1, path: [], story: "", tab: view.layout === "map" && nkg.gazetteer.raw ? "geography" : "map" }); } },
      nkg.shown(view.title), nkg.el("span", { class: "number" }, nkg.number(view.links.length))));
    }));
  }

  nkg.legend = {
    symbol: symbol,
    outline: outline,
    build: function () { legend(); views(); },
    recolour: function () {
      document.querySelectorAll("svg.symbol [data-colour]").forEach(function (shape) {
        shape.setAttribute("fill", nkg.palette.fill(shape.dataset.colour));
      });
    },
    show: function (state) {
      document.querySelectorAll("#views button").forEach(function (button) {
        if (state.focus < 0 && state.path.length < 2 && !state.story && button.dataset.view === state.view) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      });
    },
  };
})(window.nkg);
