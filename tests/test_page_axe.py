"""axe-core finds no serious or critical fault: light and dark, desktop and phone, every part of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from nkgraph.views.compose import entity_picture
from nkgraph.views.page import render
from nkgraph.views.picture import Story, StoryStep
from page_browser import sector, visitor, written
from page_fixture import mock_picture

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from nkgraph.knowledge_graph import KnowledgeGraph


SCREENS = {"desktop": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}
PARTS = {
    "overview": "",
    "neighbourhood": "#/node=thing-35",
    "link": "#/link=thing-0+parent+thing-3",
    "table": "#/node=thing-35&tab=table",
    "sources": "#/tab=sources",
    "path": "#/path=thing-35+thing-120",
    "story": "#/story=tale+1",
}
TALE = Story("tale", "A tale", "Of three.", (StoryStep("Once.", ("thing-0", "thing-1", "thing-35"), (), ()),))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    picture = replace(mock_picture(300, 620, hostile=False), stories=(TALE,))
    return written(render(picture), tmp_path_factory.mktemp("axe"))


def serious(page: Page) -> list[str]:
    """Rule, help and first places of each serious or critical fault."""
    answer = Axe().run(page)
    return [
        f"{fault['id']}: {fault['help']}: {[node['html'][:160] for node in fault['nodes'][:3]]}"
        for fault in answer.response["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault(browser: Browser, address: str, part: str, screen: str, scheme: str) -> None:
    with visitor(browser, address) as opened:
        page = opened(PARTS[part], viewport=SCREENS[screen], color_scheme=scheme, bypass_csp=True)
        page.locator("#time-from").wait_for()
        if part == "overview":
            for summary in page.locator("#facets summary").all():
                summary.click()
        assert serious(page) == []


CORPUS = {
    "overview": "",
    "neighbourhood": "#/node=nosotek",
    "geography": "#/tab=geography&node=korea-computer-center",
    "ownership": "#/view=ownership",
    "path": "#/path=nosotek+korea-computer-center",
}


@pytest.fixture(scope="module")
def corpus(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(sector(graph), tmp_path_factory.mktemp("corpus"))


@pytest.mark.parametrize("part", CORPUS)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_on_the_whole_corpus(
    browser: Browser, corpus: str, part: str, screen: str, scheme: str
) -> None:
    with visitor(browser, corpus) as opened:
        page = opened(
            CORPUS[part], viewport=SCREENS[screen], color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
        )
        page.locator("#time-from").wait_for()
        assert serious(page) == []


@pytest.mark.parametrize("entity", ["Nosotek"])
def test_no_serious_fault_in_real_words(browser: Browser, graph: KnowledgeGraph, tmp_path: Path, entity: str) -> None:
    with visitor(browser, written(render(entity_picture(graph, entity, 1)), tmp_path)) as opened:
        page = opened(bypass_csp=True)
        page.locator("#time-from").wait_for()
        assert serious(page) == []
