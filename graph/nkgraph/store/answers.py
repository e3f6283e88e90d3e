"""Answers in Python: rows, triples, booleans; values a reader of Python expects, with the exact terms beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from html import escape
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from nkgraph.errors import MisuseError
from nkgraph.model.terms import XSD, compact

if TYPE_CHECKING:
    import pandas as pd

Term = NamedNode | BlankNode | Literal | Triple
Value = str | int | bool | Decimal | date | None
_SHOWN_ROWS = 200
_READERS: Mapping[str, Callable[[str], Value]] = {
    "integer": int,
    "int": int,
    "long": int,
    "nonNegativeInteger": int,
    "decimal": Decimal,
    "date": date.fromisoformat,
    "boolean": lambda text: text in {"true", "1"},
}


def value_of(term: Term | None) -> Value:
    """A term as Python value: IRIs and texts as str, numbers as int or Decimal, days as date, unbound as None."""
    if not isinstance(term, Literal):
        return term if term is None else text_or_iri(term)
    read = _READERS.get(term.datatype.value.removeprefix(XSD))
    try:
        return read(term.value) if read else term.value
    except (ValueError, InvalidOperation):
        return term.value


def text_or_iri(term: NamedNode | BlankNode | Triple) -> str:
    """The whole IRI of a node; the N-Triples text of anything else."""
    return term.value if isinstance(term, NamedNode) else str(term)


def text_of(term: Term | None) -> str:
    """A term for human eyes: IRIs with their prefix, literals without quotes, nothing for unbound."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    return term.value if isinstance(term, Literal) else str(term)


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: column names, and one tuple of values for each solution.

    `terms` holds the same rows as exact RDF terms (language, datatype).
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        """Rows of Python values."""
        return (tuple(value_of(term) for term in row) for row in self.terms)

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.terms)

    def __getitem__(self, index: int) -> tuple[Value, ...]:
        """One row of Python values."""
        return tuple(value_of(term) for term in self.terms[index])

    def first(self) -> tuple[Value, ...] | None:
        """The first row, or None where there is none."""
        return self[0] if self.terms else None

    def to_dicts(self) -> list[Mapping[str, Value]]:
        """Rows as dictionaries by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def to_texts(self) -> list[tuple[str, ...]]:
        """Rows for human eyes."""
        return [tuple(text_of(term) for term in row) for row in self.terms]

    def to_pandas(self) -> pd.DataFrame:
        """Rows as a pandas data frame.

        Raises
        ------
        MisuseError
            If pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - an optional extra
        except ImportError as error:
            raise MisuseError("pandas is not installed; pip install nkgraph[notebooks]") from error
        return pd.DataFrame(list(self), columns=list(self.columns))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in row) + "</tr>"
            for row in self.to_texts()[:_SHOWN_ROWS]
        )
        more = (
            f"<p>{len(self)} rows, {_SHOWN_ROWS} shown</p>" if len(self) > _SHOWN_ROWS else f"<p>{len(self)} rows</p>"
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


@dataclass(frozen=True, slots=True)
class Triples(Sequence[Triple]):
    """The answer of a CONSTRUCT or DESCRIBE: sorted triples, each once."""

    triples: tuple[Triple, ...]

    def __getitem__(self, index: int) -> Triple:  # type: ignore[override]
        """One triple."""
        return self.triples[index]

    def __len__(self) -> int:
        """Number of triples."""
        return len(self.triples)

    def _repr_html_(self) -> str:
        return Rows(("subject", "predicate", "object"), tuple(tuple(t) for t in self.triples))._repr_html_()


Answer = Rows | Triples | bool


def read_answer(payload: bytes, form: str) -> Answer:
    """The engine's JSON (SELECT, ASK) or N-Triples (CONSTRUCT, DESCRIBE) as an answer."""
    if form in {"CONSTRUCT", "DESCRIBE"}:
        return Triples(tuple(quad.triple for quad in parse(payload, format=RdfFormat.N_TRIPLES)))
    results = parse_query_results(payload, format=QueryResultsFormat.JSON)
    if not isinstance(results, QuerySolutions):
        return bool(results)
    columns = tuple(variable.value for variable in results.variables)
    return Rows(columns, tuple(tuple(row[name] for name in columns) for row in results))
