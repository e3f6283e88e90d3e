"""Same answer everywhere: every question on the embedded store, the Oxigraph server and Virtuoso."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nkgraph.questions import Question, all_questions
from nkgraph.store.endpoint import Endpoint
from same_answer import EXCEPTIONS, LIMIT, SLOW, hold
from servers import oxigraph_server, virtuoso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nkgraph.knowledge_graph import KnowledgeGraph
    from same_answer import Ask

QUESTIONS = all_questions()
each = pytest.mark.parametrize("question", QUESTIONS, ids=[question.id for question in QUESTIONS])


@pytest.fixture(scope="module")
def oxigraph(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with oxigraph_server(graph.cache.turtle, tmp_path_factory.mktemp("oxigraph")) as url:
        yield lambda query: Endpoint(url).ask(query, LIMIT)


@pytest.fixture(scope="module")
def openlink(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with virtuoso(graph.cache.turtle, tmp_path_factory.mktemp("virtuoso")) as url:
        yield lambda query: Endpoint(url).ask(query, LIMIT)


@each
def test_the_oxigraph_server_gives_the_same_rows(question: Question, oxigraph: Ask, graph: KnowledgeGraph) -> None:
    hold("oxigraph", question, oxigraph, graph)


@each
def test_virtuoso_gives_the_same_rows(question: Question, openlink: Ask, graph: KnowledgeGraph) -> None:
    hold("virtuoso", question, openlink, graph)


def test_an_exception_names_its_cause() -> None:
    idents = {question.id for question in QUESTIONS}
    for one in [*EXCEPTIONS, *SLOW]:
        assert one["engine"] in {"rdflib", "oxigraph", "virtuoso", "comunica", "comunica-client"}
        assert one["question"] in idents
        assert len(one["cause"]) > 20
