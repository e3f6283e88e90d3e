"""Formats of answers: which kinds of query each fits, and the engine's serializer for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, RdfFormat

from nkgraph.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Mapping

TABULAR: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
"""Formats of SELECT and ASK."""

GRAPHS: Mapping[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "xml": RdfFormat.RDF_XML,
}
"""Formats of CONSTRUCT and DESCRIBE."""

PLAIN: Mapping[str, str] = {"SELECT": "json", "ASK": "json", "CONSTRUCT": "nt", "DESCRIBE": "nt"}
"""The format in which an answer of each form is carried from the child to Python."""

TABLE = "table"
NAMES = (TABLE, *TABULAR, *(name for name in GRAPHS if name not in TABULAR))
_BOOLEAN = ("json", "xml")


def check_format(name: str, form: str) -> None:
    """Refuse a format that does not fit the form of the query.

    Raises
    ------
    MisuseError
        Naming the formats that do.
    """
    if form == "SELECT":
        fitting: tuple[str, ...] = (TABLE, *TABULAR)
    elif form == "ASK":
        fitting = (TABLE, *_BOOLEAN)
    else:
        fitting = (TABLE, *GRAPHS)
    if name not in fitting:
        raise MisuseError(f"format {name} does not fit {form}; one of: {', '.join(fitting)}")
