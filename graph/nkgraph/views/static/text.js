// Text: words made safe to show, words made equal for searching, and elements built without markup.
(function (nkg) {
  "use strict";

  const unseen = new RegExp(
    "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]", "g");

  // Control and direction characters are spelled out: they must not reorder or hide what stands beside them.
  nkg.shown = function (text) {
    return String(text).replace(unseen, function (sign) {
      return "[U+" + sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "]";
    });
  };

  // Case, breves, hyphens, apostrophes and spaces are not heard; Hangul falls into letters, so half a syllable finds.
  nkg.fold = function (text) {
    return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  };

  nkg.cut = function (text, most) {
    const signs = Array.from(text);
    return signs.length > most ? signs.slice(0, most - 1).join("") + "…" : text;
  };

  // Thousands set apart by hand: the first call of the browser's own formatter takes 30 ms.
  nkg.number = function (number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  };

  nkg.count = function (number, one, many) {
    return nkg.number(number) + " " + (number === 1 ? one : many || one + "s");
  };

  // el("p", {class: "note", onclick: f}, "text", child): strings become text, never markup.
  nkg.el = function (tag, attributes) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(function (pair) {
      if (typeof pair[1] === "function") element.addEventListener(pair[0].slice(2), pair[1]);
      else if (pair[1] !== false && pair[1] !== null && pair[1] !== undefined) element.setAttribute(pair[0], pair[1]);
    });
    element.append(...Array.prototype.slice.call(arguments, 2).flat(Infinity).filter(function (child) {
      return child !== null && child !== undefined && child !== "";
    }));
    return element;
  };

  // A name or other foreign text, isolated so that its direction stays its own.
  nkg.bdi = function (text, language) {
    return nkg.el("bdi", { dir: "auto", lang: language || null }, nkg.shown(text));
  };

  nkg.say = function (text) {
    document.getElementById("said").textContent = text;
  };
})(window.nkg);
