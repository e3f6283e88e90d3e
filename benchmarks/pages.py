"""Pages: how long the layout takes, how large the files are, and how soon a browser draws."""

from __future__ import annotations

import sys
import time
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

import nkgraph
from nkgraph.views.compose import entity_picture, sector_picture
from nkgraph.views.layout import layout
from nkgraph.views.page import render
from pattern import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from nkgraph.views.picture import Picture

VISITS = 5


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
    sys.path.append(str(ROOT / "tests"))
    from page_fixture import launch, mock_picture

    file = folder / f"page-{nodes}.html"
    file.write_text(render(mock_picture(nodes, 2 * nodes, hostile=False)), encoding="utf-8", newline="\n")
    with launch() as browser:
        return median(_visit(browser, file.as_uri()) for _ in range(VISITS))


def _visit(browser: Browser, address: str) -> float:
    context = browser.new_context(offline=True, viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.locator("html[data-first-drawing]").wait_for(state="attached")
    found = float(page.evaluate("document.documentElement.dataset.firstDrawing"))
    context.close()
    return found


def _weights(picture: Picture) -> dict[str, float]:
    """How many links end at each node."""
    ends = Counter(end for link in picture.links for end in (link.source, link.target))
    return {ident: float(count) for ident, count in ends.items()}


def _bytes(picture: Picture) -> int:
    return len(render(picture).encode("utf-8"))
