// Search: all names in all scripts as you type; says which spelling matched; works from the keyboard alone.
(function (nkg) {
  "use strict";

  const MOST = 12;
  const field = document.getElementById("search"), list = document.getElementById("found");
  let index = null, results = [], at = -1;

  function entry(node, text, what) { return { node: node, text: text, what: what, key: nkg.fold(text) }; }

  function build() {
    return nkg.data.nodes.flatMap(function (node) {
      const names = node.names.map(function (name) {
        return entry(node, name.text, [name.kind, name.language].filter(Boolean).join(", "));
      });
      return [entry(node, node.label, "")].concat(names, entry(node, node.id, "identifier"));
    });
  }

  // 0 exact, 1 beginning, 2 inside, 3 every word somewhere; smaller is better, -1 is no match.
  function rank(key, wanted, words) {
    if (key === wanted) return 0;
    if (key.startsWith(wanted)) return 1;
    if (key.includes(wanted)) return 2;
    return words.length > 1 && words.every(function (word) { return key.includes(word); }) ? 3 : -1;
  }

  function find(text) {
    index = index || build();
    const wanted = nkg.fold(text);
    if (!wanted) return [];
    const words = text.split(/\s+/).map(nkg.fold).filter(Boolean);
    const best = new Map();
    index.forEach(function (candidate) {
      const grade = rank(candidate.key, wanted, words);
      const known = best.get(candidate.node);
      if (grade >= 0 && (!known || grade < known.grade)) best.set(candidate.node, { grade: grade, entry: candidate });
    });
    return Array.from(best.values()).sort(function (a, b) {
      return a.grade - b.grade || b.entry.node.size - a.entry.node.size || a.entry.node.i - b.entry.node.i;
    });
  }

  function option(result, i) {
    const node = result.entry.node;
    const other = result.entry.text !== node.label;
    return nkg.el("li", { role: "option", id: "found-" + i, "aria-selected": "false",
      onmousedown: function (event) { event.preventDefault(); },
      onclick: function () { choose(i); } },
    nkg.legend.symbol(node.type), nkg.el("span", { class: "hit" }, nkg.bdi(node.label),
      nkg.el("span", { class: "why" }, node.type.label,
        other ? [" · matched ", nkg.bdi(result.entry.text), result.entry.what ? " (" + nkg.shown(result.entry.what) + ")" : ""] : "")));
  }

  function show(all) {
    results = all.slice(0, MOST);
    at = -1;
    list.replaceChildren(...results.map(option));
    list.hidden = !results.length;
    field.setAttribute("aria-expanded", String(results.length > 0));
    field.removeAttribute("aria-activedescendant");
    if (field.value.trim()) nkg.say(all.length ? nkg.count(all.length, "match", "matches") : "nothing is called so");
  }

  function move(step) {
    if (!results.length) return;
    at = (at + step + results.length) % results.length;
    Array.from(list.children).forEach(function (item, i) { item.setAttribute("aria-selected", String(i === at)); });
    field.setAttribute("aria-activedescendant", "found-" + at);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function choose(i) {
    const node = results[i].entry.node;
    field.value = "";
    show([]);
    nkg.state.open(node);
    document.getElementById("panel").focus({ preventScroll: true });
  }

  function key(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(at < 0 ? 0 : -1);
    else if (event.key === "Enter" && results.length) choose(Math.max(at, 0));
    else if (event.key === "Escape") { field.value = ""; show([]); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  nkg.search = {
    find: find,
    begin: function () {
      field.addEventListener("input", function () { show(find(field.value)); });
      field.addEventListener("keydown", key);
      field.addEventListener("blur", function () { setTimeout(function () { list.hidden = true; field.setAttribute("aria-expanded", "false"); }, 150); });
      field.addEventListener("focus", function () { if (field.value) show(find(field.value)); });
    },
  };
})(window.nkg);
