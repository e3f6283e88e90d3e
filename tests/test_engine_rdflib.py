"""Same answer everywhere: every question on the embedded store and on rdflib's own engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nkgraph.questions import Question, all_questions
from nkgraph.store.answers import Answer, read_answer
from nkgraph.store.guard import query_form
from nkgraph.store.isolation import run_isolated
from same_answer import LIMIT, hold

if TYPE_CHECKING:
    from nkgraph.knowledge_graph import KnowledgeGraph
    from same_answer import Ask

QUESTIONS = all_questions()
each = pytest.mark.parametrize("question", QUESTIONS, ids=[question.id for question in QUESTIONS])


@pytest.fixture(scope="module")
def rdflib(graph: KnowledgeGraph) -> Ask:
    """rdflib's own engine over a plain copy; each question in a child, because nothing else can stop it."""
    copy = graph.rdflib()

    def ask(query: str) -> Answer:
        form = query_form(query)

        def work() -> bytes:
            return copy.query(query).serialize(format="nt" if form == "CONSTRUCT" else "json") or b""

        return read_answer(run_isolated(work, LIMIT), form)

    return ask


@each
def test_rdflib_gives_the_same_rows(question: Question, rdflib: Ask, graph: KnowledgeGraph) -> None:
    hold("rdflib", question, rdflib, graph)
