"""Turtle of ids, dates, quantities and texts; the one place where values become terms.

A pair is the text of a predicate and its object; `about` puts pairs behind their subject. Every triple stands on
a line of its own, so that the lines of a block are its triples: no term holds a line break.
The text is written here and not by way of term objects, each of which costs more than its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from nkgraph.model import ontology as kinds
from nkgraph.model import terms
from nkgraph.model.dates import parse_date
from nkgraph.model.quantities import parse_quantity

if TYPE_CHECKING:
    from nkgraph.model.ontology import Predicate

Pairs = Iterable[str]

_EDTF = f"<{terms.EDTF}>"
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_QUANTITY = "nk:" + terms.local_name(terms.QUANTITY)


def head() -> str:
    """The declarations of all prefixes, one a line."""
    return "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in terms.PREFIXES.items())


def about(subject: str, pairs: Pairs) -> str:
    r"""The block of a subject; empty where there are no pairs.

    >>> about("ent:nosotek", ["a nk:Firm", "nk:country ent:kp"])
    'ent:nosotek a nk:Firm ;\n\tnk:country ent:kp .\n'
    """
    body = " ;\n\t".join(pairs)
    return f"{subject} {body} .\n" if body else ""


def triples_in(block: str) -> int:
    """The number of triples of a block."""
    return block.count("\n")


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    return "\\" + found if found in '"\\' else f"\\u{ord(found):04X}"


def text(value: str, language: str = "") -> str:
    r"""A plain or tagged text; tags are lower case, as every store keeps them.

    >>> text('say "no"', "zh-Hant")
    '"say \\"no\\""@zh-hant'
    """
    if _SPECIAL.search(value):
        value = _SPECIAL.sub(_escaped, value)
    return f'"{value}"@{language.lower()}' if language else f'"{value}"'


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype that is given as it is written: ``xsd:date``, ``<http://...>``."""
    return f"{text(value)}^^{datatype}"


def edtf(value: str) -> str:
    """A date as curated."""
    return typed(value, _EDTF)


def value_of(value: str, predicate: Predicate) -> str:
    """The object of a claim as the predicate's range wants it."""
    kind = predicate.kind
    if kind == kinds.LINK:
        return f"ent:{value}"
    if kind == kinds.CONCEPT:
        return f"skill:{value}"
    if kind == kinds.DATE:
        return edtf(value)
    if kind == kinds.QUANTITY:
        return typed(value, _QUANTITY)
    if kind == kinds.ADDRESS:
        return typed(value, "xsd:anyURI")
    return text(value)


def bounds(value: str, predicate: Predicate) -> Pairs:
    """First and last day, or lower and upper bound, of a claim's value."""
    if predicate.kind == kinds.DATE:
        return _days(value, "value")
    if predicate.kind == kinds.QUANTITY:
        return _amounts(value)
    return ()


@lru_cache(maxsize=16384)
def dated(value: str, name: str) -> tuple[str, ...]:
    """A date property with its two bounds; nothing for an empty cell."""
    return (f"nk:{name} {edtf(value)}", *_days(value, name)) if value else ()


@lru_cache(maxsize=16384)
def _days(value: str, name: str) -> tuple[str, ...]:
    period = parse_date(value)
    both = (("Earliest", period.earliest), ("Latest", period.latest))
    return tuple(f'nk:{name}{end} "{day.isoformat()}"^^xsd:date' for end, day in both if day)


@lru_cache(maxsize=16384)
def _amounts(value: str) -> tuple[str, ...]:
    quantity = parse_quantity(value)
    both = (("Lower", quantity.lower), ("Upper", quantity.upper))
    return tuple(f'nk:value{end} "{amount}"^^xsd:decimal' for end, amount in both if amount is not None)
