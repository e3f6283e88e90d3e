/* Answer: ask the endpoint, read its JSON or N-Triples, and show rows as a table; everything is text. */
"use strict";
nkq.ask = async function (query, signal) {
  const answer = await fetch("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/sparql-results+json, application/n-triples" },
    body: new URLSearchParams({ query }),
    signal,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.trim());
  if ((answer.headers.get("content-type") || "").startsWith("application/n-triples")) return nkq.fromTriples(text);
  const json = JSON.parse(text);
  if ("boolean" in json) return { columns: ["answer"], rows: [[{ type: "literal", value: json.boolean ? "yes" : "no" }]] };
  return { columns: json.head.vars, rows: json.results.bindings.map((row) => json.head.vars.map((name) => row[name] || null)) };
};
nkq.fromTriples = function (text) {
  const term = /<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?/g;
  const rows = [];
  for (const line of text.split("\n")) {
    const found = [...line.matchAll(term)].map((m) => (m[1] !== undefined ? { type: "uri", value: m[1] } : { type: "literal", value: nkq.unescape(m[2]), "xml:lang": m[3] }));
    if (found.length >= 3) rows.push(found.slice(0, 3));
  }
  return { columns: ["source", "relation", "target"], rows };
};
nkq.unescape = function (text) {
  const plain = { n: "\n", t: "\t", r: "\r", '"': '"', "\\": "\\" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, other) => (other ? plain[other] || other : String.fromCodePoint(parseInt(short || long, 16))));
};
nkq.text = function (term) {
  if (!term) return "";
  return term.type === "uri" ? nkq.short(term.value) : term.value;
};
nkq.cell = function (term) {
  if (!term) return "";
  if (term.type !== "uri") return nkq.make("bdi", term["xml:lang"] ? { lang: term["xml:lang"] } : {}, term.value);
  const label = (nkq.byCurie && nkq.byCurie.get(nkq.short(term.value))) || nkq.short(term.value);
  const address = nkq.address(term.value);
  return address ? nkq.make("a", { href: address, title: term.value, rel: "noopener noreferrer" }, label) : label;
};
nkq.table = function (answer) {
  const head = nkq.make("tr", {}, answer.columns.map((name) => nkq.make("th", { scope: "col" }, name)));
  const most = 2000;
  const rows = answer.rows.slice(0, most).map((row) => nkq.make("tr", {}, row.map((term) => nkq.make("td", {}, nkq.cell(term)))));
  const table = nkq.make("table", {}, [nkq.make("thead", {}, head), nkq.make("tbody", {}, rows)]);
  return answer.rows.length > most ? nkq.make("div", {}, [table, nkq.make("p", { class: "aside" }, answer.rows.length + " rows, " + most + " shown; CSV has them all")]) : table;
};
nkq.csv = function (answer) {
  const quote = (text) => (/[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text);
  const line = (cells) => cells.map(quote).join(",") + "\r\n";
  return line(answer.columns) + answer.rows.map((row) => line(row.map((term) => (term ? term.value : "")))).join("");
};
