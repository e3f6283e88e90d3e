"""What an endpoint sent: is it an answer, is it whole, and the same answer in the form the standard gives it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, RdfFormat, parse_query_results
from pyoxigraph import parse as parse_rdf

from nkgraph.errors import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import QueryBoolean, QuerySolutions, Triple

_RESULTS = ("application/sparql-results+json", "application/json")
_GRAPHS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "text/plain": RdfFormat.N_TRIPLES,
}
_EXCERPT = 300


class NotAnAnswerError(Exception):
    """The server sent something that is no whole answer to this kind of query."""


def accept(form: str) -> str:
    """The Accept header for a form of query."""
    if form in {"SELECT", "ASK"}:
        return "application/sparql-results+json, application/json;q=0.5"
    return "application/n-triples, text/turtle;q=0.8"


def normal(body: bytes, content: str, form: str) -> bytes:
    """The body as JSON of the standard (SELECT, ASK) or as N-Triples (CONSTRUCT, DESCRIBE).

    Raises
    ------
    NotAnAnswerError
        Saying what it is instead.
    """
    media = content.partition(";")[0].strip().lower()
    if media in {"text/html", "application/xhtml+xml"}:
        raise NotAnAnswerError("gives a web page; the endpoint itself often ends in /sparql or /query")
    if form in {"CONSTRUCT", "DESCRIBE"}:
        return _graph(body, media)
    if media not in _RESULTS:
        raise NotAnAnswerError(f"gives {shown(content or 'an untyped answer')}, not SPARQL results as JSON")
    return _results(body, form)


def _graph(body: bytes, media: str) -> bytes:
    if media not in _GRAPHS:
        raise NotAnAnswerError(f"gives {shown(media or 'an untyped answer')}, not N-Triples or Turtle")
    try:
        triples = {str(quad.triple) for quad in parse_rdf(body, format=_GRAPHS[media])}
    except (SyntaxError, ValueError) as error:
        raise NotAnAnswerError(f"gives a graph that cannot be read, or half of one: {error}") from error
    return "".join(f"{triple} .\n" for triple in sorted(triples)).encode()


def _results(body: bytes, form: str) -> bytes:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotAnAnswerError(f"gives half an answer, or none: {len(body)} bytes that are no whole JSON") from error
    rows = found.get("results", {}).get("bindings") if isinstance(found, dict) else None
    if form == "ASK":
        boolean = found.get("boolean") if isinstance(found, dict) else None
        if boolean is None and isinstance(rows, list):
            boolean = bool(rows)  # Virtuoso answers ASK with a row or with none
        if isinstance(boolean, bool):
            return json.dumps({"head": {}, "boolean": boolean}).encode()
    elif isinstance(rows, list) and isinstance(found.get("head", {}).get("vars"), list):
        return json.dumps({"head": {"vars": found["head"]["vars"]}, "results": {"bindings": _plain(rows)}}).encode()
    raise NotAnAnswerError(f"gives JSON that is no answer to {form}")


def _plain(rows: list[dict[str, dict[str, str]]]) -> list[dict[str, dict[str, str]]]:
    """Rows with ``typed-literal``, the word of an earlier draft, read as ``literal``."""
    for row in rows:
        for term in row.values():
            if term.get("type") == "typed-literal":
                term["type"] = "literal"
    return rows


def parse(payload: bytes, form: str) -> QuerySolutions | QueryBoolean | Iterable[Triple]:
    """A body that `normal` returned, as the engine's own kinds of answer."""
    if form in {"CONSTRUCT", "DESCRIBE"}:
        return (quad.triple for quad in parse_rdf(payload, format=RdfFormat.N_TRIPLES))
    return parse_query_results(payload, format=QueryResultsFormat.JSON)


def excerpt(body: bytes, content: str) -> str:
    """The beginning of an error's text, without markup, on one line."""
    text = body[:4000].decode("utf-8", "replace")
    if "html" in content:
        text = re.sub(r"<[^>]*>", " ", text)
    return shown(" ".join(text.split())[:_EXCERPT])[1:-1] if text.strip() else ""
