// Lettering: the names of places on the map where there is room, with their numbers and, at the end of a line, its relations.
(function (nkg) {
  "use strict";

  const sheet = nkg.sheet, pen = document.createElement("canvas").getContext("2d");

  function relations(end) {
    const words = new Map();
    end.links.forEach(function (link) {
      const word = (link.from.i === nkg.state.get().focus ? "" : "← ") + nkg.shown(link.relation.label);
      words.set(word, (words.get(word) || 0) + 1);
    });
    const list = Array.from(words).sort(function (a, b) { return b[1] - a[1]; }).map(function (pair) { return pair[0] + (pair[1] > 1 ? " ×" + pair[1] : ""); });
    const two = list.slice(0, 2).join(", ");
    return two.length > 26 ? list[0] + (list.length > 1 ? " …" : "") : two + (list.length > 2 ? " …" : "");
  }

  function width(text, face) { pen.font = face; return pen.measureText(text).width; }

  // What stands over the sheet keeps names away.
  function furniture() {
    return ["#map-key", "#frames", "#geography-part .zoom"].map(function (name) {
      const one = document.querySelector(name);
      return [one.offsetLeft, one.offsetTop, one.offsetLeft + one.offsetWidth, one.offsetTop + one.offsetHeight];
    });
  }

  function lettering(spot, map) {
    const style = nkg.palette.ink(), end = map.lines.ends.find(function (one) { return one.spot === spot; }), all = spot.things.size;
    const name = spot.wide ? spot.main.shown.toUpperCase() : spot.main.shown, number = all > 1 ? nkg.number(all) : "";
    const more = end ? relations(end) : spot === map.chosen && all > map.drawn ? map.drawn + " of " + nkg.number(all) + " drawn" : "";
    const long = width(name, spot.wide ? "10.5px " + style.sans : "600 12.5px " + style.serif) * (spot.wide ? 1.12 : 1) + width(number, "11px " + style.sans) + 6;
    return { name: name, number: number, more: more, tall: more ? 28 : 14, long: Math.max(long, more ? width(more, "italic 11.5px " + style.serif) : 0) };
  }

  function fitting(spot, words, taken, map) {
    const at = sheet.screen(spot.x, spot.y), away = (spot === map.chosen && map.drawn ? map.reach : map.radius(spot)) + 4, size = sheet.size(), long = words.long;
    const choices = [["start", at[0] + away, at[1] - 7], ["end", at[0] - away - long, at[1] - 7], ["middle", at[0] - long / 2, at[1] + away - 1], ["middle", at[0] - long / 2, at[1] - away - words.tall + 1]];
    if (spot === map.chosen) choices.unshift(choices[3]);
    return choices.map(function (choice) {
      return { anchor: choice[0], box: [choice[1], choice[2], choice[1] + long, choice[2] + words.tall] };
    }).find(function (choice) {
      const box = choice.box;
      return box[0] > 20 && box[2] < size[0] - 20 && box[1] > 20 && box[3] < size[1] - 20 && taken.every(function (other) {
        return other[4] === spot || box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3];
      });
    });
  }

  function written(spot, words, choice, map) {
    const box = choice.box, x = (choice.anchor === "start" ? box[0] : choice.anchor === "end" ? box[2] : (box[0] + box[2]) / 2).toFixed(1);
    const text = sheet.make("text", { class: spot.wide ? "wide" : spot === map.lines.from || spot === map.chosen ? "strong" : "", x: x, y: (box[1] + 11).toFixed(1), "text-anchor": choice.anchor }, words.name);
    if (words.number) text.append(sheet.make("tspan", { class: "count", dx: "4" }, words.number));
    if (words.more) text.append(sheet.make("tspan", { class: "relation", x: x, dy: "14" }, words.more));
    return text;
  }

  // Tries right, left, below and above; a name that would cover another stays away.
  function names(map) {
    const taken = furniture(), found = [];
    const spots = nkg.gazetteer.spots.filter(map.visible).filter(map.busy);
    spots.forEach(function (spot) {
      const at = sheet.screen(spot.x, spot.y), size = map.radius(spot);
      if (!spot.wide || spot.things.size < 2) taken.push([at[0] - size, at[1] - size, at[0] + size, at[1] + size, spot]);
    });
    const rank = function (spot) { return (spot === map.lines.from || spot === map.chosen ? 1e6 : 0) + spot.things.size * (spot.wide ? 0.35 : 1); };
    spots.sort(function (a, b) { return rank(b) - rank(a); }).forEach(function (spot) {
      const words = lettering(spot, map), choice = fitting(spot, words, taken, map);
      if (!choice) return;
      taken.push(choice.box.concat(spot));
      found.push(written(spot, words, choice, map));
    });
    if (map.hint) found.push(map.hint());
    sheet.parts().names.replaceChildren(...found);
  }

  // `map` has lines, chosen, drawn (how many things stand around what is chosen) and reach (how far), hint, and the
  // functions radius, visible and busy of a spot.
  nkg.lettering = names;
  nkg.lettering.relations = relations;
})(window.nkg);
