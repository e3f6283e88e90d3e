"""Ready views: questions that return links, each an .rq file under ``ready/`` with a title and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from nkgraph.errors import MisuseError, QueryError
from nkgraph.model.headers import header_pairs
from nkgraph.model.terms import local_name
from nkgraph.store.answers import Rows, Triples

if TYPE_CHECKING:
    from nkgraph.store.embedded import EmbeddedStore

Triple = tuple[str, str, str]
_COLUMNS = ("source", "relation", "target")
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Question:
    """A ready view before it is asked; `layout` is ``tiers``, ``sides``, ``years``, ``map``, or empty for clusters."""

    id: str
    title: str
    sentence: str
    query: str
    order: int
    layout: str = ""


def ready_views() -> list[Question]:
    """All ready views in reading order."""
    found = []
    for entry in (files("nkgraph.views") / "ready").iterdir():
        if entry.name.endswith(".rq"):
            text = entry.read_text("utf-8")
            header = dict(header_pairs(text))
            ident = entry.name.removesuffix(".rq")
            order, layout = int(header["order"]), header.get("layout", "")
            found.append(Question(ident, header["title"], header["sentence"], text, order, layout))
    return sorted(found, key=lambda question: question.order)


def ready_view(name: str) -> Question:
    """One ready view by id.

    Raises
    ------
    MisuseError
        If there is none of that name.
    """
    known = {question.id: question for question in ready_views()}
    if name not in known:
        raise MisuseError(f"no ready view {name}; one of: {', '.join(known)}")
    return known[name]


def asked(question: str, store: EmbeddedStore) -> set[Triple]:
    """Links (short ids) that a query returns as ``?source ?relation ?target`` or as CONSTRUCT.

    Raises
    ------
    QueryError
        If the query cannot be read, runs longer than a minute, or returns something else.
    """
    answer = store.ask(question, _SECONDS)
    if isinstance(answer, Rows):
        if not set(_COLUMNS) <= set(answer.columns):
            raise QueryError("a view's SELECT returns ?source ?relation ?target; this one does not")
        places = [answer.columns.index(name) for name in _COLUMNS]
        rows = [tuple(row[place] for place in places) for row in answer.terms]
    elif isinstance(answer, Triples):
        rows = [(triple.subject, triple.predicate, triple.object) for triple in answer]
    else:
        raise QueryError("a view is a SELECT of ?source ?relation ?target, or a CONSTRUCT")
    found = set()
    for source, relation, target in rows:
        if isinstance(source, NamedNode) and isinstance(relation, NamedNode) and isinstance(target, NamedNode):
            found.add((local_name(source.value), local_name(relation.value), local_name(target.value)))
    return found
