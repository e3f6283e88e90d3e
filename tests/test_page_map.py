"""The map of the page in a real browser with the network off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from nkgraph.views.atlas import easting, southing
from nkgraph.views.compose import sector_picture
from nkgraph.views.page import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from nkgraph.knowledge_graph import KnowledgeGraph

CENTRE = "korea-computer-center"


@pytest.fixture(scope="module")
def address(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("map") / "page.html"
    file.write_text(render(sector_picture(graph)), encoding="utf-8", newline="\n")
    return file.as_uri()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open the map; at the end nothing may have been said on the console or asked of the network."""
    noise: list[str] = []
    pages: list[Page] = []

    def opened(fragment: str = "", **options: Any) -> Page:
        defaults: dict[str, Any] = {
            "offline": True,
            "viewport": {"width": 1400, "height": 900},
            "reduced_motion": "reduce",
        }
        page = browser.new_context(**(defaults | options)).new_page()
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(address) else noise.append(request.url))
        page.goto(f"{address}#/tab=geography{fragment}")
        page.locator("#atlas .spot").first.wait_for(state="attached")
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.context.close()
    assert noise == []


def focus(page: Page) -> str:
    name: str = page.evaluate("nkg.state.get().focus < 0 ? '' : nkg.data.nodes[nkg.state.get().focus].id")
    return name


def spots(page: Page) -> dict[str, int]:
    """Places drawn, with the number of their things."""
    found: dict[str, int] = page.evaluate(
        "Object.fromEntries(nkg.map.spots().map(spot => [spot.main.id, spot.things.size]))"
    )
    return found


def until(page: Page, expression: str) -> None:
    for _ in range(60):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


def test_places_are_drawn_by_number_and_what_has_no_place_is_said(visit: Callable[..., Page]) -> None:
    page = visit()
    drawn = spots(page)
    assert drawn["pyongyang"] > 50
    assert {"dandong", "shenyang", "berlin", "tokyo", "vladivostok"} <= set(drawn)
    assert drawn["pyongyang"] > drawn["berlin"]
    assert page.locator("#atlas .land").count() > 150
    words = page.locator("#map-count").inner_text()
    placed, every, home, none, again = re.findall(
        r"^([\d,]+) of ([\d,]+) things .* ([\d,]+) more .* ([\d,]+) of ([\d,]+) have no place", words
    )[0]
    numbers = [int(word.replace(",", "")) for word in (placed, home, none)]
    assert sum(numbers) == int(every.replace(",", ""))
    assert every == again


def test_a_bigger_number_is_a_bigger_circle(visit: Callable[..., Page]) -> None:
    sizes = visit().evaluate(
        "Object.fromEntries(['Pyongyang', 'Berlin'].map(name => [name, "
        'document.querySelector(`.spot[aria-label^="${name},"] circle`).r.baseVal.value]))'
    )
    assert sizes["Pyongyang"] > sizes["Berlin"]


def test_picking_korea_computer_center_draws_its_branches_abroad(visit: Callable[..., Page]) -> None:
    page = visit(f"&node={CENTRE}")
    drawn = set(page.locator("#atlas .line").evaluate_all("all => all.map(line => line.dataset.to)"))
    branches = set(
        page.evaluate(
            "nkg.map.lines().ends.filter(end => end.links.some(link => link.relation.id === 'hasBranch'))"
            ".map(end => end.spot.main.id)"
        )
    )
    assert branches
    assert {"berlin", "china"} & branches
    assert branches <= drawn
    assert page.evaluate("nkg.map.lines().from.main.id") == "pyongyang"
    assert page.locator(".spot.seat").get_attribute("aria-label").startswith("Pyongyang")
    assert page.locator("#panel h2").inner_text() == "Korea Computer Center"


