/* Completion: variables of the query, terms of the ontology, things by any word of their label. */
"use strict";
nkq.completion = function (area, list, hint) {
  let choices = [];
  let chosen = 0;
  const word = () => /[?$\w:.\-]*$/.exec(area.value.slice(0, area.selectionStart))[0];
  function candidates(part) {
    if (part.startsWith("?")) {
      const names = new Set(area.value.match(/\?\w+/g) || []);
      return [...names].filter((name) => name !== part && name.startsWith(part)).map((name) => ({ curie: name, label: "" }));
    }
    const wanted = part.toLowerCase();
    const after = wanted.includes(":") ? wanted.split(":")[1] : wanted;
    const fits = (item) => item.curie.toLowerCase().startsWith(wanted) || (after.length > 1 && item.label.toLowerCase().includes(after));
    const pool = wanted.startsWith("ent:") || wanted.startsWith("skill:") ? nkq.vocabulary.things : [...nkq.vocabulary.terms, ...nkq.vocabulary.things];
    return pool.filter(fits).slice(0, 30);
  }
  function close() {
    list.hidden = true;
    choices = [];
    area.removeAttribute("aria-activedescendant");
  }
  function draw() {
    list.replaceChildren(...choices.map((item, index) => {
      const row = nkq.make("li", { role: "option", id: "choice-" + index, "aria-selected": String(index === chosen) }, [item.curie, nkq.make("small", {}, item.label)]);
      row.addEventListener("mousedown", (event) => { event.preventDefault(); chosen = index; take(); });
      return row;
    }));
    list.hidden = choices.length === 0;
    if (choices.length) {
      area.setAttribute("aria-activedescendant", "choice-" + chosen);
      hint.textContent = choices[chosen].definition || choices[chosen].label || "\u00a0";
      const row = document.getElementById("choice-" + chosen);
      if (row) row.scrollIntoView({ block: "nearest" });
    }
  }
  function open() {
    choices = candidates(word());
    chosen = 0;
    draw();
  }
  function take() {
    const item = choices[chosen];
    if (!item) return;
    const end = area.selectionStart;
    const start = end - word().length;
    area.setRangeText(item.curie, start, end, "end");
    close();
    area.focus();
  }
  area.addEventListener("input", () => { if (word().length > 2) open(); else close(); });
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === " ") { event.preventDefault(); open(); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : choices.length - 1)) % choices.length;
      draw();
    } else if (event.key === "Enter" || event.key === "Tab") {
      if (!event.ctrlKey) { event.preventDefault(); take(); }
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
};
