"""axe-core finds no serious or critical fault: light and dark, desktop and phone, every part of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from page_browser import sector, visitor, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nkgraph.knowledge_graph import KnowledgeGraph
    from page_browser import Visit
    from playwright.sync_api import Browser, Page

axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright")

SCREENS = {"desktop": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}
PARTS = {
    "overview": "",
    "neighbourhood": "#/node=nosotek",
    "table": "#/node=nosotek&tab=table",
    "sources": "#/tab=sources",
    "path": "#/path=nosotek+korea-computer-center",
    "story": "#/story=laos-2013+2",
}


@pytest.fixture(scope="module")
def address(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(sector(graph), tmp_path_factory.mktemp("axe"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visitor(browser, address) as opened:
        yield opened


def serious(page: Page) -> list[str]:
    """Rule, help and first place of each serious or critical fault."""
    answer = axe_playwright.Axe().run(page)
    return [
        f"{fault['id']}: {fault['help']}: {[node['html'][:160] for node in fault['nodes'][:3]]}"
        for fault in answer.response["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault(visit: Visit, part: str, screen: str, scheme: str) -> None:
    page = visit(PARTS[part], viewport=SCREENS[screen], color_scheme=scheme, bypass_csp=True)
    page.wait_for_timeout(250)
    if part == "overview":
        for summary in page.locator("#facets summary").all():
            summary.click()
    assert serious(page) == []
