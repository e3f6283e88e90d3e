"""Answers for reading: columns and cells, each cell with the path of the page that speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from nkgraph.model import terms
from nkgraph.site import addresses
from nkgraph.store.answers import Rows, Triples, text_of

if TYPE_CHECKING:
    from nkgraph.knowledge_graph import KnowledgeGraph
    from nkgraph.store.answers import Answer, Term

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: its text, and the path of its page below the site's folder (empty where it has none)."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a table; `total` counts all rows, of which the first two hundred are shown."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


def shown(answer: Answer, graph: KnowledgeGraph) -> Shown:
    """An answer of any kind as a table for reading."""
    if isinstance(answer, Rows):
        columns, rows = answer.columns, [list(row) for row in answer.terms]
    elif isinstance(answer, Triples):
        columns, rows = ("subject", "predicate", "object"), [list(triple) for triple in answer]
    else:
        return Shown(("answer",), ((Cell("yes" if answer else "no", ""),),), 1)
    cells = tuple(tuple(_cell(term, graph) for term in row) for row in rows[:MOST_ROWS])
    return Shown(columns, cells, len(rows))


def _cell(term: Term | None, graph: KnowledgeGraph) -> Cell:
    if not isinstance(term, NamedNode):
        return Cell(text_of(term), "")
    name = terms.local_name(term.value)
    for base in (terms.ENTITY, terms.CONCEPT):
        if term.value.startswith(base) and name in graph.things:
            return Cell(graph.things[name].label, addresses.thing_path(name, term.value))
    if term.value.startswith(terms.DOCUMENT) and name in graph.sources:
        return Cell(graph.sources[name].label, addresses.document_path(name))
    if term.value.startswith(terms.CLAIM):
        return Cell("claim", addresses.claim_path(name))
    return Cell(text_of(term), "")
