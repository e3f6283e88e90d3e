"""Ready views: questions that return links, each an .rq file under ``ready/`` with a title and a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

from pyoxigraph import NamedNode, QuerySolutions, Store

from nkgraph.errors import MisuseError, QueryError
from nkgraph.model.terms import PREFIXES, local_name
from nkgraph.store.guard import query_form, syntax_message

_HEADER = re.compile(r"^#\s*(\w+):\s*(.*)$", re.MULTILINE)
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A ready view before it is asked."""

    id: str
    title: str
    sentence: str
    query: str
    order: int


def ready_views() -> list[Question]:
    """All ready views in reading order."""
    found = []
    for entry in (files("nkgraph.views") / "ready").iterdir():
        if entry.name.endswith(".rq"):
            text = entry.read_text("utf-8")
            header = dict(_HEADER.findall(text))
            ident = entry.name.removesuffix(".rq")
            found.append(Question(ident, header["title"], header["sentence"], text, int(header["order"])))
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


def asked(question: str, store: Store) -> set[Triple]:
    """Links (short ids) that a query returns as ``?source ?relation ?target`` or as CONSTRUCT.

    Raises
    ------
    QueryError
        If the query cannot be read, or returns something else.
    """
    query_form(question)
    try:
        answer = store.query(question, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(syntax_message(question, str(error))) from error
    if isinstance(answer, QuerySolutions):
        names = [variable.value for variable in answer.variables]
        if not {"source", "relation", "target"} <= set(names):
            raise QueryError("a view's SELECT returns ?source ?relation ?target; this one does not")
        rows = [(row["source"], row["relation"], row["target"]) for row in answer]
    elif isinstance(answer, bool) or not hasattr(answer, "__iter__"):
        raise QueryError("a view is a SELECT of ?source ?relation ?target, or a CONSTRUCT")
    else:
        rows = [(triple.subject, triple.predicate, triple.object) for triple in answer]
    return {tuple(local_name(n.value) for n in row) for row in rows if all(isinstance(n, NamedNode) for n in row)}  # type: ignore[misc]
