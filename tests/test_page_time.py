"""Time on the page: two clocks, undated things behind their own switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nkgraph.views.page import render
from page_browser import state, tab_to, until, visitor, written
from page_fixture import mock_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from page_browser import Visit

SLIDE = """([id, value]) => { const input = document.getElementById(id); input.value = String(value);
    input.dispatchEvent(new Event('input', { bubbles: true })); }"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(render(mock_picture()), tmp_path_factory.mktemp("time"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visitor(browser, address) as opened:
        yield opened


def with_clocks(page: Page) -> Page:
    page.locator("#time-from").wait_for()
    return page


def links(page: Page) -> int:
    number: int = page.evaluate("nkg.graph.scene().links.length")
    return number


def years(page: Page) -> list[list[int] | None]:
    """The years of every claim on the map."""
    found: list[list[int] | None] = page.evaluate(
        "nkg.graph.scene().links.flatMap(l => l.claims.map(c => nkg.years.of(c)))"
    )
    return found


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2003", [2003, 2003]),
        ("2003-05-16", [2003, 2003]),
        ("199X", [1990, 1999]),
        ("2005?", [2005, 2005]),
        ("2002/2004-06", [2002, 2004]),
        ("../2004", [0, 2004]),
        ("1998/..", [1998, 9999]),
        ("", None),
    ],
)
def test_dates_of_the_tables_are_read_as_years(visit: Visit, text: str, span: list[int] | None) -> None:
    assert visit().evaluate("text => nkg.years.span(text)", text) == span


def test_the_slider_keeps_what_overlaps_and_says_how_many_are_undated(visit: Visit) -> None:
    page = with_clocks(visit())
    all_links = links(page)
    page.evaluate(SLIDE, ["time-from", 2010])
    page.evaluate(SLIDE, ["time-to", 2012])
    assert 0 < links(page) < all_links
    script = """() => nkg.graph.scene().links.every(l => l.claims.some(c => { const span = nkg.years.of(c);
        return !span || span[0] <= 2012 && span[1] >= 2010; }))"""
    assert page.evaluate(script)
    text = page.locator("#status").inner_text()
    assert "Held 2010 to 2012: " in text
    assert text.endswith(" undated kept.")


def test_undated_things_have_a_switch_and_are_counted_when_left_out(visit: Visit) -> None:
    page = with_clocks(visit())
    before = links(page)
    page.uncheck("#time-undated")
    undated = before - links(page)
    assert undated > 0
    assert f"{undated} undated left out" in page.locator("#status").inner_text()
    assert page.evaluate("nkg.graph.scene().links.every(l => l.claims.some(c => nkg.years.of(c)))")


def test_the_second_clock_asks_since_when_it_is_known(visit: Visit) -> None:
    page = with_clocks(visit())
    page.evaluate(SLIDE, ["time-known", 2008])
    assert page.evaluate("nkg.graph.scene().links.every(l => l.claims.some(c => nkg.years.known(c) <= 2008))")
    assert "Known by 2008" in page.locator("#status").inner_text()


def test_the_handles_push_each_other(visit: Visit) -> None:
    page = with_clocks(visit())
    page.evaluate(SLIDE, ["time-to", 2005])
    page.evaluate(SLIDE, ["time-from", 2009])
    assert state(page)["years"] == [2009, 2009]


def test_years_are_in_the_address_and_back_returns(visit: Visit) -> None:
    page = with_clocks(visit())
    page.evaluate(SLIDE, ["time-from", 2009])
    until(page, "location.hash.includes('years=2009')")
    assert state(visit(page.url[page.url.index("#") :]))["years"] == state(page)["years"]
    page.go_back()
    until(page, "nkg.state.get().years === null")


def test_by_keys_alone(visit: Visit) -> None:
    page = with_clocks(visit())
    tab_to(page, "#time-from", 120)
    before = links(page)
    for _ in range(14):
        page.keyboard.press("ArrowRight")
    first = int(page.get_attribute("#time-from", "min") or 0)
    assert state(page)["years"][0] == first + 14
    assert links(page) < before
    until(page, "document.getElementById('said').textContent.includes('Held')")


def test_the_table_follows_the_clocks_and_reset_forgets_them(visit: Visit) -> None:
    page = with_clocks(visit("#/tab=table&years=2001-2002&undated=no"))
    assert page.locator("#links tbody tr").count() == min(links(page), 200)
    assert all(span is None or span[0] <= 2002 for span in years(page)) or links(page)
    page.click("#reset")
    assert state(page)["years"] is None
    assert state(page)["undated"]


def test_in_a_neighbourhood_nothing_jumps_while_a_handle_is_drawn(visit: Visit) -> None:
    page = with_clocks(visit("#/node=thing-0"))
    script = "() => [...nkg.graph.scene().places].map(p => [p[0].id, p[1]])"
    before = page.evaluate(script)
    page.evaluate(SLIDE, ["time-from", 2012])
    assert page.evaluate(script) == before
    assert page.evaluate("nkg.graph.scene().nodes.includes(nkg.graph.scene().centre)")
