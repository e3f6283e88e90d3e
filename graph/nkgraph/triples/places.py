"""Where places are: coordinates as triples of the place itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nkgraph.model.terms import XSD
from nkgraph.triples.nodes import Pairs, about, entity, nk, text, typed

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from nkgraph.model.ontology import Ontology
    from nkgraph.model.records import Place


def place_triples(item: Place, ontology: Ontology) -> list[Triple]:
    """Coordinates of a place, how far they are to be trusted, where they come from, and what the place lies in."""
    return about(entity(item.entity), _pairs(item, ontology))


def _pairs(item: Place, ontology: Ontology) -> Pairs:
    yield nk("latitude"), typed(shortest(item.latitude), XSD + "decimal")
    yield nk("longitude"), typed(shortest(item.longitude), XSD + "decimal")
    yield nk("coordinatePrecision"), nk(ontology.codes["precision"][item.precision].id)
    yield nk("coordinateSource"), text(item.source)
    if item.within:
        yield nk("within"), entity(item.within)


def shortest(degrees: str) -> str:
    """Degrees without idle zeros; a store writes a number so, and the same place must be the same triple.

    >>> shortest("39.50"), shortest("-0.0"), shortest("120")
    ('39.5', '0', '120')
    """
    text_of = degrees.rstrip("0").rstrip(".") if "." in degrees else degrees
    return "0" if text_of == "-0" else text_of
