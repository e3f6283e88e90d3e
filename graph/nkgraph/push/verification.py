"""Is what the other store holds what we hold? The same queries are put to both, and the answers compared.

Four questions, none of which depends on an order: how many triples; of each predicate how many, how long all its
objects are together, and a sum over their SHA-256; how many literals of each language and datatype; and a sample of
texts, word for word. The sum is taken over subject and object with every character outside ASCII made one sign,
because Virtuoso 7 hashes other characters in an encoding of its own; the lengths and the sample watch over those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from nkgraph.errors import EndpointError, StoreError
from nkgraph.model.terms import compact
from nkgraph.store.answers import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nkgraph.store.answers import Answer

COUNT = "SELECT (COUNT(*) AS ?n) {scope} WHERE {{ ?s ?p ?o }}"
PREDICATES = (
    "SELECT ?p (COUNT(*) AS ?n) (SUM(STRLEN(STR(?o))) AS ?length) (SUM(xsd:integer(CONCAT('0', REPLACE(SUBSTR(SHA256("
    "REPLACE(CONCAT(STR(?s), ' ', STR(?o)), '[^ -~]', '#')), 1, 10), '[a-f]', '')))) AS ?sum) "
    "{scope} WHERE {{ ?s ?p ?o }} GROUP BY ?p"
)
KINDS = (
    "SELECT ?kind (COUNT(*) AS ?n) {scope} WHERE {{ ?s ?p ?o FILTER(isLiteral(?o)) "
    "BIND(IF(LANG(?o) = '', STR(DATATYPE(?o)), LCASE(LANG(?o))) AS ?kind) }} GROUP BY ?kind"
)
SAMPLE = (
    "SELECT ?s ?p (STR(?o) AS ?text) (LCASE(LANG(?o)) AS ?language) {scope} WHERE {{ ?s ?p ?o FILTER(isLiteral(?o) "
    "&& (LANG(?o) != '' || DATATYPE(?o) = xsd:string){sampled}) }}"
)
_SAMPLED = 50_000
_SHOWN = 5


class Asked(Protocol):
    """Whatever answers SPARQL: the embedded store, or an endpoint."""

    def ask(self, query: str, timeout: float | None = None) -> Answer:
        """The answer to a query."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found equal."""

    triples: int
    predicates: int
    kinds: int
    texts: int


def count(store: Asked, graph: str | None = None, timeout: float | None = None) -> int:
    """Triples in a graph of a store."""
    ((number,),) = _rows(store, COUNT.format(scope=_scope(graph)), timeout)
    return int(number)


def verify(ours: Asked, theirs: Asked, graph: str | None, timeout: float) -> Verified:
    """Compare our graph with the one in the other store.

    Raises
    ------
    StoreError
        If they differ, with the first differences.
    EndpointError
        If the endpoint gives no answer.
    """
    total, found = count(ours), count(theirs, graph, timeout)
    if total != found:
        raise StoreError(_count_differs(total, found))
    start = _start(total)
    sampled = f" && STRSTARTS(SHA256(STR(?s)), '{start}')" if start else ""
    asked = {"predicate": PREDICATES, "kind of literal": KINDS, "text": SAMPLE}
    sizes = []
    for what, query in asked.items():
        here = _table(ours, query.format(scope="", sampled=sampled), None)
        there = _table(theirs, query.format(scope=_scope(graph), sampled=sampled), timeout)
        _compare(what, here, there)
        sizes.append(len(here))
    return Verified(total, *sizes)


def _start(total: int) -> str:
    """First hex digits of the subjects in the sample, as many as keep it below some tens of thousands of texts.

    >>> _start(1000), _start(160_000), _start(11_000_000)
    ('', '0', '00')
    """
    digits = 0
    while total > _SAMPLED * 16**digits:
        digits += 1
    return "0" * digits


def _scope(graph: str | None) -> str:
    return f"FROM <{graph}>" if graph else ""


def _rows(store: Asked, query: str, timeout: float | None) -> list[tuple[str, ...]]:
    answer = store.ask(query, timeout)
    if not isinstance(answer, Rows):
        raise EndpointError("the endpoint answers a SELECT with something else")
    return [tuple(str(getattr(term, "value", "")) for term in row) for row in answer.terms]


def _table(store: Asked, query: str, timeout: float | None) -> dict[tuple[str, ...], int]:
    """Rows as a bag: row to how often it comes."""
    found: dict[tuple[str, ...], int] = {}
    for row in _rows(store, query, timeout):
        found[row] = found.get(row, 0) + 1
    return found


def _compare(what: str, here: Mapping[tuple[str, ...], int], there: Mapping[tuple[str, ...], int]) -> None:
    missing = sorted(row for row, number in here.items() if there.get(row) != number)
    extra = sorted(row for row, number in there.items() if here.get(row) != number)
    if missing or extra:
        lines = [
            f"  {sign} {_line(row)}" for sign, rows in (("here", missing), ("there", extra)) for row in rows[:_SHOWN]
        ]
        raise StoreError(
            "\n".join([f"the store holds another graph; rows of the checks by {what} that differ:", *lines])
        )


def _line(row: tuple[str, ...]) -> str:
    cells = " ".join(compact(cell) for cell in row)
    return "".join(c if c.isprintable() else "?" for c in cells)[:160]


def _count_differs(total: int, found: int) -> str:
    if found > total:
        return (
            f"the graph there holds {found} triples, {found - total} more than ours; --replace puts ours in their place"
        )
    return f"the graph there holds {found} of {total} triples; run the command again, it begins anew"
