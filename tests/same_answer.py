"""Answers of different engines made comparable: what the standard lets them write differently is written alike."""

from __future__ import annotations

import tomllib
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from conftest import ROOT
from nkgraph.model.terms import XSD
from nkgraph.store.answers import Rows, Triples
from pin_answers import query_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from nkgraph.knowledge_graph import KnowledgeGraph
    from nkgraph.questions import Question
    from nkgraph.store.answers import Answer, Term
    from nkgraph.store.embedded import EmbeddedStore

    Ask = Callable[[str], Answer]

LIMIT = 60.0
"""Seconds that an engine may take for one question."""

_TABLE = tomllib.loads((ROOT / "tests" / "engine_exceptions.toml").read_text("utf-8"))
EXCEPTIONS = _TABLE["exception"]
SLOW = _TABLE["slow"]
EVALUATED = frozenset(_TABLE["comunica_evaluates"])

NUMBERS = {XSD + name for name in ("integer", "decimal", "int", "long", "nonNegativeInteger")}


def plain(term: Term | None) -> tuple[str, ...]:
    """A term with numbers by value, language tags in lower case, and xsd:string as plain text."""
    if not isinstance(term, Literal):
        return ("node", str(term))
    if term.language:
        return ("text", term.value, term.language.lower())
    datatype = term.datatype.value
    if datatype in NUMBERS:
        return ("number", str(Decimal(term.value).normalize()))
    return ("literal", term.value, datatype)


def rows_of(answer: Answer) -> Counter[tuple[tuple[str, ...], ...]]:
    """Rows or triples with how often each comes; the order is left out."""
    if isinstance(answer, Rows):
        return Counter(tuple(plain(term) for term in row) for row in answer.terms)
    if isinstance(answer, Triples):
        return Counter(tuple(plain(term) for term in triple) for triple in answer)
    return Counter({(("boolean", str(answer)),): 1})


def difference(ours: Answer, theirs: Answer) -> str:
    """What is missing and what is too much, or nothing."""
    left, right = rows_of(ours), rows_of(theirs)
    missing, extra = list((left - right).elements()), list((right - left).elements())
    if not missing and not extra:
        return ""
    return f"{len(missing)} rows missing, e.g. {missing[:2]}; {len(extra)} too many, e.g. {extra[:2]}"


def hold(engine: str, question: Question, ask: Ask, graph: KnowledgeGraph, ours: EmbeddedStore | None = None) -> None:
    """Compare with the embedded store, of the graph or another; an exception of the table must still be one."""
    text = query_of(question, graph)
    found = difference((ours or graph.store).ask(text), ask(text))
    excepted = any(one["engine"] == engine and one["question"] == question.id for one in EXCEPTIONS)
    assert bool(found) == excepted, found or f"{engine} answers {question.id} now; take it out of the table"
