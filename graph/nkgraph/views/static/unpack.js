// Unpack: columns as nkgraph/views/columns.py writes them; a text is written out when it is asked for.
(function (nkg) {
  "use strict";

  const raw = JSON.parse(document.getElementById("nkg-data").textContent);
  const base = 90, half = 45, value = new Uint8Array(128);
  let next = 0;
  for (let code = 32; code < 127; code += 1) {
    if (!'"&<>\\'.includes(String.fromCharCode(code))) value[code] = next++;
  }

  // Shorthand: each sign means a text, which may hold signs that come before it.
  const meaning = new Map(), signs = Array.from(raw.signs || "");
  const sign = signs.length ? new RegExp("[" + signs.map(function (one) {
    return "\\u" + one.charCodeAt(0).toString(16).padStart(4, "0");
  }).join("") + "]", "g") : /(?!)/g;

  function written(text) { return text.replace(sign, function (one) { return meaning.get(one); }); }
  signs.forEach(function (one, i) { meaning.set(one, written(raw.meanings[i])); });

  function steps(packed) {
    if (packed.read) return packed.read;
    const found = packed.read = [], text = packed.steps;
    let number = 0, at = 0;
    for (let i = 0; i < text.length; i += 1) {
      const digit = value[text.charCodeAt(i)];
      number = number * half + digit % half;
      if (digit >= half) continue;
      at += number % 2 ? -(number + 1) / 2 : number / 2;
      found.push(at);
      number = 0;
    }
    return found;
  }

  function digit(packed, i) {
    let number = 0;
    for (let k = i * packed.width; k < (i + 1) * packed.width; k += 1) number = number * base + value[packed.digits.charCodeAt(k)];
    return number + packed.least;
  }

  function hex(text) {
    return Array.from(atob(text), function (one) { return one.charCodeAt(0).toString(16).padStart(2, "0"); }).join("");
  }

  // Eight bytes stand across the border of letters, so twelve letters from a letter's edge are read and cut.
  function hexAt(text, i) {
    const from = Math.floor(i * 8 / 3) * 4, skip = i * 8 % 3;
    return hex(text.slice(from, from + 16)).slice(skip * 2, skip * 2 + 16);
  }

  // A column as a function from row to value.
  function reader(packed) {
    if (Array.isArray(packed)) return function (i) { return packed[i]; };
    if (packed.steps !== undefined) return reader(steps(packed));
    if (packed.all !== undefined) return function () { return packed.all; };
    if (packed.digits !== undefined) return function (i) { return digit(packed, i); };
    if (packed.hex !== undefined) return function (i) { return hexAt(packed.hex, i); };
    if (packed.texts) return function (i) { return written(packed.texts[i]); };
    const inner = reader(packed.tenths || packed.pool), at = packed.at && reader(packed.at);
    if (packed.tenths) return function (i) { return inner(i) / 10; };
    const pool = [];
    return function (i) {
      const place = at(i);
      if (!(place in pool)) pool[place] = inner(place);
      return pool[place];
    };
  }

  function lists(packed) {
    const size = reader(packed.sizes), item = reader(packed.items), ends = [0];
    return {
      at: function (i) {
        while (ends.length < i + 2) ends.push(ends[ends.length - 1] + size(ends.length - 1));
        return Array.from({ length: ends[i + 1] - ends[i] }, function (unused, n) { return item(ends[i] + n); });
      },
    };
  }

  function length(packed) {
    if (Array.isArray(packed)) return packed.length;
    if (packed.all !== undefined) return packed.count;
    if (packed.digits !== undefined) return packed.digits.length / packed.width;
    if (packed.steps !== undefined) return steps(packed).length;
    if (packed.texts) return packed.texts.length;
    return length(packed.tenths || packed.at || []);
  }

  function readers(table) {
    return Object.keys(table).map(function (key) { return [key, reader(table[key])]; });
  }

  function size(table) {
    return Math.max(0, ...Object.keys(table).map(function (key) { return length(table[key]); }));
  }

  // A property that is worked out when it is first asked for.
  function keep(object, key, value) {
    Object.defineProperty(object, key, { configurable: true, get: function () {
      const found = value(this);
      Object.defineProperty(this, key, { value: found });
      return found;
    } });
  }

  function made(table, more, lasting) {
    function Row(i) { this.i = i; }
    const own = readers(table).map(function (pair) { return [pair[0], function (row) { return pair[1](row.i); }]; });
    own.concat(Object.entries(more)).forEach(function (pair) {
      if (lasting) keep(Row.prototype, pair[0], pair[1]);
      else Object.defineProperty(Row.prototype, pair[0], { get: function () { return pair[1](this); } });
    });
    return Array.from({ length: size(table) }, function (unused, i) { return new Row(i); });
  }

  nkg.unpack = {
    raw: raw,
    column: function (packed) {
      const read = reader(packed);
      return Array.from({ length: length(packed) }, function (unused, i) { return read(i); });
    },
    lists: lists,
    reader: reader,
    keep: keep,
    // Rows as plain objects, all values read.
    rows: function (table) {
      const columns = readers(table);
      return Array.from({ length: size(table) }, function (unused, i) {
        const row = { i: i };
        columns.forEach(function (pair) { row[pair[0]] = pair[1](i); });
        return row;
      });
    },
    // Rows whose values are read when they are asked for; `more` adds properties that are worked out.
    lazy: function (table, more) { return made(table, more, false); },
    // As `lazy`; what was read once is kept.
    kept: function (table, more) { return made(table, more, true); },
  };
})(window.nkg);
