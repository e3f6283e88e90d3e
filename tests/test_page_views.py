"""Ready views are laid out by what they ask, and a view by itself opens on what it was made for."""

from __future__ import annotations

import itertools
from random import Random
from typing import TYPE_CHECKING

import pytest

from nkgraph.model.terms import CONCEPT
from nkgraph.views.arrange import arranged
from nkgraph.views.compose import path_picture, sector_picture, view_picture
from nkgraph.views.happenings import years_of
from nkgraph.views.page import render
from nkgraph.views.ready import ready_view, ready_views
from nkgraph.views.ways import way
from page_browser import sector, visitor, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from playwright.sync_api import Browser

    from nkgraph.knowledge_graph import KnowledgeGraph
    from nkgraph.views.picture import Picture

KINDS = ("tiers", "sides", "years", "")
FOREST = [("b", "a"), ("c", "a"), ("d", "b"), ("a", "d"), ("y", "x"), ("z", "z")]


@pytest.fixture(scope="module")
def picture(graph: KnowledgeGraph) -> Picture:
    return sector_picture(graph)


def links_of(picture: Picture, view: str) -> list[tuple[str, str]]:
    found = next(one for one in picture.views if one.id == view)
    return [(picture.links[i].source, picture.links[i].target) for i in found.links]


def ends(links: list[tuple[str, str]]) -> list[str]:
    return sorted({end for link in links for end in link})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", ["ownership", "clients", "skills", "events"])
def test_no_two_things_share_a_place_and_the_order_of_the_input_does_not_matter(
    picture: Picture, kind: str, view: str
) -> None:
    links = links_of(picture, view)
    nodes = ends(links)
    years = {node: 1990 + i % 30 for i, node in enumerate(nodes) if i % 3}
    found = arranged(kind, nodes, links, {}, years)
    assert set(found.places) == set(nodes)
    assert len(set(found.places.values())) == len(nodes)
    assert all(value == round(value, 1) for place in found.places.values() for value in place)
    Random(1).shuffle(nodes)
    Random(2).shuffle(links)
    assert arranged(kind, nodes, links, {}, years) == found


def test_tiers_grow_to_the_right_and_a_circle_is_cut_once() -> None:
    places = arranged("tiers", ["a", "b", "c", "d", "x", "y", "z"], FOREST, {"a": 9.0}, {}).places
    circle = [("b", "a"), ("d", "b"), ("a", "d")]
    assert sum(places[below][0] > places[above][0] for below, above in circle) == 2
    assert places["c"][0] > places["a"][0]
    assert places["y"][0] > places["x"][0]


def test_ownership_stands_in_tiers(picture: Picture) -> None:
    links = links_of(picture, "ownership")
    places = arranged("tiers", ends(links), links, {}, {}).places
    right = sum(places[source][0] > places[target][0] for source, target in links)
    assert right > len(links) * 0.7


def test_sides_face_each_other(picture: Picture) -> None:
    links = links_of(picture, "skills")
    places = arranged("sides", ends(links), links, {}, {}).places
    assert sum(places[source][0] < 0 < places[target][0] for source, target in links) > len(links) * 0.95


def test_events_stand_above_their_year_and_who_took_part_below(picture: Picture) -> None:
    view = next(one for one in picture.views if one.id == "events")
    links = [picture.links[i] for i in view.links]
    years = years_of(picture, links)
    kind = {node.id: node.type for node in picture.nodes}
    assert years
    assert {"Exhibition", "Contest"} <= {kind[ident] for ident in years}
    found = arranged("years", ends(links_of(picture, "events")), links_of(picture, "events"), {}, years)
    at = {text: x for x, _, text in found.marks}
    assert all(found.places[ident][1] < 0 for ident in years)
    assert all(found.places[ident][0] == at[str(year)] for ident, year in years.items() if str(year) in at)
    years_told = [(x, text) for x, _, text in found.marks if text != "undated"]
    assert years_told == sorted(years_told)
    assert all(text.isdigit() for _, text in years_told)


def test_each_kind_of_layout_is_used() -> None:
    assert {view.layout for view in ready_views()} == {"tiers", "sides", "years", "map", ""}


def test_python_and_the_page_find_ways_of_the_same_length(
    browser: Browser, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    common = {
        ident
        for ident, thing in graph.things.items()
        if thing.iri.startswith(CONCEPT) or {"Place", "Collective", "Event"} & set(graph.ontology.ancestors(thing.type))
    }
    script = """ends => { const n = ends.map(id => nkg.data.nodeById.get(id)), found = nkg.path.find(n[0], n[1]);
        return found.hops.reduce((all, hop) => all.concat(nkg.data.other(hop, nkg.data.nodeById.get(all[all.length - 1])).id), [ends[0]]); }"""
    with visitor(browser, written(sector(graph), tmp_path)) as opened:
        page = opened()
        for pair in itertools.combinations(
            ("nosotek", "korea-computer-center", "sek-studio", "hana-program-center"), 2
        ):
            ours = way(graph.links(), pair, common, graph.sources)
            theirs = page.evaluate(script, list(pair))
            assert len(ours) == len(theirs) > 1
            assert ours[0] == theirs[0]
            assert ours[-1] == theirs[-1]


def test_a_way_by_itself_opens_on_the_way(browser: Browser, graph: KnowledgeGraph, tmp_path: Path) -> None:
    made = path_picture(graph, "Nosotek", "Korea Computer Center")
    with visitor(browser, written(render(made), tmp_path)) as opened:
        page = opened()
        assert page.evaluate("nkg.graph.scene().kind") == "path"
        assert page.evaluate("nkg.graph.scene().nodes.length") == len(made.nodes)
        assert page.locator("#panel .hop").count() == len(made.nodes) - 1


def test_a_view_by_itself_opens_on_the_view(browser: Browser, graph: KnowledgeGraph, tmp_path: Path) -> None:
    with visitor(browser, written(render(view_picture(graph, ready_view("ownership"))), tmp_path)) as opened:
        page = opened()
        assert page.evaluate("nkg.graph.scene().view.layout") == "tiers"
        assert page.locator("#views button").count() == 2
        assert page.locator(".page").count() == 0


def test_two_things_that_nothing_ties_stand_alone(small_graph: KnowledgeGraph) -> None:
    tied = {end for group in small_graph.links() for end in (group.source, group.target)}
    alone = sorted(set(small_graph.things) - tied)
    made = path_picture(small_graph, alone[0], "alpha")
    assert {node.id for node in made.nodes} == {alone[0], "alpha"}
    assert not made.links


def test_the_command_writes_a_way_and_wants_a_beginning(run: Callable[..., CompletedProcess[str]], small: Path) -> None:
    home = {"NKGRAPH_HOME": str(small)}
    done = run("view", "alpha", "--to", "gamma-bureau", "-o", "way.html", env=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "way.html"
    wrong = run("view", "--to", "gamma-bureau", env=home)
    assert wrong.returncode == 2
    assert "--to needs the entity to begin at" in wrong.stderr
