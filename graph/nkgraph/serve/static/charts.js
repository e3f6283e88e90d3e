/* Charts: the first column of words against the first column of numbers, as horizontal bars. */
"use strict";
nkq.svg = function (tag, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
};
nkq.label = function (term) {
  if (!term) return "";
  return (term.type === "uri" && nkq.byCurie && nkq.byCurie.get(nkq.short(term.value))) || nkq.text(term);
};
nkq.chart = function (answer) {
  const numeric = (column) => answer.rows.length > 0 && answer.rows.every((row) => !row[column] || (row[column].type !== "uri" && row[column].value !== "" && isFinite(Number(row[column].value))));
  const columns = answer.columns.map((_, index) => index);
  const number = columns.find((column) => numeric(column) && answer.rows.some((row) => row[column]));
  const words = columns.find((column) => column !== number && !numeric(column));
  let bars;
  if (number !== undefined && words !== undefined) bars = answer.rows.map((row) => [nkq.label(row[words]), row[number] ? Number(row[number].value) : 0]);
  else {
    const count = new Map();
    for (const row of answer.rows) count.set(nkq.label(row[0]), (count.get(nkq.label(row[0])) || 0) + 1);
    bars = [...count];
  }
  bars = bars.sort((a, b) => b[1] - a[1]).slice(0, 40);
  const height = 24 * bars.length + 10;
  const picture = nkq.svg("svg", { viewBox: "0 0 900 " + height, role: "img", "aria-label": "Bar chart of " + bars.length + " values" });
  const most = Math.max(...bars.map((bar) => bar[1]), 1);
  bars.forEach(([name, value], index) => {
    const y = 24 * index + 5;
    picture.append(nkq.svg("text", { x: 330, y: y + 14, "text-anchor": "end" }, name.length > 46 ? name.slice(0, 45) + "…" : name));
    picture.append(nkq.svg("rect", { class: "bar-mark", x: 340, y, width: Math.max(1, (480 * value) / most), height: 18, rx: 2 }));
    picture.append(nkq.svg("text", { x: 348 + (480 * value) / most, y: y + 14 }, String(value)));
  });
  return picture;
};
