"""The page in a real browser with the network off: everything a person can do with it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from nkgraph.views.layout import ego_layout
from nkgraph.views.page import render
from page_browser import focus, place, state, taken, until, visitor, written
from page_fixture import mock_picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from page_browser import Visit


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(render(mock_picture()), tmp_path_factory.mktemp("page"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visitor(browser, address) as opened:
        yield opened


def test_it_opens_on_the_overview_with_names_that_do_not_cover_each_other(visit: Visit) -> None:
    page = visit()
    assert page.evaluate("nkg.graph.scene().kind") == "overview"
    names = page.evaluate("nkg.labels.names()")
    assert len(names) > 8
    for i, one in enumerate(names):
        for other in names[:i]:
            apart = one["right"] < other["left"] or one["left"] > other["right"]
            assert apart or one["bottom"] < other["top"] or one["top"] > other["bottom"]


def test_the_first_drawing_is_measured(visit: Visit) -> None:
    assert float(visit().evaluate("document.documentElement.dataset.firstDrawing")) > 0


def test_hostile_text_is_shown_as_text(visit: Visit) -> None:
    page = visit("#/node=thing-1")
    assert page.locator("#panel h2").inner_text() == "</script><script>window.stolen = 1</script>"
    assert page.locator("#panel script, #panel img, #links script, #links img").count() == 0
    for n in range(2, 10):
        page.goto(page.url.split("#")[0] + f"#/node=thing-{n}")
        assert page.locator("#panel h2").inner_text()


def test_addresses_that_are_not_of_the_web_are_text(visit: Visit) -> None:
    page = visit("#/node=thing-0")
    for summary in page.locator("#panel .entry summary").all()[-12:]:
        summary.click()
    assert page.locator("#panel .address").count() > 0
    hrefs = page.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert all(re.match("https?://|#d", href) for href in hrefs)


def test_a_click_opens_the_neighbourhood_and_back_returns(visit: Visit) -> None:
    page = visit()
    page.mouse.click(*place(page, "thing-30"))
    until(page, "nkg.graph.scene().kind === 'ego'")
    assert focus(page) == "thing-30"
    assert page.locator("#panel h2").inner_text() == page.evaluate("nkg.data.nodeById.get('thing-30').label")
    page.go_back()
    assert page.evaluate("nkg.graph.scene().kind") == "overview"


def test_the_picture_fills_its_frame_until_it_is_moved_by_hand(visit: Visit) -> None:
    page = visit()
    page.locator("#time-from").wait_for()
    fitted = page.evaluate("nkg.graph.view().scale")
    page.set_viewport_size({"width": 1400, "height": 560})
    until(page, f"nkg.graph.view().scale < {fitted} * 0.8")
    page.click("#closer")
    page.set_viewport_size({"width": 1400, "height": 900})
    page.wait_for_timeout(300)
    assert page.evaluate("nkg.graph.view().scale") != pytest.approx(fitted, rel=0.02)
    page.click("#whole")
    until(page, f"Math.abs(nkg.graph.view().scale / {fitted} - 1) < 0.02")


def test_two_steps_show_more_than_one(visit: Visit) -> None:
    page = visit("#/node=thing-35")
    near = page.evaluate("nkg.graph.scene().nodes.length")
    page.click("#depth-2")
    assert page.evaluate("nkg.graph.scene().nodes.length") > near
    assert page.get_attribute("#depth-2", "aria-pressed") == "true"
    page.click("#to-overview")
    assert focus(page) == ""


def test_a_double_click_grows_the_picture(visit: Visit) -> None:
    page = visit("#/node=thing-35")
    before = page.evaluate("nkg.graph.scene().nodes.length")
    page.mouse.dblclick(*place(page, "thing-0"))
    until(page, f"nkg.graph.scene().nodes.length > {before}")
    assert focus(page) == "thing-35"
    page.wait_for_timeout(400)
    assert focus(page) == "thing-35"


def test_a_link_opens_the_same_picture(visit: Visit) -> None:
    page = visit("#/node=thing-35&depth=2&only.relation=has+parent&only.relation=developed&tab=table")
    other = visit("#" + page.evaluate("location.hash").lstrip("#"))
    assert state(page) == state(other)
    assert state(page)["filters"] == {"relation": ["has parent", "developed"]}


@pytest.mark.parametrize(
    ("wanted", "matched"),
    [
        ("korea computer center", ""),
        ("KOREA-COMPUTERCENTER", ""),
        ("조선콤퓨터쎈터 17", "조선콤퓨터쎈터 17"),
        ("조선콤퓨터쎈터17", "조선콤퓨터쎈터 17"),
        ("chosonkompyuto sento 44", "Chosŏn K'omp'yut'ŏ Sent'ŏ 44"),
        ("Chosŏn K’omp’yut’ŏ Sent’ŏ 44", "Chosŏn K'omp'yut'ŏ Sent'ŏ 44"),
        ("朝鲜计算机中心 12", "朝鲜计算机中心 12"),
    ],
)
def test_search_hears_every_script_and_says_what_matched(visit: Visit, wanted: str, matched: str) -> None:
    page = visit()
    page.fill("#search", wanted)
    first = page.locator("#found li").first
    assert first.is_visible()
    assert matched in first.inner_text()
    assert page.locator("#said").inner_text().endswith(("match", "matches"))


def test_search_works_from_the_keyboard(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("unha")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "found-1"
    assert page.get_attribute("#found-1", "aria-selected") == "true"
    name = page.locator("#found-1 bdi").first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == name
    page.fill("#search", "unha")
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()


def test_nothing_found_is_said(visit: Visit) -> None:
    page = visit()
    page.fill("#search", "zzzzqq")
    assert page.locator("#said").inner_text() == "nothing is called so"


def test_the_panel_tells_names_facts_and_where_they_come_from(visit: Visit) -> None:
    page = visit("#/node=thing-35")
    text = page.locator("#panel").inner_text()
    for words in ("Korean letters", "Chinese characters", "Latin letters", "example.org/report", "archived copy",
                  "confidence", "page 3", "copy address"):  # fmt: skip
        assert words in text
    link = page.locator("#panel .claim a").first
    assert link.get_attribute("rel") == "noopener noreferrer"
    titles = page.locator("#panel .copy").evaluate_all("all => all.map(b => b.title)")
    assert titles[0] == "https://w3id.org/nkgraph/id/thing-35"
    assert any(re.fullmatch(r"https://w3id.org/nkgraph/claim/[0-9a-f]{16}", title) for title in titles)


def test_contradicting_values_stand_side_by_side_with_the_reason(visit: Visit) -> None:
    versus = visit("#/node=thing-35").locator("#panel .versus").last
    text = versus.inner_text()
    assert "1200 (shown)" in text
    assert ">=1000" in text
    assert "because its confidence is higher" in text


def test_an_edge_opens_the_claims_behind_it(visit: Visit) -> None:
    page = visit("#/node=thing-35")
    script = """() => { const scene = nkg.graph.scene(), link = scene.links.find(l => l.from === scene.centre);
        nkg.state.set({link: link.i}); return link.claims.length; }"""
    claims = page.evaluate(script)
    assert page.locator("#panel .claim").count() == claims
    assert page.locator("#panel .kind").inner_text() == "Link"
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == page.evaluate("nkg.graph.scene().centre.label")


def test_a_click_on_a_line_opens_the_link(visit: Visit) -> None:
    page = visit("#/node=thing-35")
    x, y = place(page, "thing-35")
    other_x, other_y = place(page, "thing-0")
    page.mouse.click(x + (other_x - x) * 0.35, y + (other_y - y) * 0.35)
    until(page, "nkg.state.get().link >= 0")
    assert page.locator("#panel .kind").inner_text() == "Link"


def test_views_show_their_links_and_their_query(visit: Visit) -> None:
    page = visit()
    page.click("#views button[data-view=parent]")
    assert page.evaluate("nkg.graph.scene().links.every(l => l.relation.id === 'parent')")
    assert page.get_attribute("#views button[data-view=parent]", "aria-current") == "true"
    page.click("#panel summary")
    assert "nk:parent" in page.locator("#panel pre").inner_text()


def test_the_legend_has_the_types_present_and_no_others(visit: Visit) -> None:
    page = visit()
    shown = page.locator("#legend li span:first-of-type").all_inner_texts()
    assert shown == page.evaluate(
        "nkg.data.types.filter(t => nkg.data.nodes.some(n => n.type === t)).map(t => t.label)"
    )


def test_filters_count_and_reset(visit: Visit) -> None:
    page = visit()
    page.click("#facets summary:has-text('Confidence')")
    box = page.locator("#facets details[open] label", has_text="high")
    number = int(box.locator(".number").inner_text().replace(",", ""))
    box.click()
    assert page.evaluate("nkg.graph.scene().links.length") == number
    until(page, f"document.getElementById('said').textContent.includes('{number} links')")
    page.click("#reset")
    assert page.evaluate("nkg.graph.scene().links.length") == page.evaluate("nkg.data.links.length")


def test_the_table_follows_the_picture_and_narrows(visit: Visit) -> None:
    page = visit("#/node=thing-35&tab=table")
    rows = page.locator("#links tbody tr:visible")
    assert rows.count() == page.evaluate("nkg.graph.scene().links.length")
    page.fill("#narrow", "developed")
    assert 0 < rows.count() < page.evaluate("nkg.graph.scene().links.length")
    rows.first.locator("button").nth(1).click()
    assert page.locator("#panel .kind").inner_text() == "Link"


def test_without_scripts_the_table_and_the_sources_are_there(visit: Visit) -> None:
    page = visit("", java_script_enabled=False)
    assert page.locator("#links tbody tr").count() == len(mock_picture().links)
    assert page.locator("#links tbody tr").first.is_visible()
    assert page.locator("#d1").is_visible()
    assert page.locator("#time").is_hidden()
    assert page.locator("#search").is_hidden()


def test_print_shows_the_table(visit: Visit) -> None:
    page = visit()
    page.emulate_media(media="print")
    assert page.locator("#links").is_visible()
    assert page.locator("#map-part").is_hidden()


def test_the_map_can_be_walked_by_keys(visit: Visit) -> None:
    page = visit("#/node=thing-35")
    page.focus("#map")
    page.keyboard.press("ArrowUp")
    name = page.evaluate("nkg.graph.cursor().shown")
    assert page.locator("#said").inner_text().startswith(name)
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == name
    page.keyboard.press("2")
    assert state(page)["depth"] == 2
    page.keyboard.press("Escape")
    assert focus(page) == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switch_changes_the_colours(visit: Visit, scheme: str) -> None:
    page = visit("", color_scheme=scheme)
    colour = "getComputedStyle(document.body.parentElement).backgroundColor"
    before = page.evaluate(colour)
    assert (before == "rgb(250, 248, 242)") == (scheme == "light")
    page.click("#theme")
    assert page.evaluate(colour) != before


@pytest.mark.parametrize("fragment", ["", "#/node=thing-0", "#/node=thing-0&tab=table"])
def test_a_narrow_screen_is_not_wider_than_itself(visit: Visit, fragment: str) -> None:
    page = visit(fragment, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_take_away_a_table(visit: Visit) -> None:
    page = visit("#/node=thing-1")
    lines = list(csv.reader(io.StringIO(taken(page, "csv").decode(), newline="")))
    assert len(lines) == page.evaluate("nkg.graph.scene().links.length") + 1
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]


def test_take_away_claims_as_turtle(visit: Visit) -> None:
    page = visit("#/node=thing-1")
    quads = list(pyoxigraph.parse(taken(page, "turtle"), pyoxigraph.RdfFormat.TURTLE))
    claim = pyoxigraph.NamedNode("https://w3id.org/nkgraph/ontology#Claim")
    claims = page.evaluate("new Set(nkg.graph.scene().links.flatMap(l => l.claims)).size")
    assert sum(quad.object == claim for quad in quads) == claims


def test_take_away_a_picture_and_the_sources(visit: Visit) -> None:
    page = visit("#/node=thing-35")
    assert taken(page, "png").startswith(b"\x89PNG")
    assert b"Report" in taken(page, "citations")


def test_python_and_the_page_agree_on_a_neighbourhood(visit: Visit) -> None:
    page = visit("#/node=thing-35&depth=2")
    script = """() => ({links: nkg.graph.scene().links.map(l => [l.from.id, l.relation.id, l.to.id]),
        rank: Object.fromEntries(nkg.data.relations.map(r => [r.id, r.rank])),
        size: Object.fromEntries(nkg.data.nodes.map(n => [n.id, n.size])),
        places: [...nkg.places(nkg.graph.scene().centre, nkg.graph.scene().links)].map(p => [p[0].id, p[1]])})"""
    seen = page.evaluate(script)
    ours = ego_layout("thing-35", [tuple(link) for link in seen["links"]], seen["rank"], seen["size"]).positions
    assert [name for name, _ in seen["places"]] == list(ours)
    for name, (x, y) in seen["places"]:
        assert (x, y) == pytest.approx(ours[name], abs=0.11)


def test_it_shows_itself_in_a_notebook_frame(browser: Browser) -> None:
    page = browser.new_context(offline=True).new_page()
    page.set_content("<iframe sandbox='allow-scripts' width=900 height=600></iframe>")
    page.evaluate("text => { document.querySelector('iframe').srcdoc = text; }", render(mock_picture(60, 120)))
    frame = page.frame_locator("iframe")
    frame.locator("html[data-first-drawing]").wait_for()
    frame.locator("#views button").nth(1).click()
    assert frame.locator("#views button").nth(1).get_attribute("aria-current") == "true"
    page.context.close()


@pytest.mark.parametrize(
    "fragment", ["#/node=nobody&depth=9", "#/link=%E0%A4%A", "#/only.nothing=x&view=none", "#nowhere", "#/&&=&"]
)
def test_a_broken_address_opens_the_overview(visit: Visit, fragment: str) -> None:
    page = visit(fragment)
    assert page.evaluate("nkg.graph.scene().kind") == "overview"
    assert page.evaluate("nkg.graph.scene().links.length") == page.evaluate("nkg.data.links.length")


def test_who_walks_by_keyboard_through_the_panel_is_not_lost(visit: Visit) -> None:
    page = visit("#/node=thing-35")
    page.locator("#panel .thing").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"


def test_a_start_opens_at_once_and_the_overview_is_a_step_away(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "ego.html"
    file.write_text(render(replace(mock_picture(60, 120), start="thing-7", clusters=(), views=())), encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto(file.as_uri())
    page.locator("html[data-first-drawing]").wait_for(state="attached")
    assert focus(page) == "thing-7"
    page.click("#to-overview")
    assert page.evaluate("nkg.graph.scene().nodes.length") == 60
    page.context.close()
