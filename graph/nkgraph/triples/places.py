"""Where places are: coordinates as triples of the place itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nkgraph.triples.turtle import about, text, typed

if TYPE_CHECKING:
    from nkgraph.model.ontology import Ontology
    from nkgraph.model.records import Place
    from nkgraph.triples.turtle import Pairs


def place_block(item: Place, ontology: Ontology) -> str:
    """Coordinates of a place, how far they are to be trusted, where they come from, and what the place lies in."""
    return about(f"ent:{item.entity}", _pairs(item, ontology))


def _pairs(item: Place, ontology: Ontology) -> Pairs:
    yield f"nk:latitude {typed(shortest(item.latitude), 'xsd:decimal')}"
    yield f"nk:longitude {typed(shortest(item.longitude), 'xsd:decimal')}"
    yield f"nk:coordinatePrecision nk:{ontology.codes['precision'][item.precision].id}"
    yield f"nk:coordinateSource {text(item.source)}"
    if item.within:
        yield f"nk:within ent:{item.within}"


def shortest(degrees: str) -> str:
    """Degrees without idle zeros; a store writes a number so, and the same place must be the same triple.

    >>> shortest("39.50"), shortest("-0.0"), shortest("120")
    ('39.5', '0', '120')
    """
    text_of = degrees.rstrip("0").rstrip(".") if "." in degrees else degrees
    return "0" if text_of == "-0" else text_of
