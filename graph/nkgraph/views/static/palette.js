// Palette: colours as the style sheet has them, and the colours of types made fit for a dark page.
(function (nkg) {
  "use strict";

  let ink = {};
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function isDark() {
    const theme = document.documentElement.dataset.theme;
    return theme ? theme === "dark" : dark.matches;
  }

  // On a dark page a type keeps its hue and moves a third of the way to white.
  function fill(colour) {
    if (!isDark()) return colour;
    return "#" + [1, 3, 5].map(function (at) {
      const part = parseInt(colour.slice(at, at + 2), 16);
      return Math.round(part + (255 - part) * 0.34).toString(16).padStart(2, "0");
    }).join("");
  }

  function read() {
    const style = getComputedStyle(document.documentElement);
    ["paper", "sheet", "ink", "muted", "rule", "accent", "warning", "disc", "edge", "faint", "ribbon", "aside", "sans", "serif"].forEach(
      function (name) { ink[name] = style.getPropertyValue("--" + name).trim(); });
  }

  nkg.palette = {
    ink: function () { return ink; },
    fill: fill,
    node: function (type) {
      const colour = fill(type.colour);
      const chosen = { background: colour, border: ink.ink };
      return { background: colour, border: ink.paper, highlight: chosen, hover: chosen };
    },
    // `aside` is a link that steps back: between two neighbours of the thing in the middle, or one of very many.
    // One that is `dim` is not lit by the story.
    edge: function (link, aside, dim) {
      const colour = dim ? ink.ribbon : link.relation.allegation ? ink.warning : aside ? ink.aside : ink.edge;
      return { color: colour, highlight: ink.accent, hover: ink.accent, inherit: false };
    },
    // `told` is called after the colours have changed.
    begin: function (told) {
      read();
      function change() { read(); told(); }
      dark.addEventListener("change", change);
      document.getElementById("theme").addEventListener("click", function () {
        const theme = isDark() ? "light" : "dark";
        document.documentElement.dataset.theme = theme;
        try { localStorage.setItem("nkg-theme", theme); } catch (refused) { nkg.themeKept = false; }
        change();
        nkg.say(theme + " colours");
      });
    },
  };
})(window.nkg);
