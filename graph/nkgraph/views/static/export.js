// Export: what is visible, to take away: pictures, table, claims, and the sources as text and as BibTeX.
(function (nkg) {
  "use strict";

  function save(name, content) {
    const blob = content instanceof Blob ? content : new Blob([content], { type: "text/plain;charset=utf-8" });
    const address = URL.createObjectURL(blob);
    const link = nkg.el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
    nkg.say(name + " saved");
  }

  function geography() { return nkg.state.get().tab === "geography"; }

  function png() {
    if (geography()) return nkg.engraving.picture(function (blob) { save("nkgraph-map.png", blob); });
    const map = nkg.graph.canvas(), copy = document.createElement("canvas");
    copy.width = map.width;
    copy.height = map.height;
    const context = copy.getContext("2d");
    context.fillStyle = nkg.palette.ink().paper;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(map, 0, 0);
    copy.toBlob(function (blob) { save("nkgraph.png", blob); });
  }

  // Quoted always; a leading sign that a spreadsheet would run as a formula gets an apostrophe before it.
  function cell(text) {
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return '"' + safe.replace(/"/g, '""') + '"';
  }

  function csv() {
    const head = ["source", "source id", "relation", "target", "target id", "documents", "dates", "claims"];
    const lines = nkg.table.links().map(function (link) {
      const documents = new Set(link.claims.map(function (claim) { return claim.source ? claim.source.id : ""; }));
      const dates = new Set(link.claims.map(nkg.claims.period).filter(Boolean));
      return [link.from.label, link.from.id, link.relation.id, link.to.label, link.to.id, Array.from(documents).join(" "),
        Array.from(dates).join("; "), link.claims.map(function (claim) { return claim.id; }).join(" ")];
    });
    save("nkgraph-links.csv", [head].concat(lines).map(function (line) { return line.map(cell).join(",") + "\r\n"; }).join(""));
  }

  function visibleClaims() {
    return Array.from(new Set(nkg.table.links().flatMap(function (link) { return link.claims; })));
  }

  function documents() {
    const found = Array.from(new Set(visibleClaims().map(function (claim) { return claim.source; }).filter(Boolean)));
    return found.sort(function (a, b) { return a.i - b.i; });
  }

  function citations() {
    save("nkgraph-sources.txt", documents().map(function (one) {
      return [one.publisher, one.title, one.published, one.url, one.archived_url ? "archived: " + one.archived_url : ""].filter(Boolean).map(nkg.shown).join(". ") + ".\n";
    }).join(""));
  }

  const signs = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

  function tex(text) {
    return nkg.shown(text).replace(/[\\{}$&#%_~^]/g, function (sign) { return signs[sign] || "\\" + sign; });
  }

  // Addresses go through as they are, but for the signs that would end their group.
  function address(text) { return nkg.shown(text).replace(/[{}\\\s]/g, encodeURIComponent); }

  function entry(one) {
    const year = nkg.years.point(one.published, false);
    const fields = [["title", one.title ? "{" + tex(one.title) + "}" : ""], ["organization", tex(one.publisher)], ["year", year > 0 ? String(year) : ""],
      ["date", tex(one.published)], ["language", tex(one.language)], ["url", address(one.url)], ["note", one.archived_url ? "archived: \\url{" + address(one.archived_url) + "}" : ""]];
    return "@misc{" + one.id.replace(/[^\w:.-]/g, "-") + ",\n" + fields.filter(function (pair) { return pair[1]; }).map(function (pair) {
      return "  " + pair[0] + " = {" + pair[1] + "}";
    }).join(",\n") + "\n}\n";
  }

  const kinds = {
    png: png, csv: csv, citations: citations,
    svg: function () {
      save(geography() ? "nkgraph-map.svg" : "nkgraph.svg", new Blob([geography() ? nkg.engraving.file() : nkg.svg()], { type: "image/svg+xml" }));
    },
    turtle: function () { save("nkgraph-claims.ttl", nkg.turtle(visibleClaims())); },
    bibtex: function () { save("nkgraph-sources.bib", documents().map(entry).join("\n")); },
  };

  nkg.exports = {
    begin: function () {
      Object.entries(kinds).forEach(function (pair) {
        document.getElementById("take-" + pair[0]).addEventListener("click", pair[1]);
      });
    },
  };
})(window.nkg);
