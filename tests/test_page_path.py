"""Paths on the page: two things, the best evidenced way between them, its weakest hop and its footnotes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from nkgraph.views.page import render
from nkgraph.views.picture import Link, Node, PictureClaim
from page_browser import find_by_keys, place, state, tab_to, until, visitor, written
from page_fixture import mock_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from nkgraph.views.picture import Picture
    from page_browser import Visit

# source, relation, target, then of each claim: document, confidence, whether it is a fact
TIES = [
    ("alpha", "partner", "beta", [(1, "high", True), (2, "high", True)]),
    ("beta", "partner", "omega", [(3, "medium", True)]),
    ("alpha", "parent", "omega", [(4, "high", False)]),
    ("alpha", "hasSkill", "skill", [(5, "high", True)]),
    ("omega", "hasSkill", "skill", [(5, "high", True)]),
    ("omega", "linkedTo", "listed", [(6, "", True)]),
    ("island", "hasSkill", "skill", [(8, "low", True)]),
]


def small_picture() -> Picture:
    """Seven things where the short way is only claimed and the evident one goes through a third."""
    base = mock_picture(300, 620, hostile=False)
    plain = base.claims[0]
    names = sorted({end for source, _, target, _ in TIES for end in (source, target)} | {"alone"})
    claims: list[PictureClaim] = []
    links = []
    for n, (source, relation, target, told) in enumerate(TIES):
        first = len(claims)
        for document, confidence, fact in told:
            claims.append(
                replace(plain, id=f"{len(claims):016x}", subject=source, predicate=relation, object=target, fact=fact,
                        document=f"document-{document}", confidence=confidence, paraphrase=f"{source} and {target}.")
            )  # fmt: skip
        members = tuple(range(first, len(claims)))
        links.append(Link(f"l{n}", source, relation, target, members, any(claims[i].fact for i in members)))
    nodes = tuple(
        Node(name, name.title(), "Skill" if name == "skill" else "Firm", "", (), (), "", 90.0 * i, 40.0 * (i % 3), 8.0,
             0, name == "skill") for i, name in enumerate(names)
    )  # fmt: skip
    return replace(base, nodes=nodes, links=tuple(links), claims=tuple(claims), clusters=(), views=())


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(render(small_picture()), tmp_path_factory.mktemp("path"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visitor(browser, address) as opened:
        yield opened


HOPS = "nkg.graph.scene().path.hops.map(l => l.from.id + ' ' + l.relation.id + ' ' + l.to.id)"


def test_facts_come_before_claims_and_skills_are_no_tie(visit: Visit) -> None:
    assert visit("#/path=alpha+omega").evaluate(HOPS) == ["alpha partner beta", "beta partner omega"]


def test_the_weakest_hop_is_named_and_each_hop_has_its_documents(visit: Visit) -> None:
    page = visit("#/path=alpha+omega")
    text = page.locator("#panel").inner_text()
    assert "2 hops. Weakest hop: Beta – is partner of – Omega (medium confidence, 1 independent origin)." in text
    assert page.locator("#panel .hop").count() == 2
    assert page.locator("#panel .hop").nth(0).locator(".claim a").count() >= 2
    assert page.locator("#panel .hop").nth(1).locator(".mark").inner_text() == "weakest hop"


def test_a_path_through_an_allegation_is_marked(visit: Visit) -> None:
    page = visit("#/path=beta+listed")
    assert "This path goes through what an authority states." in page.locator("#panel").inner_text()
    assert page.locator("#panel .mark.alleged").count() == 1


def test_where_only_a_skill_ties_two_things_that_is_said(visit: Visit) -> None:
    page = visit("#/path=island+alpha")
    assert page.evaluate(HOPS) == ["island hasSkill skill", "alpha hasSkill skill"]
    assert "Nothing but a shared skill, place, event or collective" in page.locator("#panel").inner_text()


def test_where_nothing_ties_two_things_that_is_said(visit: Visit) -> None:
    page = visit("#/path=alpha+alone")
    assert page.evaluate(HOPS) == []
    assert "Nothing in this picture ties the two." in page.locator("#panel").inner_text()


def test_by_mouse(visit: Visit) -> None:
    page = visit("#/node=alpha")
    page.click("#path-from")
    assert "Path from Alpha to" in page.locator("#panel .pending").inner_text()
    x, y = place(page, "omega")
    page.mouse.click(x, y)
    until(page, "nkg.graph.scene().kind === 'path'")
    assert len(page.evaluate(HOPS)) == 2
    page.go_back()
    page.go_back()
    until(page, "nkg.graph.scene().kind === 'ego'")


def test_by_keys_alone(visit: Visit) -> None:
    page = visit()
    find_by_keys(page, "alpha")
    tab_to(page, "#path-from")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("omega")
    page.keyboard.press("Enter")
    until(page, "nkg.graph.scene().kind === 'path'")
    tab_to(page, "#path-copy")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('said').textContent.includes('footnotes')")
    page.keyboard.press("Escape")
    assert state(page)["path"] == []


def test_escape_gives_up_the_first_end(visit: Visit) -> None:
    page = visit("#/node=alpha")
    page.click("#path-from")
    page.locator("#map").focus()
    page.keyboard.press("Escape")
    assert state(page)["path"] == []
    assert page.locator("#panel .pending").count() == 0


def test_the_footnotes_name_document_address_and_claim(visit: Visit) -> None:
    page = visit("#/path=alpha+omega")
    text = page.evaluate("nkg.path.footnotes(nkg.graph.scene().path)")
    head, notes = text.split("\n\n")
    assert head.splitlines()[0] == "Alpha – is partner of – Beta (high confidence, 2 independent origins) [1][2]"
    assert head.splitlines()[1].endswith("weakest hop) [3]")
    assert "https://example.org/report/1" in notes
    assert "https://w3id.org/nkgraph/claim/0000000000000000" in notes
    assert page.locator("#panel details pre").last.text_content() == text


def test_filters_and_years_hold_for_paths(visit: Visit) -> None:
    page = visit("#/path=alpha+omega&only.confidence=medium")
    assert page.evaluate(HOPS) == []
    assert "within the filters and years" in page.locator("#panel").inner_text()
