// Table: the links of the scene in the table that stands in the page anyway; a few hundred rows at a time.
(function (nkg) {
  "use strict";

  const STEP = 200;
  const body = document.querySelector("#links tbody"), field = document.getElementById("narrow");
  const more = document.getElementById("more"), count = document.getElementById("rows");
  const rows = Array.from(body.rows);
  let room = STEP, stale = true;

  // A cell of plain text becomes a button the first time its row is seen.
  function open(row, link) {
    if (row.dataset.open) return;
    row.dataset.open = "yes";
    [[0, function () { nkg.state.open(link.from); }], [1, function () { nkg.state.set({ link: link.i, tab: "map" }); }],
      [2, function () { nkg.state.open(link.to); }]].forEach(function (pair) {
      const cell = row.cells[pair[0]];
      const button = nkg.el("button", { type: "button", class: "thing", onclick: pair[1] });
      button.append(...cell.childNodes);
      cell.append(button);
    });
  }

  function wanted(scene) {
    const words = field.value.split(/\s+/).map(nkg.fold).filter(Boolean);
    return scene.links.filter(function (link) {
      if (!words.length) return true;
      if (!link.key) link.key = nkg.fold(link.from.label + link.relation.label + link.to.label + rows[link.i].cells[3].textContent);
      return words.every(function (word) { return link.key.includes(word); });
    });
  }

  function show() {
    const links = wanted(nkg.graph.scene());
    const kept = new Map(links.map(function (link, n) { return [link.i, n]; }));
    rows.forEach(function (row, i) {
      const n = kept.get(i);
      row.className = n === undefined ? "off" : n >= room ? "later" : "";
      if (n !== undefined && n < room) open(row, nkg.data.links[i]);
    });
    more.hidden = links.length <= room;
    count.textContent = nkg.count(links.length, "link") + (links.length > room ? ", the first " + room + " shown" : "");
    stale = false;
  }

  nkg.table = {
    show: function (state) {
      room = STEP;
      stale = true;
      if (state.tab === "table") show();
    },
    links: function () { return wanted(nkg.graph.scene()); },
    begin: function () {
      field.addEventListener("input", function () { room = STEP; show(); nkg.say(count.textContent); });
      more.addEventListener("click", function () { room += STEP; show(); });
      window.addEventListener("beforeprint", function () { if (stale) show(); });
    },
  };
})(window.nkg);
