"""Evaluation: a query and a store to serialized bytes, in this process."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, serialize

from nkgraph.errors import QueryError
from nkgraph.model.terms import PREFIXES
from nkgraph.store.formats import GRAPHS, TABLE, TABULAR
from nkgraph.store.guard import syntax_message


def evaluate(store: Store, query: str, result_format: str) -> bytes:
    """Evaluate a query and return the serialized answer; errors as for `evaluate_into`."""
    buffer = BytesIO()
    evaluate_into(store, query, result_format, buffer)
    return buffer.getvalue()


def evaluate_into(store: Store, query: str, result_format: str, output: IO[bytes]) -> None:
    """Evaluate a query and write the answer as it comes; graphs are sorted, so that they have the same bytes.

    Raises
    ------
    QueryError
        If the query cannot be read, or fails while it runs.
    """
    try:
        answer = store.query(query, prefixes=PREFIXES)
        if isinstance(answer, QuerySolutions | QueryBoolean):
            answer.serialize(output, format=TABULAR.get(result_format, QueryResultsFormat.JSON))
            return
        triples = sorted(set(answer), key=str)
    except SyntaxError as error:
        raise QueryError(syntax_message(query, str(error))) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"the query failed: {error}") from error
    name = "nt" if result_format == TABLE else result_format
    prefixes = PREFIXES if GRAPHS[name] in {RdfFormat.TURTLE, RdfFormat.RDF_XML} else None
    serialize(triples, output, GRAPHS[name], prefixes=prefixes)