def test_a_click_on_a_place_opens_it_with_its_things_around(visit: Callable[..., Page]) -> None:
    page = visit("&frame=korea")
    page.locator('.spot[aria-label^="Vladivostok,"]').click()
    assert focus(page) == "vladivostok"
    assert "tab=geography" in page.url
    assert page.locator("#panel h2").inner_text() == "Vladivostok"
    ring = page.locator("#atlas .thing-at")
    assert ring.count() == spots(page)["vladivostok"]
    name = ring.first.get_attribute("aria-label").split(",")[0]
    ring.first.click()
    assert page.locator("#panel h2").inner_text() == name
    assert "tab=geography" in page.url
    page.go_back()
    assert focus(page) == "vladivostok"


def test_the_keyboard_walks_opens_and_goes_back(visit: Callable[..., Page]) -> None:
    page = visit()
    first = page.locator('#atlas [tabindex="0"]')
    assert first.count() == 1
    first.focus()
    page.keyboard.press("ArrowLeft")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert name
    assert page.locator('#atlas [tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == name.split(",")[0]
    before = page.evaluate("nkg.sheet.camera.k")
    page.keyboard.press("+")
    assert page.evaluate("nkg.sheet.camera.k") > before
    page.keyboard.press("Escape")
    assert focus(page) == ""
    assert page.evaluate("document.documentElement.dataset.tab") == "geography"


def test_every_place_has_a_name_for_a_screen_reader(visit: Callable[..., Page]) -> None:
    labels = (
        visit()
        .locator('#atlas .spot[role="button"]')
        .evaluate_all(
            "all => all.filter(one => one.style.display !== 'none').map(one => one.getAttribute('aria-label'))"
        )
    )
    assert labels
    assert all(re.fullmatch(r".+, [\d,]+ things?", label) for label in labels)


def test_buttons_wheel_and_drag_move_the_sheet(visit: Callable[..., Page]) -> None:
    page = visit()
    scale = page.evaluate("nkg.sheet.camera.k")
    page.locator("#map-closer").click()
    assert page.evaluate("nkg.sheet.camera.k") == pytest.approx(scale * 1.4)
    box = page.locator("#atlas").bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.wheel(0, -300)
    until(page, f"nkg.sheet.camera.k > {scale} * 1.5")
    at = page.evaluate("nkg.sheet.camera.x")
    page.mouse.down()
    page.mouse.move(middle[0] - 120, middle[1], steps=4)
    page.mouse.up()
    assert page.evaluate("nkg.sheet.camera.x") > at
    assert focus(page) == ""
    page.locator('#frames button[data-frame="korea"]').click()
    assert "frame=korea" in page.url
    assert page.locator('#frames [aria-pressed="true"]').inner_text() == "Korea"


def test_filters_of_the_page_are_respected(visit: Callable[..., Page]) -> None:
    page = visit()
    before = spots(page)
    page.evaluate("nkg.state.set({ filters: { relation: ['has branch'] } })")
    after = spots(page)
    assert 0 < sum(after.values()) < sum(before.values())
    assert "things" in page.locator("#map-count").inner_text()


def test_the_ready_views_show_their_own_places(visit: Callable[..., Page]) -> None:
    page = visit("&view=branches")
    assert 0 < len(spots(page)) < len(spots(visit()))


def test_script_and_python_project_alike(visit: Callable[..., Page]) -> None:
    page = visit()
    for latitude in (-45, 0, 15, 39.0214, 66, 80):
        assert page.evaluate(f"nkg.sheet.southing({latitude})") == pytest.approx(southing(latitude), abs=0.006)
    assert easting(-97.5) == 262.5


def test_a_phone_and_a_dark_page_have_the_map_too(visit: Callable[..., Page]) -> None:
    page = visit(viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#atlas .spot").first.is_visible()
    box = page.locator("#geography-part").bounding_box()
    assert box
    assert box["height"] > 350


def test_a_page_without_places_has_no_map(browser: Browser, tmp_path: Path) -> None:
    from page_fixture import mock_picture

    file = tmp_path / "page.html"
    file.write_text(render(mock_picture()), encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto(file.as_uri() + "#/tab=geography")
    page.locator("html[data-first-drawing]").wait_for(state="attached")
    assert page.locator("#tab-geography").count() == 0
    assert page.evaluate("document.documentElement.dataset.tab") == "map"
    page.context.close()
