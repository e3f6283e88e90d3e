/* Ask: ties editor, library, endpoint and pictures together; the query stands in the address. */
"use strict";
(async function () {
  const get = (id) => document.getElementById(id);
  const area = get("query");
  const status = get("status");
  let answer = null;
  let show = "table";
  let running = null;
  function say(text, wrong) {
    status.textContent = text;
    status.classList.toggle("wrong", Boolean(wrong));
  }
  async function draw() {
    if (!answer) return;
    const makers = { table: nkq.table, chart: nkq.chart, graph: nkq.graph, map: nkq.map };
    try {
      get("answer").replaceChildren(await makers[show](answer));
    } catch (error) {
      say(error.message, true);
    }
  }
  async function run() {
    if (running) running.abort();
    running = new AbortController();
    get("stop").disabled = false;
    say("asking …");
    history.replaceState(null, "", "#" + new URLSearchParams({ query: area.value, show }));
    const begin = performance.now();
    try {
      answer = await nkq.ask(area.value, running.signal);
      say(answer.rows.length + (answer.rows.length === 1 ? " row" : " rows") + ", " + Math.round(performance.now() - begin) + " ms");
      await draw();
    } catch (error) {
      say(error.name === "AbortError" ? "stopped" : error.message, error.name !== "AbortError");
    }
    get("stop").disabled = true;
    running = null;
  }
  function library() {
    const wanted = get("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    const items = [];
    let topic = "";
    for (const question of nkq.vocabulary.questions) {
      const words = (question.title + " " + question.why + " " + question.topic + " " + question.id).toLowerCase();
      if (!wanted.every((part) => words.includes(part))) continue;
      if (question.topic !== topic) items.push(nkq.make("li", { class: "topic" }, (topic = question.topic)));
      const button = nkq.make("button", { type: "button", title: question.why }, question.title);
      button.addEventListener("click", () => { area.value = question.query; run(); });
      items.push(nkq.make("li", {}, button));
    }
    get("questions").replaceChildren(...items);
  }
  for (const tab of document.querySelectorAll("[data-show]")) {
    tab.addEventListener("click", () => {
      show = tab.dataset.show;
      for (const other of document.querySelectorAll("[data-show]")) other.setAttribute("aria-selected", String(other === tab));
      draw();
    });
  }
  get("run").addEventListener("click", run);
  get("stop").addEventListener("click", () => running && running.abort());
  get("find").addEventListener("input", library);
  area.addEventListener("keydown", (event) => { if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); run(); } });
  get("csv").addEventListener("click", () => {
    if (!answer) return;
    const link = nkq.make("a", { href: URL.createObjectURL(new Blob([nkq.csv(answer)], { type: "text/csv" })), download: "nkgraph-answer.csv" });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  get("link").addEventListener("click", async () => {
    history.replaceState(null, "", "#" + new URLSearchParams({ query: area.value, show }));
    try { await navigator.clipboard.writeText(location.href); say("link copied"); } catch { say(location.href); }
  });
  await nkq.load();
  get("version").textContent = "Data version " + nkq.vocabulary.version + ", CC BY 4.0.";
  nkq.completion(area, get("choices"), get("hint"));
  library();
  const state = new URLSearchParams(location.hash.slice(1));
  area.value = state.get("query") || "SELECT ?firm ?name WHERE {\n  ?firm a nk:Outsourcer ; rdfs:label ?name .\n}\nORDER BY ?name";
  if (state.get("show")) { const tab = document.querySelector('[data-show="' + CSS.escape(state.get("show")) + '"]'); if (tab) tab.click(); }
  document.documentElement.dataset.ready = "yes";
  if (state.get("query")) run();
})();
