// Hands: wheel, drag, two fingers and keys move the sheet; what is meant by a place is told to the map.
(function (nkg) {
  "use strict";

  const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const SLACK = 5, STEP = 80, CLOSER = 1.4;

  // `acts` has moved() after every movement by hand, walk(direction), enter() and fit().
  nkg.hands = function (svg, place, acts) {
    const fingers = new Map();
    let start = null, dragged = false;

    function at(event) {
      const frame = svg.getBoundingClientRect();
      return [event.clientX - frame.x, event.clientY - frame.y];
    }

    function zoom(factor, point) { nkg.sheet.zoom(factor, point); acts.moved(); }

    function begin(now, pointer) {
      if (Math.hypot(now[0] - start[0], now[1] - start[1]) < SLACK) return false;
      svg.setPointerCapture(pointer);
      svg.classList.add("dragged");
      dragged = true;
      return true;
    }

    function drag(event) {
      const before = fingers.get(event.pointerId), now = at(event);
      if (!before || !dragged && !begin(now, event.pointerId)) return;
      const other = Array.from(fingers).find(function (pair) { return pair[0] !== event.pointerId; });
      fingers.set(event.pointerId, now);
      if (other) return zoom(far(now, other[1]) / (far(before, other[1]) || 1), other[1]);
      nkg.sheet.pan(now[0] - before[0], now[1] - before[1]);
      acts.moved();
    }

    function far(a, b) { return Math.hypot(a[0] - b[0], a[1] - b[1]); }

    // A click comes right after the finger is lifted; only then is the drag forgotten.
    function lift(event) {
      fingers.delete(event.pointerId);
      svg.classList.remove("dragged");
      setTimeout(function () { if (!fingers.size) dragged = false; }, 0);
    }

    const commands = {
      Enter: acts.enter, " ": acts.enter, "0": acts.fit, "+": function () { zoom(CLOSER); }, "=": function () { zoom(CLOSER); }, "-": function () { zoom(1 / CLOSER); },
    };

    function key(event) {
      const arrow = arrows[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (arrow && event.shiftKey) {
        nkg.sheet.pan(-arrow[0] * STEP, -arrow[1] * STEP);
        acts.moved();
      } else if (arrow) acts.walk(arrow);
      else if (commands[event.key]) commands[event.key]();
      else return;
      event.preventDefault();
    }

    svg.addEventListener("wheel", function (event) {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0018)), at(event));
    }, { passive: false });
    svg.addEventListener("dblclick", function (event) { if (!event.target.closest("[role=button]")) zoom(CLOSER * CLOSER, at(event)); });
    svg.addEventListener("pointerdown", function (event) { fingers.set(event.pointerId, at(event)); start = at(event); dragged = false; });
    svg.addEventListener("pointermove", drag);
    svg.addEventListener("pointerup", lift);
    svg.addEventListener("pointercancel", lift);
    place.addEventListener("keydown", key);
    document.getElementById("map-closer").addEventListener("click", function () { zoom(CLOSER); });
    document.getElementById("map-further").addEventListener("click", function () { zoom(1 / CLOSER); });
    document.getElementById("map-whole").addEventListener("click", acts.fit);
    return { dragged: function () { return dragged; } };
  };
})(window.nkg);
