// Path: the best evidenced way between two things, over the links that the filters and clocks leave.
(function (nkg) {
  "use strict";

  const data = nkg.data;
  const CLAIMED = 20, UNSCORED = 4, price = { high: 1, medium: 2, low: 4 };

  // A hop costs little where confidence is high and independent origins are many; what is only claimed costs most.
  function cost(link) {
    const best = Math.min(...link.claims.map(function (claim) { return price[claim.confidence] || UNSCORED; }));
    return 1 + best / Math.min(nkg.claims.origins(link.claims), 4) + (link.fact ? 0 : CLAIMED);
  }

  function weight(link) {
    if (link.cost === undefined) link.cost = cost(link);
    return link.cost;
  }

  // Skills, places, collectives and events are common ground: to share one is no tie, so a path goes through them only where there is no other.
  function common(node) { return node.concept || node.type.common; }

  function usable(link, wide) {
    return link.from !== link.to && nkg.filters.passes(link) && nkg.time.passes(link) && (wide || link.relation.kind !== "concept");
  }

  // Dijkstra; what is passed through costs a little the more links it has, for hubs tie everything to everything.
  function search(from, to, wide) {
    const least = new Map([[from, 0]]), before = new Map(), done = new Set();
    for (;;) {
      let at = null;
      least.forEach(function (sum, node) { if (!done.has(node) && (!at || sum < least.get(at))) at = node; });
      if (!at || at === to) break;
      done.add(at);
      if (at !== from && !wide && common(at)) continue;
      const toll = at === from ? 0 : Math.log2(at.links.length) / 4;
      at.links.forEach(function (link) {
        const other = data.other(link, at), sum = least.get(at) + toll + weight(link);
        if (!usable(link, wide) || done.has(other) || least.has(other) && least.get(other) <= sum) return;
        least.set(other, sum);
        before.set(other, link);
      });
    }
    return trace(from, to, before);
  }

  function trace(from, to, before) {
    const hops = [];
    for (let node = to; node !== from; node = data.other(before.get(node), node)) {
      if (!before.has(node)) return null;
      hops.unshift(before.get(node));
    }
    return hops;
  }

  // {from, to, hops, wide, weakest}; hops is empty where nothing ties the two.
  function find(from, to) {
    const strict = search(from, to, false), hops = strict || search(from, to, true) || [];
    const dearest = hops.reduce(function (worst, link) { return !worst || weight(link) > weight(worst) ? link : worst; }, null);
    return { from: from, to: to, hops: hops, wide: !strict && hops.length > 0, weakest: hops.length > 1 ? dearest : null };
  }

  function stations(path) {
    return path.hops.reduce(function (nodes, link) { return nodes.concat(data.other(link, nodes[nodes.length - 1])); }, [path.from]);
  }

  function scene(state) {
    const path = find(data.nodes[state.path[0]], data.nodes[state.path[1]]);
    const nodes = path.hops.length ? stations(path) : [path.from, path.to];
    const map = document.getElementById("map"), tall = map.clientHeight > map.clientWidth;
    const places = new Map(nodes.map(function (node, i) {
      const aside = i % 2 ? 42 : -42;
      return [node, tall ? [aside, i * 150] : [i * 230, aside]];
    }));
    return { kind: "path", path: path, nodes: nodes, links: path.hops, left: 0, discs: [], places: places, tall: tall };
  }

  function why(link) {
    const best = Math.max(...link.claims.map(function (claim) { return { low: 1, medium: 2, high: 3 }[claim.confidence] || 0; }));
    const trust = link.relation.allegation || !best ? "stated by an authority, not scored" : nkg.claims.words[best] + " confidence";
    return [trust, nkg.count(nkg.claims.origins(link.claims), "independent origin"), link.fact ? "" : "claimed, not taken as fact"].filter(Boolean).join(", ");
  }

  function sentence(link) {
    return [link.from.label, link.relation.label, link.to.label].map(nkg.shown).join(" – ");
  }

  function reference(claim) {
    const source = claim.source;
    const parts = source ? [source.publisher, source.title ? "“" + source.title + "”" : source.id, source.published || "undated", claim.locator, source.url,
      source.archived_url ? "archived: " + source.archived_url : ""] : [];
    return parts.filter(Boolean).map(nkg.shown).join(", ") + ". Claim: " + data.claimIri(claim);
  }

  // The path as text: one line a hop with its numbers, then the notes.
  function footnotes(path) {
    const notes = [];
    const lines = path.hops.map(function (link) {
      const marks = link.claims.map(function (claim) { return "[" + notes.push(reference(claim)) + "]"; });
      return sentence(link) + " (" + why(link) + (link === path.weakest ? "; weakest hop" : "") + ") " + marks.join("");
    });
    return lines.join("\n") + "\n\n" + notes.map(function (note, i) { return "[" + (i + 1) + "] " + note; }).join("\n") + "\n";
  }

  nkg.path = { scene: scene, find: find, why: why, sentence: sentence, footnotes: footnotes };
})(window.nkg);
