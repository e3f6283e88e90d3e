"""Filters on the page: exact years, counts that come true, a way to find in long lists, reset, and the number said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from nkgraph.views.page import render
from page_browser import state, tab_to, until, visitor, written
from page_fixture import mock_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from page_browser import Visit

FACETS = ("Kind of thing", "Relation", "Confidence", "Status", "How the document speaks", "Country", "Skill or service",
          "Role", "Year", "Document")  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(render(mock_picture()), tmp_path_factory.mktemp("filters"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visitor(browser, address) as opened:
        yield opened


def open_facet(page: Page, title: str) -> None:
    page.locator("#facets summary", has_text=re.compile(rf"^{title}\s*$")).click()
    page.locator("#facets details[open] .facet li").first.wait_for()


def links(page: Page) -> int:
    number: int = page.evaluate("nkg.graph.scene().links.length")
    return number


@pytest.mark.parametrize("title", FACETS)
def test_a_choice_leaves_as_many_links_as_it_promised(visit: Visit, title: str) -> None:
    page = visit()
    open_facet(page, title)
    label = page.locator("#facets details[open] .facet label").first
    number = int(label.locator(".number").inner_text().replace(",", ""))
    label.click()
    if title == "Kind of thing":
        assert 0 <= links(page) <= number
    else:
        assert links(page) == number
    until(page, f"document.getElementById('said').textContent.includes('{links(page)} link')")


def test_years_are_exact(visit: Visit) -> None:
    page = visit()
    open_facet(page, "Year")
    words = page.locator("#facets details[open] .facet bdi").all_inner_texts()
    assert words == sorted(words)
    assert "undated" in words
    assert all(word == "undated" or (word.isdigit() and len(word) == 4) for word in words)
    page.locator("#facets details[open] label", has_text="2008").click()
    script = """() => nkg.graph.scene().links.every(l => l.claims.some(c => { const span = nkg.years.of(c);
        return span && span[0] <= 2008 && span[1] >= 2008; }))"""
    assert page.evaluate(script)


def test_counts_follow_the_other_filters_and_the_clocks(visit: Visit) -> None:
    page = visit("#/only.relation=has+parent&years=2005-2010")
    open_facet(page, "Confidence")
    numbers = page.locator("#facets details[open] .facet .number").all_inner_texts()
    assert links(page) <= sum(int(number) for number in numbers) <= 3 * links(page)


def test_a_long_list_can_be_searched(visit: Visit) -> None:
    page = visit()
    open_facet(page, "Document")
    box = page.locator("#facets details[open]")
    assert "more: type to find them" in box.inner_text()
    box.locator(".sought").fill("Report 49")
    assert box.locator(".facet li").count() == 1
    box.locator(".facet label").click()
    assert state(page)["filters"] == {"document": ["document-49"]}
    assert page.evaluate("nkg.graph.scene().links.every(l => l.claims.some(c => c.source.id === 'document-49'))")


def test_by_keys_alone_and_reset(visit: Visit) -> None:
    page = visit()
    tab_to(page, "#facets details:nth-of-type(3) summary")
    page.keyboard.press("Enter")
    tab_to(page, "#facets details[open] input[type=checkbox]")
    before = links(page)
    page.keyboard.press("Space")
    assert links(page) < before
    assert page.evaluate("document.activeElement.type") == "checkbox"
    tab_to(page, "#reset")
    page.keyboard.press("Enter")
    page.locator("#reset").wait_for(state="hidden")
    assert links(page) == before
