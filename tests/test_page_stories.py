"""Guided stories: true to the graph, read strictly, and played by mouse and by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nkgraph.views.compose import sector_picture
from nkgraph.views.stories import all_stories, faults, read_story, told
from page_browser import sector, state, tab_to, until, visitor, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from nkgraph.knowledge_graph import KnowledgeGraph
    from page_browser import Visit

STEP = {"caption": "One.", "things": ["a", "b"]}
TABLE = {"title": "A story", "sentence": "Of two things.", "steps": [STEP]}


@pytest.fixture(scope="module")
def address(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(sector(graph), tmp_path_factory.mktemp("stories"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visitor(browser, address) as opened:
        yield opened


def test_every_story_names_only_what_the_graph_holds(graph: KnowledgeGraph) -> None:
    links = {(group.source, group.relation, group.target) for group in graph.links()}
    assert faults(all_stories(), set(graph.things), links) == []


def test_the_years_of_a_step_leave_what_it_lights(graph: KnowledgeGraph) -> None:
    for story in all_stories():
        assert 3 <= len(story.steps) <= 9
        for step in story.steps:
            lit = [g for g in graph.links() if {g.source, g.target} <= set(step.things)]
            assert lit, f"{story.id}: nothing lit by {step.caption}"


def test_captions_are_sober() -> None:
    heat = ("!", "notorious", "criminal", "illegal", "evil", "regime", "hackers", "terror")
    for story in all_stories():
        for step in story.steps:
            assert not [word for word in heat if word in step.caption.lower()]


def test_faults_name_story_step_and_id() -> None:
    story = read_story("tale", TABLE | {"steps": [STEP | {"relations": ["parent"]}]})
    assert faults([story], {"a"}, set()) == [
        "story tale, step 1: no thing b",
        "story tale, step 1: no two of its things have parent",
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "story tale has no title"),
        ({"steps": []}, "story tale has no steps"),
        ({"steps": [{"caption": "x"}]}, "step 1 lights nothing"),
        ({"steps": [{"things": ["a"]}]}, "step 1 has no caption"),
        ({"steps": [STEP | {"years": [2001]}]}, "years is a first and a last one"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_story("tale", TABLE | change)


def test_a_graph_without_its_things_tells_no_story(small_graph: KnowledgeGraph) -> None:
    picture = sector_picture(small_graph)
    assert told(all_stories(), {node.id for node in picture.nodes}) == picture.stories
    story = read_story("tale", TABLE)
    assert told([story], {"a"})[0].steps[0].things == ("a",)
    assert told([story], set()) == ()


def test_by_mouse(visit: Visit) -> None:
    page = visit()
    page.click("#stories button >> nth=0")
    story = all_stories()[0]
    for number, step in enumerate(story.steps, 1):
        assert page.locator("#story-caption").inner_text() == step.caption
        assert page.locator("#story-place").inner_text() == f"{number} of {len(story.steps)}"
        assert set(page.evaluate("[...nkg.graph.scene().lit].map(n => n.id)")) == set(step.things)
        assert page.evaluate("nkg.graph.scene().litLinks.size") > 0
        assert page.locator("#panel .entry").count() > 0
        page.click("#story-next")
    assert page.locator("#story").is_hidden()
    assert page.evaluate("nkg.graph.scene().kind") == "overview"


def test_by_keys_alone(visit: Visit) -> None:
    page = visit()
    tab_to(page, "#stories li:nth-child(2) button")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "story-next"
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert state(page)["step"] == 2
    page.keyboard.press("ArrowLeft")
    assert state(page)["step"] == 1
    assert "2 of" in page.locator("#said").inner_text()
    page.keyboard.press("Escape")
    assert state(page)["story"] == ""
    assert page.evaluate("document.activeElement.id") == "map"


def test_a_step_sets_the_years_and_closing_forgets_them(visit: Visit) -> None:
    page = visit()
    page.click("#stories button[data-story=hana-program-center]")
    assert state(page)["years"] == [2001, 2001]
    page.click("#story-next")
    assert state(page)["years"] is None
    page.click("#story-close")
    assert state(page)["years"] is None


def test_a_step_has_an_address(visit: Visit) -> None:
    page = visit("#/story=laos-2013+3")
    assert page.locator("#story-place").inner_text().startswith("3 of")
    page.click("#story-next")
    page.go_back()
    until(page, "nkg.state.get().step === 2")
    assert visit("#/story=nothing+9").evaluate("nkg.graph.scene().kind") == "overview"
