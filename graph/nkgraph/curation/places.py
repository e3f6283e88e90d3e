"""Rows of ``places.csv``: where a place is, how far that is to be trusted, and what it lies in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nkgraph.curation import vocabulary as check
from nkgraph.model.records import PLACE, Entity, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nkgraph.curation.tables import Table
    from nkgraph.model.ontology import Ontology

_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,4})?\Z", re.ASCII)
_LIMITS = {"latitude": 90, "longitude": 180}
_REMEDY = "Write decimal degrees with a point and at most 4 decimals: 39.0214; south and west are negative"


def read_places(table: Table, ontology: Ontology, entities: Mapping[str, Entity]) -> dict[str, Place]:
    """Coordinates by the id of the place."""
    found: dict[str, Place] = {}
    numbers: dict[str, int] = {}
    for row in table.rows:
        place = Place(*row.cells)
        _check_entity(table, row.number, "entity", place.entity, ontology, entities)
        for column, limit in _LIMITS.items():
            _check_degrees(table, row.number, column, getattr(place, column), limit)
        check.check_code(table, row.number, "precision", place.precision, ontology.codes["precision"])
        if place.within:
            _check_entity(table, row.number, "within", place.within, ontology, entities)
        check.check_required(table, row.number, "source", place.source)
        if place.entity in found:
            table.fault(row.number, "entity", place.entity, "is a place that stands twice", "Keep one row")
        found[place.entity] = place
        numbers[place.entity] = row.number
    _check_circles(table, found, numbers)
    return dict(sorted(found.items()))


def _check_entity(
    table: Table, number: int, column: str, ident: str, ontology: Ontology, entities: Mapping[str, Entity]
) -> None:
    if not check.check_reference(table, number, column, ident, entities, "entities.csv"):
        return
    kind = entities[ident].type
    if not ontology.is_a(kind, PLACE):
        table.fault(number, column, ident, f"is a {kind}, no place", "Name a Place or a Country of entities.csv")


def _check_degrees(table: Table, number: int, column: str, value: str, limit: int) -> None:
    if not _DEGREES.match(value):
        table.fault(number, column, value, f"is no {column}", _REMEDY)
    elif abs(float(value)) > limit:
        table.fault(number, column, value, f"is beyond {limit} degrees", "Look whether the two are exchanged")


def _check_circles(table: Table, found: Mapping[str, Place], numbers: Mapping[str, int]) -> None:
    for ident in found:
        seen = {ident}
        at = ident
        while at in found and found[at].within:
            at = found[at].within
            if at in seen:
                first = found[ident].within
                table.fault(numbers[ident], "within", first, "leads round in a circle", "Name what the place lies in")
                break
            seen.add(at)
