"""Walks of somebody who has never seen the page, through the whole sector, each by mouse and by keyboard alone.

Only what such a person would do is done: the search field is clicked, or reached by the Tab key from the top of the
page, names are typed, and what is visible is clicked or entered. The page is asked questions to check, never to act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from page_browser import focus, sector, tab_to, until, visitor, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from nkgraph.knowledge_graph import KnowledgeGraph
    from page_browser import Visit


@pytest.fixture(scope="module")
def address(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(sector(graph), tmp_path_factory.mktemp("walks"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visitor(browser, address) as opened:
        yield opened


def find(page: Page, name: str) -> None:
    """Click the search field, type a name and click the first that is found."""
    page.click("#search")
    page.keyboard.type(name)
    page.click("#found li >> nth=0")


def find_by_keys(page: Page, name: str) -> None:
    """Come to the search field by the Tab key, type a name and enter the first that is found."""
    tab_to(page, "#search", 3)
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def documents(page: Page, relation: str) -> list[str]:
    """Open what stands below each value of a relation by clicks; the address of the first document of each."""
    found = []
    for entry in (
        page.locator("#panel .relation", has=page.locator("h4", has_text=relation)).first.locator(".entry").all()
    ):
        if not entry.locator("details[open]").count():
            entry.locator("summary").click()
        assert entry.locator(".claim cite").first.inner_text()
        found.append(entry.locator(".claim dd a[href^=http]").first.get_attribute("href") or "")
    return found


def branches(graph: KnowledgeGraph) -> set[str]:
    """The offices of Korea Computer Center, as the graph has them."""
    return {
        graph.things[group.target].label
        for group in graph.links()
        if group.source == "korea-computer-center" and group.relation == "hasBranch"
    }


def entries(page: Page, relation: str) -> set[str]:
    """The values below one heading of the panel."""
    box = page.locator("#panel .relation", has=page.locator("h4", has_text=relation)).first
    return set(box.locator(".entry .value .thing").all_inner_texts())


def test_the_branches_of_korea_computer_center_by_mouse(visit: Visit, graph: KnowledgeGraph) -> None:
    page = visit()
    find(page, "Korea Computer Center")
    assert entries(page, "has branch") == branches(graph) != set()
    assert len([address for address in documents(page, "has branch") if address]) == len(branches(graph))
    page.click("#views button[data-view=branches]")
    assert page.get_attribute("#tab-geography", "aria-selected") == "true"
    shown = page.evaluate(
        "nkg.graph.scene().links.filter(l => l.from.id === 'korea-computer-center').map(l => l.to.label)"
    )
    assert set(shown) <= branches(graph)
    assert shown


def test_the_branches_of_korea_computer_center_by_keys(visit: Visit, graph: KnowledgeGraph) -> None:
    page = visit()
    find_by_keys(page, "Korea Computer Center")
    assert page.evaluate("document.activeElement.id") == "panel"
    assert entries(page, "has branch") == branches(graph)
    name = min(branches(graph))
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className + document.activeElement.innerText") == f"thing{name}":
            break
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == name
    page.keyboard.press("Escape")
    assert focus(page) == ""


OWNERS = {"Hanabiz.com", "Pyongyang Informatics Center"}


def test_who_owned_hana_program_center_by_mouse(visit: Visit) -> None:
    page = visit()
    find(page, "하나프로그람센터")
    assert focus(page) == "hana-program-center"
    assert entries(page, "venture partner") == OWNERS
    assert len([address for address in documents(page, "venture partner") if address]) == len(OWNERS)
    assert "share" in page.locator("#panel .claim").first.locator("..").inner_text()


def test_who_owned_hana_program_center_by_keys(visit: Visit) -> None:
    page = visit()
    find_by_keys(page, "hana program center")
    assert focus(page) == "hana-program-center"
    assert entries(page, "venture partner") == OWNERS
    tab_to(page, "#panel .relation summary")
    page.keyboard.press("Enter")
    page.locator("#panel .claim").first.wait_for()
    tab_to(page, "#tab-map", 200)
    page.keyboard.press("ArrowRight")
    until(page, "nkg.state.get().tab !== 'map'")


def check_hops(page: Page) -> None:
    """Each hop of the path has a document with an address."""
    until(page, "nkg.graph.scene().kind === 'path'")
    hops = page.locator("#panel .hop")
    assert hops.count() == page.evaluate("nkg.graph.scene().path.hops.length") > 0
    for hop in hops.all():
        assert hop.locator(".claim cite").count() > 0
        assert (hop.locator(".claim a").first.get_attribute("href") or "").startswith("http")
    ends = page.evaluate("[nkg.graph.scene().path.from.id, nkg.graph.scene().path.to.roles]")
    assert ends[0] == "nosotek"
    assert "DesignatedParty" in ends[1] or any("esignated" in role for role in ends[1])
    assert page.evaluate("nkg.graph.scene().nodes.slice(1, -1).every(n => !n.concept && !n.type.common)")


def test_what_links_nosotek_with_a_designated_organisation_by_mouse(visit: Visit) -> None:
    page = visit()
    find(page, "Nosotek")
    page.click("#path-from")
    find(page, "Korea Computer Center")
    check_hops(page)
    assert "Weakest hop" in page.locator("#panel").inner_text()


def test_what_links_nosotek_with_a_designated_organisation_by_keys(visit: Visit) -> None:
    page = visit()
    find_by_keys(page, "Nosotek")
    tab_to(page, "#path-from")
    page.keyboard.press("Enter")
    page.keyboard.type("Korea Computer Center")
    page.keyboard.press("Enter")
    check_hops(page)
    tab_to(page, "#path-copy")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('said').textContent.includes('footnotes')")
    assert "[1]" in (page.locator("#panel details pre").last.text_content() or "")
