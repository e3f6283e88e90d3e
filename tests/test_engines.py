"""Same answer everywhere: every question on the embedded store, rdflib, the Oxigraph server and Virtuoso."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from nkgraph.questions import Question, all_questions
from nkgraph.store.answers import Answer, read_answer
from nkgraph.store.endpoint import Endpoint
from nkgraph.store.guard import query_form
from nkgraph.store.isolation import run_isolated
from pin_answers import query_of
from same_answer import difference
from servers import oxigraph_server, virtuoso

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rdflib.query import Result

    from nkgraph.knowledge_graph import KnowledgeGraph

    Ask = Callable[[str], Answer]

QUESTIONS = all_questions()
LIMIT = 60.0
"""Seconds that an engine may take for one question."""

EXCEPTIONS = tomllib.loads((ROOT / "tests" / "engine_exceptions.toml").read_text("utf-8"))["exception"]
each = pytest.mark.parametrize("question", QUESTIONS, ids=[question.id for question in QUESTIONS])


@pytest.fixture(scope="module")
def oxigraph(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with oxigraph_server(graph.cache.turtle, tmp_path_factory.mktemp("oxigraph")) as url:
        yield lambda query: Endpoint(url).ask(query, LIMIT)


@pytest.fixture(scope="module")
def openlink(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with virtuoso(graph.cache.turtle, tmp_path_factory.mktemp("virtuoso")) as url:
        yield lambda query: Endpoint(url).ask(query, LIMIT)


@pytest.fixture(scope="module")
def rdflib(graph: KnowledgeGraph) -> Ask:
    """rdflib's own engine over a plain copy; each question in a child, because nothing else can stop it."""
    copy = graph.rdflib()

    def ask(query: str) -> Answer:
        form = query_form(query)

        def work() -> bytes:
            result: Result = copy.query(query)
            return result.serialize(format="nt" if form == "CONSTRUCT" else "json") or b""

        return read_answer(run_isolated(work, LIMIT), form)

    return ask


def hold(engine: str, question: Question, ask: Ask, graph: KnowledgeGraph) -> None:
    """Compare with the embedded store; an exception of the table must still be one."""
    text = query_of(question, graph)
    found = difference(graph.store.ask(text), ask(text))
    excepted = any(one["engine"] == engine and one["question"] == question.id for one in EXCEPTIONS)
    assert bool(found) == excepted, found or f"{engine} answers {question.id} now; take it out of the table"


@each
def test_the_oxigraph_server_gives_the_same_rows(question: Question, oxigraph: Ask, graph: KnowledgeGraph) -> None:
    hold("oxigraph", question, oxigraph, graph)


@each
def test_virtuoso_gives_the_same_rows(question: Question, openlink: Ask, graph: KnowledgeGraph) -> None:
    hold("virtuoso", question, openlink, graph)


@each
def test_rdflib_gives_the_same_rows(question: Question, rdflib: Ask, graph: KnowledgeGraph) -> None:
    hold("rdflib", question, rdflib, graph)


def test_an_exception_names_its_cause() -> None:
    idents = {question.id for question in QUESTIONS}
    for one in EXCEPTIONS:
        assert one["engine"] in {"rdflib", "oxigraph", "virtuoso"}
        assert one["question"] in idents
        assert len(one["cause"]) > 20
