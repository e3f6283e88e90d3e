// Claims: one statement of one document as text, with everything needed to check it.
(function (nkg) {
  "use strict";

  const el = nkg.el, data = nkg.data;
  const confidence = {
    high: "high: the document is close to the matter and says it plainly",
    medium: "medium: one document at second hand, or what an interested party says",
    low: "low: far from the matter, undated, or only in passing",
  };
  const modes = {
    "self-reported": "the organisation says it about itself",
    planned: "announced or intended, not known to have happened",
    alleged: "stated or alleged by an authority",
    inferred: "read from the document by the curator",
  };
  const statuses = { disputed: "disputed: another document speaks against it", withdrawn: "withdrawn" };
  const order = { low: 1, medium: 2, high: 3 };

  function web(address) { return /^https?:\/\/[^\s/?#]+/i.test(address); }

  function address(text, words) {
    if (!text) return null;
    return web(text) ? el("a", { href: text, rel: "noopener noreferrer", target: "_blank" }, words || nkg.shown(text))
      : el("span", { class: "address" }, nkg.shown(text));
  }

  function page(path) { return path ? [" ", el("a", { class: "page", href: path }, "its page")] : null; }

  function copy(iri) {
    return el("button", { type: "button", class: "copy", title: iri, "aria-label": "copy address " + iri, onclick: function (event) { take(iri, event.currentTarget); } }, "copy address");
  }

  function take(text, button) {
    const said = function (word) { button.textContent = word; nkg.say(word); };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { said("copied"); }, function () { said(text); });
    } else {
      said(text);
    }
  }

  function row(term, ...values) {
    return el("div", {}, el("dt", {}, term), el("dd", {}, values));
  }

  function period(claim) {
    if (claim.valid_from || claim.valid_to) return nkg.shown((claim.valid_from || "…") + " to " + (claim.valid_to || "…"));
    return claim.as_of ? "as of " + nkg.shown(claim.as_of) : "";
  }

  function qualifiers(claim) {
    return claim.qualifiers.map(function (pair) {
      const node = data.nodeById.get(pair[1]);
      return row(nkg.shown(pair[0]), node ? name(node) : nkg.bdi(pair[1]));
    });
  }

  // The name of a thing as a button that opens it.
  function name(node) {
    return el("button", { type: "button", class: "thing", onclick: function () { nkg.state.open(node); } }, nkg.bdi(node.label));
  }

  function value(claim) {
    if (claim.target) return name(claim.target);
    return claim.relation.kind === "address" ? address(claim.object) : nkg.bdi(claim.object);
  }

  function cited(document) {
    if (!document) return [el("span", {}, "document not in this picture")];
    const parts = [document.publisher, document.published].filter(Boolean).map(nkg.shown).join(", ");
    return [
      el("cite", {}, nkg.bdi(document.title || document.id, document.language)), parts ? el("span", {}, " · " + parts) : null,
      document.url ? [el("br"), address(document.url)] : null,
      document.archived_url ? [el("br"), web(document.archived_url) ? address(document.archived_url, "archived copy") : address(document.archived_url)] : null,
      page(data.documentPage(document)),
    ];
  }

  function trust(claim) {
    if (claim.relation.allegation || claim.mode === "alleged") return "not scored: what an authority states is recorded as such";
    return confidence[claim.confidence] || nkg.shown(claim.confidence);
  }

  // One claim as a list item.
  function item(claim) {
    return el("li", { class: "claim" + (claim.fact ? "" : " nofact") },
      claim.paraphrase ? el("p", { class: "paraphrase" }, nkg.bdi(claim.paraphrase)) : null,
      el("dl", {},
        period(claim) ? row("when", period(claim)) : null,
        qualifiers(claim),
        row("source", cited(claim.source)),
        claim.locator ? row("where", nkg.bdi(claim.locator)) : null,
        row("confidence", trust(claim)),
        claim.mode && claim.mode !== "reported" ? row("mode", modes[claim.mode] || nkg.shown(claim.mode)) : null,
        claim.status && claim.status !== "accepted" ? row("status", statuses[claim.status] || nkg.shown(claim.status)) : null,
        claim.note ? row("note", nkg.bdi(claim.note)) : null,
        row("claim", el("code", {}, nkg.shown(claim.id)), " ", copy(data.claimIri(claim)), page(data.claimPage(claim)))));
  }

  function list(claims) { return el("ul", { class: "claims" }, claims.map(item)); }

  function origins(claims) {
    return new Set(claims.map(function (claim) { return claim.source ? claim.source.origin || claim.source.id : claim.id; })).size;
  }

  // Confidence, independent origins and latest report of one value among several.
  function standing(claims) {
    return {
      confidence: Math.max(...claims.map(function (claim) { return order[claim.confidence] || 0; })),
      origins: origins(claims),
      latest: claims.map(function (claim) { return claim.source ? claim.source.published : ""; }).sort().pop() || "",
    };
  }

  function reason(best, others) {
    const top = Math.max(...others.map(function (one) { return one.confidence; }));
    if (best.confidence > top) return "Shown first because its confidence is higher.";
    const rivals = others.filter(function (one) { return one.confidence === best.confidence; });
    if (rivals.every(function (one) { return best.origins > one.origins; })) return "Shown first because more independent origins say so, at equal confidence.";
    if (rivals.every(function (one) { return best.origins > one.origins || best.latest > one.latest; })) return "Shown first because its latest report is newer, at equal confidence and number of origins.";
    return "Shown first by the rule: " + document.getElementById("preference").textContent + ".";
  }

  nkg.claims = { page: page, list: list, item: item, name: name, value: value, period: period, copy: copy, origins: origins,
    standing: standing, reason: reason, cited: cited, words: ["–", "low", "medium", "high"] };
})(window.nkg);
