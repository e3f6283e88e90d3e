"""Values for parameters: checked by kind, made terms, and bound by the engine; never pasted into the query's text.

Each line ``# bind`` of a question becomes ``BIND(term AS ?name)`` for each parameter, the term serialised by the RDF
library, and a FILTER that holds always, without which Virtuoso's compiler fails over some queries. The text is the same
for every engine. pyoxigraph's `substitutions` are not used: they are joined after the evaluation, want the variable
in the SELECT clause, and made all questions together five times slower.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from nkgraph.errors import MisuseError, shown
from nkgraph.model import terms
from nkgraph.model.names import has_control
from nkgraph.model.terms import NK, RDF, SLUG, XSD
from nkgraph.questions.library import suggestion
from nkgraph.store.things import find

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nkgraph.questions.question import Parameter, Question
    from nkgraph.store.things import Thing

LONGEST_VALUE = 500
_BIND = re.compile(r"^([ \t]*)# bind[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"[A-Za-z]{2}\Z")
_COUNTRY = "Country"
Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Known:
    """What values are checked against: the things of the graph, and the graph itself."""

    things: Mapping[str, Thing]
    store: Store


def read_values(question: Question, given: Mapping[str, str], known: Known) -> dict[str, Term]:
    """The term of each parameter, defaults where nothing is given.

    Raises
    ------
    MisuseError
        If a parameter is unknown, or a value does not fit its kind; EntityNotFoundError and AmbiguousNameError with
        the candidates.
    """
    names = [parameter.name for parameter in question.parameters]
    for name in given:
        if name not in names:
            some = suggestion(name, names) if names else "it has no parameters"
            raise MisuseError(f"question {question.id} has no parameter {shown(name)}; {some}")
    return {one.name: read_value(one, given.get(one.name, one.default), known) for one in question.parameters}


def read_value(parameter: Parameter, value: str, known: Known) -> Term:
    """One value as a term; errors as for `read_values`."""
    if len(value) > LONGEST_VALUE or has_control(value) or not value.strip():
        what = f"{len(value)} characters long" if len(value) > LONGEST_VALUE else f"{shown(value)}"
        raise MisuseError(f"{parameter.name}: the value is {what}; give 1 to {LONGEST_VALUE} printable characters")
    return _READERS[parameter.kind](parameter.name, value.strip(), known)


def bind(question: Question, values: Mapping[str, Term]) -> str:
    """The question for any engine: prefixes declared, each ``# bind`` line a block of BIND.

    Raises
    ------
    MisuseError
        If the query has parameters and no place for them.
    """
    block = [f"BIND({written(term)} AS ?{name}) FILTER(!isBlank(?{name}))" for name, term in values.items()]
    if block and not _BIND.search(question.query):
        raise MisuseError(f"question {question.id} has no line '# bind' for its parameters")

    def lines(match: re.Match[str]) -> str:
        return "\n".join(match[1] + line for line in block)

    return terms.prologue() + _BIND.sub(lines, question.query)


def written(term: Term) -> str:
    r"""A term in SPARQL; a day by STRDT, because Virtuoso finds nothing beside a written xsd:date.

    >>> print(written(Literal('"} DROP')))
    "\"} DROP"
    """
    if isinstance(term, Literal) and term.datatype.value == XSD + "date":
        return f"STRDT({Literal(term.value)}, {term.datatype})"
    return str(term)


def _entity(_: str, value: str, known: Known) -> Term:
    return NamedNode(find(_those(known, lambda thing: thing.iri.startswith(terms.ENTITY)), value).iri)


def _concept(_: str, value: str, known: Known) -> Term:
    return NamedNode(find(_those(known, lambda thing: thing.iri.startswith(terms.CONCEPT)), value).iri)


def _country(name: str, value: str, known: Known) -> Term:
    if _CODE.match(value):
        coded = known.store.quads_for_pattern(None, NamedNode(NK + "countryCode"), Literal(value.upper()))
        hit = next((quad.subject for quad in coded if isinstance(quad.subject, NamedNode)), None)
        return hit or _no(name, value, "ISO 3166 code of a country of the graph")
    return NamedNode(find(_those(known, lambda thing: thing.type == _COUNTRY), value).iri)


def _those(known: Known, fit: Callable[[Thing], bool]) -> dict[str, Thing]:
    """Things of the kind wanted, so that the nearest names of an error are of that kind too."""
    return {ident: thing for ident, thing in known.things.items() if fit(thing)}


def _document(name: str, value: str, known: Known) -> Term:
    ident = value.removeprefix(terms.DOCUMENT).removeprefix("doc:")
    if SLUG.match(ident) and _is_a(known.store, terms.DOCUMENT + ident, "Document"):
        return NamedNode(terms.DOCUMENT + ident)
    return _no(name, value, "document; give its id")


def _relation(name: str, value: str, known: Known) -> Term:
    ident = value.removeprefix(NK).removeprefix("nk:")
    if ident.isalnum() and ident.isascii() and _is_a(known.store, NK + ident, "Predicate"):
        return NamedNode(NK + ident)
    return _no(name, value, "predicate of the ontology")


def _is_a(store: Store, iri: str, name: str) -> bool:
    pattern = (NamedNode(iri), NamedNode(RDF + "type"), NamedNode(NK + name))
    return next(iter(store.quads_for_pattern(*pattern)), None) is not None


def _date(name: str, value: str, _: Known) -> Term:
    try:
        day = date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) else None
    except ValueError:
        day = None
    return Literal(day.isoformat(), datatype=NamedNode(XSD + "date")) if day else _no(name, value, "day; 2013-03-16")


def _number(name: str, value: str, _: Known) -> Term:
    try:
        number = Decimal(value) if re.fullmatch(r"-?\d{1,15}(?:\.\d{1,6})?", value, re.ASCII) else None
    except InvalidOperation:
        number = None
    if number is None:
        return _no(name, value, "number; 10 or 2.5")
    kind = "integer" if number == number.to_integral_value() else "decimal"
    return Literal(str(int(number)) if kind == "integer" else str(number), datatype=NamedNode(XSD + kind))


def _text(_: str, value: str, __: Known) -> Term:
    return Literal(value)


def _no(name: str, value: str, what: str) -> Term:
    raise MisuseError(f"{name}: {shown(value)} is no {what}")


_READERS: Mapping[str, Callable[[str, str, Known], Term]] = {
    "entity": _entity,
    "concept": _concept,
    "country": _country,
    "document": _document,
    "relation": _relation,
    "date": _date,
    "text": _text,
    "number": _number,
}
