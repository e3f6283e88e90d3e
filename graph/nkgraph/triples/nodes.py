"""RDF nodes of ids, dates, quantities and texts; the one place where values become terms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from nkgraph.model import ontology as kinds
from nkgraph.model import terms
from nkgraph.model.dates import parse_date
from nkgraph.model.quantities import parse_quantity
from nkgraph.model.terms import NK, XSD

if TYPE_CHECKING:
    from nkgraph.model.ontology import Predicate

Node = NamedNode | Literal
Pair = tuple[NamedNode, Node]
Pairs = Iterable[Pair]


@lru_cache(maxsize=16384)
def node(iri: str) -> NamedNode:
    """An IRI as node; kept, because predicates, codes and documents return thousands of times."""
    return NamedNode(iri)


@lru_cache(maxsize=16384)
def nk(name: str) -> NamedNode:
    """A term of the ontology."""
    return NamedNode(NK + name)


@lru_cache(maxsize=16384)
def entity(ident: str) -> NamedNode:
    """An entity's node."""
    return NamedNode(terms.ENTITY + ident)


@lru_cache(maxsize=16384)
def document(ident: str) -> NamedNode:
    """A document's node."""
    return NamedNode(terms.DOCUMENT + ident)


@lru_cache(maxsize=16384)
def text(value: str, language: str = "") -> Literal:
    """A plain or tagged text."""
    return Literal(value, language=language) if language else Literal(value)


@lru_cache(maxsize=16384)
def typed(value: str, datatype: str) -> Literal:
    """A literal of a datatype."""
    return Literal(value, datatype=node(datatype))


def value_node(value: str, predicate: Predicate) -> Node:
    """The object of a claim as the predicate's range wants it."""
    if predicate.kind == kinds.LINK:
        return entity(value)
    if predicate.kind == kinds.CONCEPT:
        return node(terms.CONCEPT + value)
    if predicate.kind == kinds.DATE:
        return typed(value, terms.EDTF)
    if predicate.kind == kinds.QUANTITY:
        return typed(value, terms.QUANTITY)
    if predicate.kind == kinds.ADDRESS:
        return typed(value, XSD + "anyURI")
    return text(value)


def bounds(value: str, predicate: Predicate) -> Pairs:
    """First and last day, or lower and upper bound, of a claim's value."""
    if predicate.kind == kinds.DATE:
        return _days(value, "value")
    if predicate.kind == kinds.QUANTITY:
        return _amounts(value)
    return ()


@lru_cache(maxsize=16384)
def dated(value: str, name: str) -> tuple[Pair, ...]:
    """A date property with its two bounds; nothing for an empty cell."""
    return ((nk(name), typed(value, terms.EDTF)), *_days(value, name)) if value else ()


@lru_cache(maxsize=16384)
def _days(value: str, name: str) -> tuple[Pair, ...]:
    period = parse_date(value)
    both = (("Earliest", period.earliest), ("Latest", period.latest))
    return tuple((nk(name + end), typed(day.isoformat(), XSD + "date")) for end, day in both if day)


def _amounts(value: str) -> Pairs:
    quantity = parse_quantity(value)
    if quantity.lower is not None:
        yield nk("valueLower"), typed(str(quantity.lower), XSD + "decimal")
    if quantity.upper is not None:
        yield nk("valueUpper"), typed(str(quantity.upper), XSD + "decimal")


def about(subject: NamedNode, pairs: Pairs) -> list[Triple]:
    """Triples of one subject."""
    return [Triple(subject, predicate, value) for predicate, value in pairs]
