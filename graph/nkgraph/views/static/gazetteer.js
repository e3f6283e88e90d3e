// Gazetteer: which things stand at which spot of the map, by the links that pass the filters; nothing is drawn here.
(function (nkg) {
  "use strict";

  const raw = nkg.unpack.raw.atlas;
  const exact = { site: 0, city: 1, region: 2, country: 3 };
  const spots = [], spotOf = new Map(), placeOf = new Map(), sites = new Set(raw ? raw.sites : []), kinds = new Set(raw ? raw.kinds : []);

  function passes(link) { return nkg.filters.passes(link) && nkg.time.passes(link); }

  // Places with the same coordinates are one spot; it goes by the place that lies in none of the others.
  function build() {
    const byPoint = new Map();
    raw.places.forEach(function (row) {
      const place = { id: row[0], shown: nkg.shown(row[1]), x: row[2], y: row[3], precision: row[4], within: row[5], code: row[6],
        node: nkg.data.nodeById.get(row[0]) || null };
      const key = place.x + " " + place.y + (place.precision === "country" ? " country" : "");
      if (!byPoint.has(key)) {
        byPoint.set(key, { x: place.x, y: place.y, places: [] });
        spots.push(byPoint.get(key));
      }
      byPoint.get(key).places.push(place);
      spotOf.set(place.id, byPoint.get(key));
      placeOf.set(place.id, place);
    });
    spots.forEach(function (spot) {
      const ids = new Set(spot.places.map(function (place) { return place.id; }));
      spot.places.sort(function (a, b) {
        return ids.has(a.within) - ids.has(b.within) || exact[a.precision] - exact[b.precision] || a.shown.length - b.shown.length;
      });
      spot.main = spot.places[0];
      spot.wide = exact[spot.main.precision] > 1;
    });
  }

  // The ISO code of the country that a place lies in, as far as the table tells.
  function country(place) {
    while (place && !place.code) place = placeOf.get(place.within);
    return place ? place.code : "";
  }

  // How many things each country holds, by its code.
  function countries() {
    const held = new Map();
    spots.forEach(function (spot) {
      const code = spot.things.size ? country(spot.main) : "";
      if (code) held.set(code, (held.get(code) || 0) + spot.things.size);
    });
    return held;
  }

  // Of one thing: where it is, and where else it has ties; at home in its country where nothing better is known.
  function where(node) {
    const at = new Map(), ties = new Map();
    node.links.forEach(function (link) {
      if (link.from !== node || !passes(link)) return;
      const spot = spotOf.get(link.to.id);
      if (!spot) return;
      const known = sites.has(link.relation.id) ? at : ties;
      known.set(spot, (known.get(spot) || []).concat(link));
    });
    const home = !at.size && node.country ? spotOf.get(node.country) || null : null;
    return { at: at, ties: ties, home: home };
  }

  function seen(state) {
    const view = state.focus < 0 && nkg.data.views.find(function (entry) { return entry.id === state.view; });
    const links = (view ? Array.from(view.links, function (i) { return nkg.data.links[i]; }) : nkg.data.links).filter(passes);
    const nodes = view || nkg.filters.active() || nkg.time.active(state) ? Array.from(new Set(links.flatMap(function (link) { return [link.from, link.to]; }))) : nkg.data.nodes;
    return nodes.filter(function (node) { return !node.concept && !kinds.has(node.type.id); });
  }

  // Fills each spot with its things and tells how many of all have no place.
  function count(state) {
    const things = seen(state), found = { all: things.length, placed: 0, home: 0, none: 0, spots: 0 };
    spots.forEach(function (spot) { spot.things = new Map(); });
    things.forEach(function (node) {
      const places = where(node);
      places.at.forEach(function (links, spot) { spot.things.set(node, links); });
      places.ties.forEach(function (links, spot) { if (!spot.things.has(node)) spot.things.set(node, links); });
      if (places.home && !places.home.things.has(node)) places.home.things.set(node, []);
      if (places.at.size || places.ties.size) found.placed += 1;
      else if (places.home) found.home += 1;
      else found.none += 1;
    });
    found.spots = spots.filter(function (spot) { return spot.things.size; }).length;
    return found;
  }

  // The best known seat: the most exact spot, then the one with most claims; else the home country.
  function seat(node) {
    const places = where(node);
    const best = Array.from(places.at).sort(function (a, b) {
      return exact[a[0].main.precision] - exact[b[0].main.precision] || claims(b[1]) - claims(a[1]) || (a[0].main.id < b[0].main.id ? -1 : 1);
    })[0];
    return best ? best[0] : places.home;
  }

  function claims(links) { return links.reduce(function (sum, link) { return sum + link.claims.length; }, 0); }

  // Lines from the seat of a thing to every spot where it, or what it is linked to, stands.
  function lines(node) {
    const from = seat(node), ends = new Map();
    if (!from) return { from: null, ends: [] };
    function add(spot, link, thing) {
      if (!spot || spot === from) return;
      if (!ends.has(spot)) ends.set(spot, { spot: spot, links: [], things: new Set() });
      const end = ends.get(spot);
      if (!end.links.includes(link)) end.links.push(link);
      if (thing) end.things.add(thing);
    }
    node.links.forEach(function (link) {
      if (!passes(link)) return;
      const other = nkg.data.other(link, node);
      if (other.concept || other === node) return;
      if (spotOf.has(other.id)) return add(spotOf.get(other.id), link, null);
      const there = seat(other);
      if (there && !(there.wide && country(there.main) === country(from.main))) add(there, link, other);
    });
    return { from: from, ends: Array.from(ends.values()) };
  }

  if (raw) build();
  nkg.gazetteer = { raw: raw, spots: spots, count: count, countries: countries, lines: lines, spot: function (node) { return spotOf.get(node.id) || null; } };
})(window.nkg);
