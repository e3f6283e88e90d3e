"""Same answer everywhere: every question through Comunica, a client and an evaluator that share no code with ours.

Over the endpoint of ``nkgraph serve`` it is a client, over the exported Turtle an evaluator of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad, RdfFormat, Store, serialize

from conftest import ROOT
from nkgraph.model.terms import prologue
from nkgraph.questions import Question, all_questions
from nkgraph.store import received
from nkgraph.store.answers import read_answer
from nkgraph.store.embedded import EmbeddedStore
from nkgraph.store.guard import query_form
from pin_answers import query_of
from same_answer import EVALUATED, SLOW, hold
from servers import serving

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph
    from nkgraph.store.answers import Answer
    from same_answer import Ask

FOLDER = ROOT / ".cache" / "comunica"
LONGEST = 900
QUESTIONS = all_questions()
HEAVY = {one["question"] for one in SLOW if one["engine"] == "comunica"}
WHOLE = [question for question in QUESTIONS if question.id in EVALUATED]
THINNED = [question for question in QUESTIONS if question.id in HEAVY]


def _named(questions: Sequence[Question]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("question", questions, ids=[question.id for question in questions])


@pytest.fixture(scope="module")
def comunica() -> Path:
    """The folder in which Comunica is installed; ``make test`` has done it, else it is done here."""
    done = subprocess.run(
        [ROOT / "tools" / "make-comunica", FOLDER, sys.executable], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return FOLDER


def _asked(comunica: Path, kind: str, where: str, questions: Sequence[Question], graph: KnowledgeGraph) -> Ask:
    """All questions answered by one process, looked up by their text."""
    texts = {question.id: query_of(question, graph) for question in questions}
    given = [{"id": ident, "query": prologue() + text} for ident, text in texts.items()]
    command = [str(comunica / "node"), str(ROOT / "tests" / "comunica.mjs"), str(comunica), kind, where]
    done = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, timeout=LONGEST, check=False
    )
    assert done.returncode == 0, done.stderr
    answers = {texts[line["id"]]: line for line in map(json.loads, done.stdout.splitlines())}
    assert len(answers) == len(given)

    def ask(query: str) -> Answer:
        assert "error" not in answers[query], answers[query]["error"]
        form = query_form(query)
        media = "application/n-triples" if form in {"CONSTRUCT", "DESCRIBE"} else "application/sparql-results+json"
        return read_answer(received.normal(answers[query]["answer"].encode(), media, form), form)

    return ask


@pytest.fixture(scope="module")
def over_the_endpoint(comunica: Path, graph: KnowledgeGraph) -> Ask:
    with serving(ROOT) as url:
        return _asked(comunica, "endpoint", url + "/sparql", QUESTIONS, graph)


@pytest.fixture(scope="module")
def over_the_turtle(comunica: Path, graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    turtle = tmp_path_factory.mktemp("exported") / "nkgraph.ttl"
    graph.export("turtle", turtle)
    return _asked(comunica, "file", str(turtle), WHOLE, graph)


@pytest.fixture(scope="module")
def thinned(graph: KnowledgeGraph) -> EmbeddedStore:
    """The graph with an eighth of its claims: those whose name ends in 0 or 8."""
    triples = (quad.triple for quad in graph.store.store)
    store = Store()
    kept = (t for t in triples if "/claim/" not in t.subject.value or t.subject.value[-1] in "08")
    store.extend(Quad(t.subject, t.predicate, t.object) for t in kept)
    return EmbeddedStore(memory=store)


@pytest.fixture(scope="module")
def over_the_thinned(
    comunica: Path, thinned: EmbeddedStore, graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory
) -> Ask:
    turtle = tmp_path_factory.mktemp("thinned") / "nkgraph.ttl"
    serialize((quad.triple for quad in thinned.store), turtle, RdfFormat.TURTLE)
    return _asked(comunica, "file", str(turtle), THINNED, graph)


@_named(QUESTIONS)
def test_a_client_gets_the_same_rows(question: Question, over_the_endpoint: Ask, graph: KnowledgeGraph) -> None:
    hold("comunica-client", question, over_the_endpoint, graph)


@_named(WHOLE)
def test_an_evaluator_gives_the_same_rows(question: Question, over_the_turtle: Ask, graph: KnowledgeGraph) -> None:
    hold("comunica", question, over_the_turtle, graph)


@_named(THINNED)
def test_a_slow_question_has_the_same_rows_on_less(
    question: Question, over_the_thinned: Ask, thinned: EmbeddedStore, graph: KnowledgeGraph
) -> None:
    text = query_of(question, graph)
    assert thinned.ask(text), "a smaller graph that has nothing to say proves nothing"
    hold("comunica", question, over_the_thinned, graph, thinned)
