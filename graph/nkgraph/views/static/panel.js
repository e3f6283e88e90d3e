// Panel: what is known about the picked thing, or about the picked link; both in the same depth.
(function (nkg) {
  "use strict";

  const el = nkg.el, data = nkg.data, place = document.getElementById("panel");
  const OPEN = 12;
  const scripts = [
    ["Korean letters", /\p{Script=Hangul}/u], ["Japanese kana", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
    ["Chinese characters", /\p{Script=Han}/u], ["Cyrillic letters", /\p{Script=Cyrillic}/u],
    ["Arabic letters", /\p{Script=Arabic}/u], ["Latin letters", /\p{Script=Latin}/u],
  ];

  function script(text) {
    const found = scripts.find(function (entry) { return entry[1].test(text); });
    return found ? found[0] : "Other signs";
  }

  function grouped(things, of) {
    const groups = new Map();
    things.forEach(function (thing) {
      const key = of(thing);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(thing);
    });
    return groups;
  }

  // One spelling with everything that is said of it, and the documents that spell it so.
  function spelling(names) {
    const kinds = Array.from(new Set(names.flatMap(function (name) { return [name.kind, name.language]; }).filter(Boolean)));
    const sources = Array.from(new Set(names.map(function (name) { return data.documents[name.document]; }).filter(Boolean)));
    return el("li", {}, nkg.bdi(names[0].text, names[0].language),
      el("span", { class: "why" }, kinds.map(nkg.shown).join(", "), Array.from(grouped(sources, function (source) { return source.publisher || source.title || source.id; })).map(function (group, i) {
        return [i ? ", " : " · ", group[1].map(function (source, n) {
          return [n ? " " : "", el("a", { href: "#d" + (source.i + 1), title: nkg.shown(source.title) }, n ? String(n + 1) : nkg.shown(group[0]))];
        })];
      })));
  }

  function names(node) {
    if (!node.names.length) return null;
    return el("section", {}, el("h3", {}, "Names"), Array.from(grouped(node.names, function (name) { return script(name.text); })).map(function (group) {
      const spelled = Array.from(grouped(group[1], function (name) { return name.text; }).values());
      return [el("h4", {}, group[0]), el("ul", { class: "names" }, spelled.map(spelling))];
    }));
  }

  // A value with the claims behind it; `back` when the claims are about the other end.
  function entry(claims, back, open) {
    const one = claims[0];
    const other = back ? nkg.claims.name(one.about) : nkg.claims.value(one);
    const dates = Array.from(new Set(claims.map(nkg.claims.period).filter(Boolean))).slice(0, 2).join("; ");
    const box = el("details", {}, el("summary", {}, nkg.count(new Set(claims.map(function (claim) { return claim.document; })).size, "document"),
      claims.length > 1 ? ", " + nkg.count(nkg.claims.origins(claims), "origin") : "",
      claims.some(function (claim) { return claim.fact; }) ? "" : " · not taken as fact"));
    function fill() { if (box.open && box.children.length < 2) box.append(nkg.claims.list(claims)); }
    box.addEventListener("toggle", fill);
    if (open) { box.open = true; fill(); }
    return el("li", { class: "entry" }, el("div", { class: "value" }, other, dates ? el("span", { class: "dates" }, dates) : null), box);
  }

  function contradiction(values) {
    const told = values.map(function (claims) { return { claims: claims, standing: nkg.claims.standing(claims), shown: claims.some(function (claim) { return claim.preferred; }) }; });
    told.sort(function (a, b) { return b.shown - a.shown; });
    const best = told[0];
    return el("div", { class: "versus" },
      el("p", {}, "The documents differ:"),
      el("table", {}, el("thead", {}, el("tr", {}, ["value", "confidence", "origins", "latest"].map(function (word) { return el("th", { scope: "col" }, word); }))),
        el("tbody", {}, told.map(function (one) {
          return el("tr", { class: one.shown ? "preferred" : null }, el("td", {}, nkg.bdi(one.claims[0].target ? one.claims[0].target.label : one.claims[0].object), one.shown ? " (shown)" : ""),
            el("td", {}, nkg.claims.words[one.standing.confidence]), el("td", {}, String(one.standing.origins)), el("td", {}, nkg.shown(one.standing.latest || "–")));
        }))),
      best.shown ? el("p", { class: "why" }, nkg.claims.reason(best.standing, told.slice(1).map(function (one) { return one.standing; }))) : el("p", { class: "why" }, "None of them is taken as fact."));
  }

  function relation(claims, back, open) {
    const first = claims[0].relation;
    const values = Array.from(grouped(claims, function (claim) { return back ? claim.subject : claim.object_is_node + " " + claim.object; }).values());
    values.sort(function (a, b) { return b.some(function (c) { return c.preferred; }) - a.some(function (c) { return c.preferred; }); });
    return el("div", { class: "relation" },
      el("h4", { title: nkg.shown(first.definition) }, back ? "← " : "", nkg.shown(first.label), back ? el("span", { class: "hidden" }, " (said of the other)") : "",
        values.length > 1 ? el("span", { class: "number" }, String(values.length)) : null),
      !back && first.single_valued && values.length > 1 ? contradiction(values) : null,
      el("ul", { class: "entries" }, values.map(function (group) { return entry(group, back, open); })));
  }

  function facts(node) {
    const incoming = node.links.filter(function (link) { return link.to === node && link.from !== node; }).flatMap(function (link) { return link.claims; });
    const open = node.says.length + incoming.length <= OPEN;
    const known = data.sections.map(function (section) { return section[0]; });
    const sections = data.sections.concat(data.relations.some(function (one) { return !known.includes(one.section); }) ? [["", "other"]] : []);
    return sections.map(function (section) {
      const inside = function (claim) { return section[0] ? claim.relation.section === section[0] : !known.includes(claim.relation.section); };
      const of = function (claims) { return Array.from(grouped(claims.filter(inside), function (claim) { return claim.relation.id; }).values()); };
      const out = of(node.says), back = of(incoming);
      if (!out.length && !back.length) return null;
      return el("section", {}, el("h3", {}, nkg.shown(section[1])),
        out.map(function (claims) { return relation(claims, false, open); }), back.map(function (claims) { return relation(claims, true, open); }));
    });
  }

  function role(id) { return nkg.shown(id).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase(); }

  function thing(node) {
    place.replaceChildren(
      el("header", {}, el("p", { class: "kind" }, nkg.legend.symbol(node.type), [nkg.shown(node.type.label), data.country(node)].filter(Boolean).join(" · ")),
        el("h2", {}, nkg.bdi(node.label)),
        node.roles.length ? el("p", { class: "roles" }, node.roles.map(function (id) { return el("span", {}, role(id)); })) : null,
        node.note ? el("p", { class: "note" }, nkg.bdi(node.note)) : null,
        el("p", { class: "iri" }, el("code", {}, nkg.shown(node.id)), " ", nkg.claims.copy(data.iri(node)), nkg.claims.page(data.page(node))), nkg.route.button(node)),
      ...[names(node)].concat(facts(node)).filter(Boolean));
  }

  function edge(link) {
    place.replaceChildren(
      el("header", {}, el("p", { class: "kind" }, "Link"),
        el("h2", { class: "sentence" }, nkg.claims.name(link.from), " ", el("em", {}, nkg.shown(link.relation.label)), " ", nkg.claims.name(link.to)),
        el("p", { class: "note" }, nkg.shown(link.relation.definition)),
        el("p", { class: "why" }, nkg.count(link.claims.length, "claim"), ", ", nkg.count(nkg.claims.origins(link.claims), "independent origin"),
          link.fact ? "" : " · not taken as fact")),
      nkg.claims.list(link.claims));
  }

  function links(view) {
    return view ? view.links.map(function (i) { return data.links[i]; }) : data.links;
  }

  function size(view) {
    const inside = links(view), claims = view ? new Set(inside.flatMap(function (link) { return link.claims; })) : new Set(data.claims);
    const documents = new Set(Array.from(claims, function (claim) { return claim.document; }));
    return [nkg.count(view ? view.nodes.length : data.nodes.length, "thing"), nkg.count(inside.length, "link"),
      nkg.count(claims.size, "claim"), nkg.count(documents.size, "document")].join(", ") + ".";
  }

  // The things with most links of the view, and how many.
  function most(view) {
    const number = new Map();
    links(view).forEach(function (link) {
      [link.from, link.to].forEach(function (node) { number.set(node, (number.get(node) || 0) + 1); });
    });
    return Array.from(number).sort(function (a, b) { return b[1] - a[1] || a[0].i - b[0].i; }).slice(0, 10);
  }

  function nothing(view) {
    place.replaceChildren(
      el("header", {}, el("p", { class: "kind" }, view ? "View" : "Overview"), el("h2", {}, nkg.shown(view ? view.title : data.title)),
        el("p", { class: "note" }, view ? nkg.shown(view.sentence) : document.getElementById("sentence").textContent)),
      el("p", {}, size(view)),
      el("p", {}, "Pick a thing in the network, search for a name, read a story, or begin with one of these:"),
      el("ul", { class: "begin" }, most(view).map(function (pair) {
        return el("li", {}, nkg.legend.symbol(pair[0].type), nkg.claims.name(pair[0]), el("span", { class: "number" }, nkg.number(pair[1])));
      })),
      view ? el("details", {}, el("summary", {}, "The query of this view"), el("pre", { tabindex: "0" }, nkg.shown(view.query).replace(/\[U\+000A\]/g, "\n"))) : "");
  }

  // The links that a step of a story lights, each with its claims.
  function story(told, step) {
    const lit = Array.from(nkg.graph.scene().litLinks);
    place.replaceChildren(
      el("header", {}, el("p", { class: "kind" }, "Story"), el("h2", {}, nkg.shown(told.title)), el("p", { class: "note" }, nkg.shown(told.sentence))),
      el("h3", {}, "What this step rests on"),
      ...(lit.length ? lit.map(function (link) { return el("div", { class: "relation" }, el("h4", {}, nkg.claims.name(link.from), " ", nkg.shown(link.relation.label)), el("ul", { class: "entries" }, entry(link.claims, false, lit.length < 4))); })
        : told.steps[step].things.map(function (id) { return data.nodeById.get(id); }).filter(Boolean).map(function (node) { return el("p", {}, nkg.claims.name(node)); })));
  }

  function fill(state) {
    const told = nkg.stories.story(state);
    if (state.link >= 0) edge(data.links[state.link]);
    else if (told) story(told, state.step);
    else if (state.path.length === 2) place.replaceChildren(...nkg.route.panel(nkg.graph.scene().path));
    else if (state.focus >= 0) thing(data.nodes[state.focus]);
    else nothing(data.views.find(function (view) { return view.id === state.view; }));
    const first = nkg.route.pendingNode(state);
    if (first) place.prepend(nkg.route.pending(first));
  }

  nkg.panel = {
    // Who came here by the keyboard from a name in the panel or the table stays here, at the top of what was opened.
    show: function (state) {
      const active = document.activeElement;
      const scrolled = place.scrollTop > 0;
      const here = place.contains(active) || document.getElementById("links-part").contains(active);
      fill(state);
      if (scrolled) place.scrollTop = 0;
      if (here) place.focus({ preventScroll: true });
    },
  };
})(window.nkg);
