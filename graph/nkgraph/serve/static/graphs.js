/* Graphs: rows that tie two things, drawn by vis-network as it comes with pyvis; a circle first, then forces for a while. */
"use strict";
nkq.graph = function (answer) {
  const box = nkq.make("div", { class: "network", role: "img", "aria-label": "Graph of the answer; the table says the same" });
  const things = answer.columns.map((_, index) => index).filter((column) => answer.rows.some((row) => row[column] && row[column].type === "uri"));
  const named = (name) => answer.columns.indexOf(name);
  const source = named("source") >= 0 ? named("source") : things[0];
  const target = named("target") >= 0 ? named("target") : things.find((column) => column !== source && column !== named("relation"));
  if (source === undefined || target === undefined) return nkq.make("p", { class: "aside" }, "A graph needs two columns of things, such as ?source and ?target.");
  const relation = named("relation");
  const ids = new Map();
  const edges = [];
  for (const row of answer.rows.slice(0, 1500)) {
    if (!row[source] || !row[target]) continue;
    for (const term of [row[source], row[target]]) if (!ids.has(term.value)) ids.set(term.value, nkq.label(term));
    edges.push({ from: row[source].value, to: row[target].value, arrows: "to", label: relation >= 0 ? nkq.text(row[relation]).replace(/^nk:/, "") : "" });
  }
  const count = Math.max(ids.size, 1);
  const radius = 40 + 14 * count;
  const nodes = [...ids].map(([id, label], index) => ({ id, label: label.length > 32 ? label.slice(0, 31) + "…" : label, shape: "dot", size: 9, x: radius * Math.cos((2 * Math.PI * index) / count), y: radius * Math.sin((2 * Math.PI * index) / count) }));
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--ink").trim();
  const options = { nodes: { color: style.getPropertyValue("--accent").trim(), font: { color: ink, size: 13 } }, edges: { color: style.getPropertyValue("--muted").trim(), font: { color: ink, size: 10, strokeWidth: 0 } }, physics: { stabilization: { iterations: 120 } }, interaction: { keyboard: { enabled: true, bindToWindow: false } } };
  requestAnimationFrame(() => { box.network = new vis.Network(box, { nodes, edges }, options); });
  return box;
};
