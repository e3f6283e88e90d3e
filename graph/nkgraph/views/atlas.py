"""Atlas: where the places of a picture stand on a map, and the outline under them, projected and rounded.

The projection is Miller's cylindrical one (O. M. Miller, "Notes on cylindrical world map projections", Geographical
Review 32, 1942): parallels and meridians are straight, Korea keeps its shape, and the poles stay on the sheet. The
sheet is cut in the Atlantic, so that East Asia stands in the middle. Eastings and northings are in degrees of the
equator, y counts downwards.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import degrees, log, pi, radians, tan
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions

from nkgraph.model.records import PLACE
from nkgraph.model.terms import PREFIXES, local_name
from nkgraph.views.columns import Json, Row, lists, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nkgraph.knowledge_graph import KnowledgeGraph

QUERY = """SELECT ?place ?latitude ?longitude ?precision ?within ?letters WHERE {
  ?place nk:latitude ?latitude ; nk:longitude ?longitude ; nk:coordinatePrecision ?code .
  ?code skos:notation ?precision .
  OPTIONAL { ?place nk:within ?within }
  OPTIONAL { ?place nk:countryCode ?letters }
} ORDER BY ?place
"""
"""Where places are, as the page of the map asks for it."""

SEAM = -26.0
NORTH, SOUTH = 82.0, -57.0
_FRAMES = (
    ("world", "World", (SEAM, SOUTH, SEAM + 360, NORTH)),
    ("old-world", "Asia, Europe, Africa", (-20.0, -36.0, 152.0, 66.0)),
    ("eastern", "East Asia", (95.0, -2.0, 148.0, 56.0)),
    ("korea", "Korea", (115.5, 33.0, 133.5, 45.5)),
)
_OUTLINES = ("world.json", "northeast-asia.json")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map: id, label, where it stands, how far that is to be trusted, what it lies in.

    `code` is the ISO code of a country, empty for other places; the outline knows its countries by it.
    """

    id: str
    label: str
    x: float
    y: float
    precision: str
    within: str
    code: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """What the map of a picture needs: its places, the relations that put a thing at one, the types that are places."""

    places: tuple[MapPlace, ...]
    sites: tuple[str, ...]
    kinds: tuple[str, ...]


def easting(longitude: float) -> float:
    """Degrees from Greenwich eastwards, counted on past 180 so that the sheet has no cut in the Pacific.

    >>> easting(127), easting(-122)
    (127, 238)
    """
    return longitude + 360 if longitude < SEAM else longitude


def southing(latitude: float) -> float:
    """Miller's ordinate, downwards.

    >>> southing(0.0), southing(39.0)
    (0.0, -41.08)
    """
    return round(-degrees(1.25 * log(tan(pi / 4 + 0.4 * radians(latitude)))), 2) + 0.0


def atlas_of(graph: KnowledgeGraph, idents: Iterable[str]) -> Atlas | None:
    """The atlas of a picture with these things: its places, and the countries they are at home in, if any is known."""
    shown = set(idents)
    homes = {graph.things[ident].country for ident in shown}
    answer = graph.store.store.query(QUERY, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)  # noqa: S101 - it is a SELECT
    found = []
    for row in answer:
        ident, precision = _name(row["place"]), _name(row["precision"])
        if ident in shown or ident in homes:
            x, y = easting(float(_name(row["longitude"]))), southing(float(_name(row["latitude"])))
            rest = precision, _name(row["within"]), _name(row["letters"])
            found.append(MapPlace(ident, graph.things[ident].label, round(x, 2), y, *rest))
    sites = tuple(sorted(name for name, predicate in graph.ontology.predicates.items() if predicate.sites))
    kinds = tuple(sorted(name for name in graph.ontology.classes if graph.ontology.is_a(name, PLACE)))
    return Atlas(tuple(found), sites, kinds) if found else None


def _name(term: object) -> str:
    if isinstance(term, NamedNode):
        return local_name(term.value)
    return term.value if isinstance(term, Literal) else ""


def packed_atlas(atlas: Atlas) -> Row:
    """The atlas as the page's scripts read it."""
    return {
        "places": [[p.id, p.label, p.x, p.y, p.precision, p.within, p.code] for p in atlas.places],
        "sites": atlas.sites,
        "kinds": atlas.kinds,
        "frames": [{"id": ident, "title": title, "box": _projected(box)} for ident, title, box in _FRAMES],
        "outlines": [_outline(name) for name in _OUTLINES],
    }


def _projected(box: Box) -> Box:
    west, south, east, north = box
    return west, southing(north), east, southing(south)


@cache
def _outline(name: str) -> Row:
    """An outline with its points projected; one unit is a tenth, or a hundredth, of a degree of the equator."""
    raw = json.loads((files("nkgraph.views") / "outline" / name).read_text(encoding="utf-8"))
    unit: float = raw["unit"]
    xs: list[int] = []
    ys: list[int] = []
    for arc in raw["arcs"]:
        for x, y in _points(arc):
            xs.append(x)
            ys.append(round(southing(y * unit) / unit))
    rings = [ring for _, mine in raw["countries"] for ring in mine]
    found: dict[str, Json] = {
        "unit": unit,
        "x": numbers(xs),
        "y": numbers(ys),
        "sizes": numbers([len(arc) // 2 for arc in raw["arcs"]]),
        "codes": [code for code, _ in raw["countries"]],
        "counts": numbers([len(mine) for _, mine in raw["countries"]]),
        "rings": lists(rings),
    }
    return {**found, "window": _projected(tuple(raw["window"]))} if "window" in raw else found


def _points(arc: Sequence[int]) -> Iterable[tuple[int, int]]:
    """The points of an arc that is written as a first point and steps."""
    x = y = 0
    for dx, dy in zip(arc[::2], arc[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x, y
