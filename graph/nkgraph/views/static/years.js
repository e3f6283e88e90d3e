// Years: when each claim holds and since when it is known, as numbers, so that a slider can ask thousands at once.
(function (nkg) {
  "use strict";

  const data = nkg.data, NEVER = -1, FIRST = 0, LAST = 9999;
  let table = null;

  // First or last year of one date of the tables: 2003, 2003-05-16, 199X, 2003?; nothing where there is none.
  function point(text, last) {
    const found = /(\d{4}|\d{3}X)/.exec(text || "");
    return found ? Number(found[1].replace("X", last ? "9" : "0")) : NEVER;
  }

  // [first, last] of a date or an interval; an open side has no end.
  function span(text) {
    if (!text) return null;
    const ends = text.split("/"), first = point(ends[0], false), last = point(ends[ends.length - 1], true);
    if (first === NEVER && last === NEVER) return null;
    return [first === NEVER ? FIRST : first, last === NEVER ? LAST : last];
  }

  function held(claim) {
    const from = span(claim.valid_from), to = span(claim.valid_to);
    if (from || to) return [from ? from[0] : FIRST, to ? to[1] : LAST];
    return span(claim.as_of);
  }

  // A link without a date has the date of its event, agreement or product, where one is told in the same section.
  function borrowed(link) {
    const dates = [link.from, link.to].flatMap(function (node) { return node.says; }).filter(function (claim) {
      return claim.relation.kind === "date" && claim.relation.section === link.relation.section;
    });
    const spans = dates.map(function (claim) { return span(claim.object); }).filter(Boolean);
    return spans.length ? [Math.min(...spans.map(function (one) { return one[0]; })), Math.max(...spans.map(function (one) { return one[1]; }))] : null;
  }

  function read() {
    const size = data.claims.length;
    table = { from: new Int16Array(size).fill(NEVER), to: new Int16Array(size).fill(NEVER), known: new Int16Array(size) };
    const published = data.documents.map(function (document) { return Math.max(point(document.published, false), 0); });
    data.links.forEach(function (link) {
      let other;
      link.claims.forEach(function (claim) {
        let years = held(claim);
        if (!years && other === undefined) other = borrowed(link);
        years = years || other;
        if (years) { table.from[claim.i] = years[0]; table.to[claim.i] = years[1]; }
        table.known[claim.i] = claim.document < 0 ? 0 : published[claim.document];
      });
    });
    return table;
  }

  function get() { return table || read(); }

  // The years that dates name, from the first to the last; `which` is "from" or "known".
  function range(which) {
    const own = get(), found = [];
    data.links.forEach(function (link) {
      link.claims.forEach(function (claim) {
        if (own[which][claim.i] > 0) found.push(own[which][claim.i]);
        if (which === "from" && own.to[claim.i] > 0 && own.to[claim.i] < LAST) found.push(own.to[claim.i]);
      });
    });
    return found.length ? [found.reduce(function (a, b) { return Math.min(a, b); }), found.reduce(function (a, b) { return Math.max(a, b); })] : null;
  }

  nkg.years = {
    point: point,
    span: span,
    range: range,
    // [first, last], or null where undated.
    of: function (claim) {
      const own = get();
      return own.from[claim.i] === NEVER ? null : [own.from[claim.i], own.to[claim.i]];
    },
    known: function (claim) { return get().known[claim.i]; },
    table: get,
  };
})(window.nkg);
