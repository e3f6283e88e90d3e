/* Maps: things of the answer that have coordinates in the graph, on an outline of the world. */
"use strict";
/* An arc of the outline: a first point, then steps, in whole units. */
nkq.coast = function (arc, unit) {
  let x = 0;
  let y = 0;
  let path = "";
  for (let index = 0; index < arc.length; index += 2) {
    x += arc[index];
    y += arc[index + 1];
    path += (index ? "L" : "M") + (x * unit).toFixed(1) + "," + (-y * unit).toFixed(1);
  }
  return path;
};
nkq.map = async function (answer) {
  const iris = new Set();
  for (const row of answer.rows) for (const term of row) if (term && term.type === "uri" && term.value.startsWith(nkq.vocabulary.prefixes.ent)) iris.add(term.value);
  const list = [...iris].slice(0, 500).map((iri) => "<" + iri + ">").join(" ");
  const query = "SELECT DISTINCT ?thing ?place ?lat ?long WHERE { VALUES ?thing { " + list + " } " +
    "{ ?thing nk:latitude ?lat ; nk:longitude ?long . BIND(?thing AS ?place) } UNION " +
    "{ ?thing nk:headquarteredIn|nk:locatedIn|nk:heldAt ?place . ?place nk:latitude ?lat ; nk:longitude ?long } }";
  const found = list ? await nkq.ask(query) : { rows: [] };
  const outline = await (await fetch("/outline.json")).json();
  const picture = nkq.svg("svg", { viewBox: "-26 -84 375 142", role: "img", "aria-label": "Map of " + found.rows.length + " places" });
  for (const arc of outline.arcs) picture.append(nkq.svg("path", { class: "coast", d: nkq.coast(arc, outline.unit) }));
  const spots = new Map();
  for (const [thing, place, lat, long] of found.rows) {
    const spot = spots.get(place.value) || { lat: Number(lat.value), long: Number(long.value), names: new Set(), place };
    spot.names.add(nkq.label(thing));
    spots.set(place.value, spot);
  }
  for (const spot of spots.values()) {
    const mark = nkq.svg("circle", { class: "spot", cx: spot.long < -26 ? spot.long + 360 : spot.long, cy: -spot.lat, r: 0.9 + 0.4 * Math.sqrt(spot.names.size), tabindex: 0 });
    mark.append(nkq.svg("title", {}, nkq.label(spot.place) + ": " + [...spot.names].join(", ")));
    picture.append(mark);
  }
  const missing = iris.size - new Set(found.rows.map((row) => row[0].value)).size;
  return nkq.make("div", {}, [picture, nkq.make("p", { class: "aside" }, spots.size + " places; " + missing + " things have no place on the map")]);
};
