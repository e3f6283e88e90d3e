"""What Python packs is what the page reads: every claim, name, document and place, hostile text included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nkgraph.views.columns import column, lists, numbers
from nkgraph.views.compose import entity_picture
from nkgraph.views.page import render
from nkgraph.views.rows import plain
from nkgraph.views.shorthand import learn
from page_browser import sector, visitor, written
from page_fixture import mock_picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from nkgraph.knowledge_graph import KnowledgeGraph
    from page_browser import Visit

CLAIMS = """() => nkg.data.claims.map(c => [c.id, c.subject, c.relation.id, c.object, c.object_is_node,
    c.source ? c.source.id : '', c.locator, c.paraphrase, c.confidence, c.mode, c.status, c.as_of, c.valid_from,
    c.valid_to, c.qualifiers, c.note, c.fact, c.preferred])"""


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    with visitor(browser, written(render(mock_picture()), tmp_path)) as opened:
        yield opened


def test_every_claim_arrives_whole(visit: Visit) -> None:
    seen = visit().evaluate(CLAIMS)
    told = [
        [c.id, c.subject, c.predicate, c.object, c.object_is_node, c.document, c.locator, c.paraphrase, c.confidence,
         c.mode, c.status, c.as_of, c.valid_from, c.valid_to, [list(q) for q in c.qualifiers], c.note, c.fact,
         c.preferred]
        for c in mock_picture().claims
    ]  # fmt: skip
    assert seen == told


def test_documents_are_read_from_the_list_of_sources(visit: Visit) -> None:
    script = "() => nkg.data.documents.map(d => [d.id, d.title, d.publisher, d.published, d.url, d.archived_url])"
    for one, document in zip(visit().evaluate(script), mock_picture().documents, strict=True):
        assert one[:2] == [document.id, plain(document.title or document.id)]
        assert one[2:] == [
            plain(document.publisher),
            document.published,
            *map(plain, (document.url, document.archived_url)),
        ]


def test_nodes_names_links_and_views_arrive(visit: Visit) -> None:
    page, picture = visit(), mock_picture()
    nodes = page.evaluate(
        "nkg.data.nodes.map(n => [n.id, n.label, n.x, n.y, n.size, n.country, n.concept, n.names.length])"
    )
    assert nodes == [[n.id, n.label, n.x, n.y, n.size, n.country, n.concept, len(n.names)] for n in picture.nodes]
    links = page.evaluate(
        "nkg.data.links.map(l => [l.from.id, l.relation.id, l.to.id, l.fact, l.claims.map(c => c.i)])"
    )
    assert links == [[k.source, k.relation, k.target, k.fact, list(k.claims)] for k in picture.links]
    assert page.evaluate("nkg.data.views.map(v => v.links)") == [list(view.links) for view in picture.views]


def test_the_real_page_says_each_claim_as_the_graph_does(
    browser: Browser, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    with visitor(browser, written(sector(graph), tmp_path)) as opened:
        seen = dict(opened().evaluate("() => nkg.data.claims.map(c => [c.id, c.paraphrase + '|' + c.note])"))
    stated = {s.id: f"{s.paraphrase}|{s.note}" for s in graph.statements if s.predicate != "name"}
    assert seen == {ident: stated[ident] for ident in seen}
    assert len(seen) == len(stated)


def test_the_real_pages_keep_their_budget(graph: KnowledgeGraph) -> None:
    assert len(sector(graph).encode()) < 3_700_000
    assert len(render(entity_picture(graph, "Korea Computer Center", 1)).encode()) < 950_000


@pytest.mark.parametrize(
    "values", [[], [5], [0] * 99, list(range(500)), [3, -7, 900000, 2], [10**9, 1], [-1, 8000] * 50]
)
def test_numbers_are_written_in_the_shortest_of_three_ways(values: list[int]) -> None:
    assert numbers(values) == numbers(tuple(values))
    assert len(str(numbers(values))) <= len(str(values)) + 40


def test_lists_keep_their_sizes() -> None:
    assert lists([[1, 2], [], [3]]) == {"sizes": [2, 0, 1], "items": [1, 2, 3]}


def test_shorthand_never_uses_a_sign_of_the_texts() -> None:
    texts = [f"~ one and the same phrase, Ā {n}" for n in range(30)]
    shorthand = learn(texts)
    assert not set(shorthand.signs) & set("".join(texts))
    assert len(shorthand.short(texts[0])) < len(texts[0]) / 2


def test_a_column_of_claim_ids_takes_eight_bytes_each() -> None:
    assert column(["00112233445566aa", "ffeeddccbbaa9988"], learn([])) == {"hex": "ABEiM0RVZqr/7t3Mu6qZiA=="}
