"""Pages: how long the layout takes, how large the files are, how soon a browser draws and answers, and pyvis's page."""

from __future__ import annotations

import sys
import time
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from pyvis.network import Network

import nkgraph
from nkgraph.views.compose import entity_picture, sector_picture
from nkgraph.views.layout import layout
from nkgraph.views.page import render
from pattern import ROOT

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from nkgraph.views.picture import Picture

VISITS = 5
PATIENCE = 180_000
# Set into every page before its own scripts: when the first shape was put on a canvas and shown, and, in a page of
# pyvis, when its simulation came to rest. Both on the clock that starts with the navigation.
WATCH = """(() => {
  const arc = CanvasRenderingContext2D.prototype.arc;
  CanvasRenderingContext2D.prototype.arc = function (...given) {
    if (!window.drawnAt) {
      window.drawnAt = -1;
      requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); }, 0));
    }
    return arc.apply(this, given);
  };
  document.addEventListener("DOMContentLoaded", () => {
    if (window.nkg) new MutationObserver((seen, self) => {
      if (document.documentElement.dataset.ready) { window.restAt = performance.now(); self.disconnect(); }
    }).observe(document.documentElement, { attributes: true });
    else if (window.network) network.once("stabilized", () => { window.restAt = performance.now(); });
  });
})()"""
# Ticks a box of the open list, or moves the handle of a slider a year, and waits for the next frame.
ANSWER = """async acts => {
  const spans = [], frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  const slide = value => {
    const input = document.getElementById("time-from");
    input.value = String(value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  for (let i = 0; i < 24; i += 1) {
    await new Promise(done => setTimeout(done, 350));
    const begin = performance.now();
    if (acts === "slider") slide(1996 + i % 12);
    else document.querySelectorAll("#facets details[open] [type=checkbox]")[(i >> 1) % 12].click();
    await frame();
    spans.push(performance.now() - begin);
  }
  return spans; }"""


def layout_seconds(picture: Picture, runs: int = 3) -> float:
    """Seconds to place every node of a picture."""
    nodes = [node.id for node in picture.nodes]
    links = [(link.source, link.target) for link in picture.links]
    weights = _weights(picture)
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        layout(nodes, links, weights)
        times.append(time.perf_counter() - begin)
    return median(times)


def page_sizes(home: Path) -> tuple[Picture, int, int]:
    """The picture of the whole sector, and the bytes of its page and of the busiest thing's page."""
    graph = nkgraph.open(home)
    picture = sector_picture(graph)
    weights = _weights(picture)
    busiest = max(sorted(weights), key=weights.__getitem__)
    return picture, _bytes(picture), _bytes(entity_picture(graph, busiest, 1))


def first_drawing(nodes: int, folder: Path) -> float:
    """Milliseconds from the start of the page's scripts to its first drawing, as the page itself says.

    The page is the mock one of the tests, with so many nodes and twice as many links.
    """
    file = folder / f"page-{nodes}.html"
    _write(file, render(mock(nodes)))
    with _launch() as browser:
        return median(_said(browser, file.as_uri()) for _ in range(VISITS))


def answers(picture: Picture, folder: Path) -> tuple[float, float]:
    """Milliseconds from a tick in a filter, and from a step of the slider, to the next frame; medians of 24."""
    file = folder / "page-answers.html"
    _write(file, render(picture))
    with _launch() as browser:
        page = _opened(browser)
        page.goto(file.as_uri())
        page.locator("#time-from").wait_for()
        page.locator("#facets summary").nth(1).click()
        found = tuple(median(page.evaluate(ANSWER, acts)) for acts in ("filter", "slider"))
        page.context.close()
    return found[0], found[1]


def beside_pyvis(picture: Picture, folder: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds from opening a page to its first drawing and to a picture at rest: ``ours`` and ``pyvis``.

    The same things, links, names and colours; pyvis with its own template, resources in line, and its
    defaults, in one run, for it takes a minute and more. A page that does not come to rest counts with the time waited.
    """
    pages = {"ours": render(picture), "pyvis": _by_pyvis(picture)}
    found = {}
    with _launch() as browser:
        for name, text in pages.items():
            file = folder / f"page-{name}.html"
            _write(file, text)
            runs = [_watched(browser, file.as_uri()) for _ in range(VISITS if name == "ours" else 1)]
            found[name] = (median(run[0] for run in runs), median(run[1] for run in runs))
    return found


def _by_pyvis(picture: Picture) -> str:
    colour = {style.id: style.colour for style in picture.types}
    network = Network(directed=True, cdn_resources="in_line")
    for node in picture.nodes:
        network.add_node(node.id, label=node.label, color=colour[node.type])
    for link in picture.links:
        network.add_edge(link.source, link.target, title=link.relation)
    html: str = network.generate_html()
    return html


def _watched(browser: Browser, address: str) -> tuple[float, float]:
    page = _opened(browser)
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    begin = time.monotonic()
    while not page.evaluate("window.drawnAt > 0 && window.restAt > 0"):
        if time.monotonic() - begin > PATIENCE / 1000:
            break
        page.wait_for_timeout(200)
    drawn, rest = page.evaluate("[window.drawnAt || 0, window.restAt || performance.now()]")
    page.context.close()
    return float(drawn), float(rest)


def _said(browser: Browser, address: str) -> float:
    page = _opened(browser)
    page.goto(address)
    page.locator("html[data-first-drawing]").wait_for(state="attached")
    found = float(page.evaluate("document.documentElement.dataset.firstDrawing"))
    page.context.close()
    return found


def _opened(browser: Browser) -> Page:
    return browser.new_context(offline=True, viewport={"width": 1400, "height": 900}).new_page()


def mock(nodes: int) -> Picture:
    """The picture of the tests with so many nodes and twice as many links."""
    sys.path.append(str(ROOT / "tests"))
    from page_fixture import mock_picture

    return mock_picture(nodes, 2 * nodes, hostile=False)


def _launch() -> AbstractContextManager[Browser]:
    sys.path.append(str(ROOT / "tests"))
    from page_fixture import launch

    return launch()


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _weights(picture: Picture) -> dict[str, float]:
    """How many links end at each node."""
    ends = Counter(end for link in picture.links for end in (link.source, link.target))
    return {ident: float(count) for ident, count in ends.items()}


def _bytes(picture: Picture) -> int:
    return len(render(picture).encode("utf-8"))
