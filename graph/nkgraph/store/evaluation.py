"""Evaluation: a query and a store to serialized bytes, in this process."""

from __future__ import annotations

from io import BytesIO
from typing import IO, TYPE_CHECKING

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, serialize

from nkgraph.errors import QueryError
from nkgraph.model.terms import PREFIXES
from nkgraph.store.formats import GRAPHS, TABLE, TABULAR
from nkgraph.store.guard import syntax_message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple


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
        write_answer(store.query(query, prefixes=PREFIXES), result_format, output)
    except SyntaxError as error:
        raise QueryError(syntax_message(query, str(error))) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"the query failed: {error}") from error


def write_answer(
    answer: QuerySolutions | QueryBoolean | Iterable[Triple], result_format: str, output: IO[bytes]
) -> None:
    """Serialize an answer of the engine: rows as they come, triples sorted."""
    if isinstance(answer, QuerySolutions | QueryBoolean):
        answer.serialize(output, format=TABULAR.get(result_format, QueryResultsFormat.JSON))
        return
    name = "nt" if result_format == TABLE else result_format
    prefixes = PREFIXES if GRAPHS[name] in {RdfFormat.TURTLE, RdfFormat.RDF_XML} else None
    serialize(sorted(set(answer), key=str), output, GRAPHS[name], prefixes=prefixes)
