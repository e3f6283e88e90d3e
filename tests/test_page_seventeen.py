"""What a person can do with the page: one test for each of the seventeen items, on the whole corpus, network off.

The items are those of the design, in its order and with its numbers: 1 start at a question, 2 search, 3 stored places,
4 shape and colour, 5 filters, 6 panel of a thing, 7 panel of a link, 8 time, 9 map, 10 path, 11 address, 12 take away,
13 keyboard and screen reader, 14 stories, 15 safe, 16 honest, 17 budgets. The files test_page_*.py beside this one go
deeper, on small pages; how long things take is the business of benchmarks/pages.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from nkgraph.views.compose import entity_picture
from nkgraph.views.page import render
from page_browser import find_by_keys, focus, place, sector, state, tab_to, taken, until, visitor, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from nkgraph.knowledge_graph import KnowledgeGraph
    from page_browser import Visit

KCC = "korea-computer-center"
READY = {"ownership", "branches", "clients", "ventures", "skills", "products", "events", "designations"}


@pytest.fixture(scope="module")
def address(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(sector(graph), tmp_path_factory.mktemp("seventeen"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visitor(browser, address) as opened:
        yield opened


def apart(names: list[dict[str, float]]) -> bool:
    return all(
        one["right"] < other["left"]
        or one["left"] > other["right"]
        or one["bottom"] < other["top"]
        or one["top"] > other["bottom"]
        for i, one in enumerate(names)
        for other in names[:i]
    )


def test_item_01_it_starts_at_clusters_and_a_pick_opens_a_neighbourhood(visit: Visit) -> None:
    page = visit()
    assert page.evaluate("nkg.graph.scene().kind") == "overview"
    assert page.evaluate("nkg.graph.scene().discs.filter(disc => disc.label).length") > 8
    shown = page.evaluate("nkg.labels.names().map(name => name.text)")
    assert {"Korea Computer Center", "US Treasury OFAC"} <= set(shown)
    buttons = page.locator("#views button").evaluate_all("all => all.map(one => one.dataset.view)")
    assert set(buttons) >= READY
    page.mouse.click(*place(page, KCC))
    until(page, "nkg.graph.scene().kind === 'ego'")
    assert focus(page) == KCC
    before = page.evaluate("nkg.graph.scene().nodes.length")
    page.click("#depth-2")
    assert page.evaluate("nkg.graph.scene().nodes.length") > before


def test_item_02_search_hears_every_script_and_says_what_matched(visit: Visit) -> None:
    page = visit()
    for wanted, found in (
        ("nosotek", "Nosotek"),
        ("ノソテーク", "Nosotek"),
        ("하나프로그람센터", "Hana Program Center"),
        ("KOREA-COMPUTERCENTER", "Korea Computer Center"),
    ):
        page.fill("#search", wanted)
        first = page.locator("#found li").first
        assert found in first.inner_text()
    page.fill("#search", "ノソテーク")
    assert "matched ノソテーク" in page.locator("#found li").first.inner_text()


@pytest.mark.parametrize("screen", [(1400, 900), (1024, 768), (390, 844)])
@pytest.mark.parametrize("fragment", ["", "#/view=ownership", "#/view=skills", "#/view=events", f"#/node={KCC}"])
def test_item_03_places_are_stored_and_names_cover_nothing(
    visit: Visit, screen: tuple[int, int], fragment: str
) -> None:
    page = visit(fragment, viewport={"width": screen[0], "height": screen[1]})
    names = page.evaluate("nkg.labels.names()")
    assert names
    assert apart(names)
    assert page.evaluate("nkg.data.options.physics.enabled") is False
    frame = page.locator("#map-part .zoom").bounding_box()
    top = page.locator("#map").bounding_box()
    assert frame
    assert top
    corner = {"left": frame["x"] - top["x"], "top": frame["y"] - top["y"]}
    assert not [n["text"] for n in names if n["right"] > corner["left"] and n["bottom"] > corner["top"]]


def test_item_04_shape_and_colour_both_carry_the_type(visit: Visit) -> None:
    page = visit("", color_scheme="dark", reduced_motion="reduce")
    types = page.evaluate("nkg.data.types.map(type => [type.id, type.shape, type.colour])")
    signs = [tuple(sign) for _, *sign in types]
    assert len(set(signs)) == len(signs), "each type has a sign of its own"
    assert page.locator("#legend li").count() == len(types)
    assert page.evaluate("getComputedStyle(document.querySelector('button')).transitionDuration") == "0s"


def test_item_05_filters_have_counts_and_the_number_is_said(visit: Visit) -> None:
    page = visit()
    whole = page.evaluate("nkg.graph.scene().links.length")
    for facet in (
        "Kind of thing",
        "Relation",
        "Confidence",
        "Status",
        "Document",
        "Country",
        "Skill or service",
        "Year",
    ):
        page.locator("#facets summary", has_text=re.compile(rf"^{facet}\s*$")).click()
        page.locator("#facets details[open] .facet li").first.wait_for()
        page.locator("#facets details[open] summary").click()
    page.locator("#facets summary", has_text="Relation").click()
    page.locator("#facets details[open] .facet li").first.wait_for()
    choice = page.locator("#facets details[open] label", has_text="has branch").first
    number = int(choice.locator(".number").inner_text().replace(",", ""))
    choice.click()
    until(page, f"nkg.graph.scene().links.length === {number}")
    until(page, f"document.getElementById('said').textContent.includes('{number} link')")
    page.click("#reset")
    until(page, f"nkg.graph.scene().links.length === {whole}")


def test_item_06_the_panel_of_a_thing_has_all_that_is_known(visit: Visit, graph: KnowledgeGraph) -> None:
    page = visit("#/node=sek-studio")
    panel = page.locator("#panel")
    text = panel.inner_text()
    assert "The documents differ:" in text
    assert "1957 (shown)" in text
    assert "Shown first" in text
    page.evaluate("document.querySelectorAll('#panel details').forEach(one => { one.open = true; })")
    until(page, "document.querySelectorAll('#panel .claim').length > 20")
    claim = panel.locator(".claim", has=page.locator("cite")).first
    assert re.search(r"confidence\s+(high|medium|low)", claim.inner_text())
    assert panel.locator(".copy").first.get_attribute("title") == "https://w3id.org/nkgraph/id/sek-studio"
    spelled = panel.locator(".names bdi").all_inner_texts()
    assert len(spelled) == len(set(spelled)) > 1
    assert set(graph.entity("sek-studio").thing.label.split()) <= set(" ".join([*spelled, text]).split())


def test_item_07_the_panel_of_a_link_is_its_claims(visit: Visit) -> None:
    page = visit(f"#/node={KCC}")
    script = """() => { const scene = nkg.graph.scene();
        const link = scene.links.find(l => l.from === scene.centre && l.relation.id === 'hasBranch');
        return [link.id, link.claims.length, link.from.label, link.to.label]; }"""
    link, claims, source, target = page.evaluate(script)
    page.goto(page.url.split("#")[0] + "#/link=" + link.replace(" ", "+"))
    until(page, "nkg.state.get().link >= 0")
    assert page.locator("#panel .claim").count() == claims
    words = page.locator("#panel h2").inner_text()
    assert source in words
    assert target in words
    assert "has branch" in words


def test_item_08_two_clocks_and_a_switch_for_the_undated(visit: Visit) -> None:
    page = visit()
    page.locator("#time-from").wait_for()
    everything = page.evaluate("nkg.graph.scene().links.length")
    page.focus("#time-to")
    for _ in range(25):
        page.keyboard.press("ArrowLeft")
    until(page, "document.getElementById('status').textContent.includes('undated kept')")
    held = page.evaluate("nkg.graph.scene().links.length")
    page.uncheck("#time-undated")
    until(page, f"nkg.graph.scene().links.length < {held}")
    assert held < everything
    assert "undated left out too" in page.locator("#status").inner_text()
    page.click("#reset")
    page.focus("#time-known")
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    until(page, "document.getElementById('status').textContent.includes('Known by')")
    assert page.evaluate("nkg.graph.scene().links.length") < everything


def test_item_09_branches_stand_on_the_map(visit: Visit) -> None:
    page = visit()
    page.click("#views button[data-view=branches]")
    assert page.get_attribute("html", "data-tab") == "geography"
    drawn = page.evaluate("nkg.map.spots().map(spot => spot.main.id)")
    assert {"berlin", "china"} & set(drawn)
    assert page.locator("#atlas .land").count() > 150
    assert page.locator("#atlas image, #atlas img").count() == 0


def test_item_10_a_path_hop_by_hop_with_its_weakest(visit: Visit) -> None:
    page = visit(f"#/path=nosotek+{KCC}")
    hops = page.evaluate("nkg.graph.scene().path.hops.length")
    assert page.locator("#panel .hop").count() == hops > 0
    assert page.locator("#panel .mark", has_text="weakest hop").count() == 1
    notes = page.evaluate("nkg.path.footnotes(nkg.graph.scene().path)")
    assert "[1]" in notes
    assert "https://w3id.org/nkgraph/claim/" in notes


def test_item_11_a_link_opens_the_same_picture_and_back_works(visit: Visit) -> None:
    page = visit("#/node=nosotek&depth=2&years=2005-2012&undated=no&only.confidence=high")
    other = visit(page.url[page.url.index("#") :])
    assert state(page) == state(other)
    script = "nkg.graph.scene().nodes.map(node => [node.id, nkg.graph.scene().places.get(node)])"
    assert page.evaluate(script) == other.evaluate(script)
    page.click("#to-overview")
    page.go_back()
    until(page, "nkg.state.get().depth === 2")


@pytest.mark.parametrize("tab", ["map", "geography"])
def test_item_12_what_is_seen_can_be_taken_away(visit: Visit, tab: str) -> None:
    page = visit(f"#/node=nosotek&tab={tab}", reduced_motion="reduce")
    assert taken(page, "png").startswith(b"\x89PNG")
    drawing = ET.fromstring(taken(page, "svg"))
    tags = {element.tag.rpartition("}")[2] for element in drawing.iter()}
    assert tags <= {"svg", "title", "desc", "defs", "marker", "path", "rect", "circle", "polygon", "text", "tspan", "g"}
    lands = [element for element in drawing.iter() if element.tag.endswith("path")]
    assert (len(lands) > 150) == (tab == "geography")
    assert "Inclusion is no accusation" in "".join(drawing.itertext())
    for what, sign in (("csv", b'"source"'), ("turtle", b"@prefix"), ("citations", b"http"), ("bibtex", b"@misc{")):
        assert sign in taken(page, what), what


def test_item_13_by_keys_alone_with_a_table_that_stands_without_scripts(visit: Visit) -> None:
    page = visit()
    find_by_keys(page, "nosotek")
    tab_to(page, "#map", 400)
    page.keyboard.press("ArrowRight")
    name = page.evaluate("nkg.graph.cursor().shown")
    assert page.locator("#said").inner_text().startswith(name)
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#panel h2').textContent === nkg.graph.scene().centre.shown")
    page.keyboard.press("Escape")
    until(page, "nkg.state.get().focus < 0")
    still = visit("", java_script_enabled=False)
    assert still.locator("#links tbody tr").count() == page.evaluate("nkg.data.links.length")


def test_item_14_a_story_lights_part_of_the_graph(visit: Visit) -> None:
    page = visit()
    assert page.locator("#stories button").count() >= 3
    page.click("#stories button >> nth=0")
    first = page.locator("#story-caption").inner_text()
    assert page.evaluate("nkg.graph.scene().lit.size") > 0
    page.click("#story-next")
    assert page.locator("#story-caption").inner_text() != first


def test_item_15_it_is_safe(visit: Visit) -> None:
    page = visit()
    policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content") or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert page.locator("[src], [onclick], [onload], link[rel=stylesheet]").count() == 0


def test_item_16_it_is_honest(visit: Visit, graph: KnowledgeGraph) -> None:
    page = visit()
    foot = page.locator("body > footer")
    assert graph.version in foot.inner_text()
    for words in ("Inclusion is no accusation.", "CC BY 4.0", "MIT", "confidence decides"):
        assert words in foot.inner_text()
    foot.locator("summary").click()
    assert "nk:drawn true" in foot.locator("pre").inner_text()
    page.click("#views button[data-view=ownership]")
    page.click("#panel summary")
    assert "nk:parent" in page.locator("#panel pre").inner_text()


def test_item_17_it_keeps_its_budget_of_bytes(graph: KnowledgeGraph) -> None:
    assert len(sector(graph).encode()) < 4_000_000
    assert len(render(entity_picture(graph, KCC, 1)).encode()) < 1_000_000


def followed(page: Page, selector: str) -> str:
    return page.locator(selector).first.get_attribute("href") or ""


def test_the_page_leads_to_the_site_beside_it_and_a_page_alone_does_not(
    visit: Visit, browser: Browser, graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = visit("#/node=nosotek")
    assert followed(page, "#panel .iri .page") == "site/id/nosotek.html"
    page.locator("#panel .entry summary").first.click()
    assert re.fullmatch(r"site/document/[\w-]+\.html", followed(page, "#panel .claim .page"))
    alone = written(render(entity_picture(graph, "nosotek", 1)), tmp_path_factory.mktemp("alone"))
    with visitor(browser, alone) as opened:
        page = opened()
        page.locator("#panel h2").wait_for()
        assert page.locator(".page").count() == 0
