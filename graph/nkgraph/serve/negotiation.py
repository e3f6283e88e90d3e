"""Content negotiation: which format a client gets for what its Accept header says (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Media types of SELECT, the first being the default."""

BOOLEANS: Mapping[str, str] = {media: name for media, name in ROWS.items() if name in {"json", "xml"}}
"""Media types of ASK."""

GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "xml",
    "application/x-turtle": "turtle",
    "text/plain": "nt",
    "application/json": "jsonld",
    "application/xml": "xml",
}
"""Media types of CONSTRUCT and DESCRIBE, the first being the default."""

PAGES: Mapping[str, str] = {"text/html": "html", "application/xhtml+xml": "html", **GRAPHS}
"""Media types of a thing's address: a page for people, triples for machines."""


def offered(form: str) -> Mapping[str, str]:
    """Media types that fit a form of query."""
    return {"SELECT": ROWS, "ASK": BOOLEANS}.get(form, GRAPHS)


def choose(accept: str, offers: Mapping[str, str]) -> tuple[str, str] | None:
    """(media type, format) that the client likes best, or None where it accepts none of them.

    >>> choose("text/turtle;q=0.5, application/n-triples", GRAPHS)
    ('application/n-triples', 'nt')
    >>> choose("image/png", GRAPHS) is None
    True
    >>> choose("", ROWS)
    ('application/sparql-results+json', 'json')
    """
    wishes = _wishes(accept) or [("*/*", 1.0)]
    best: tuple[float, int, str] | None = None
    for place, media in enumerate(offers):
        quality = _quality(media, wishes)
        if quality > 0 and (best is None or (quality, -place) > (best[0], best[1])):
            best = (quality, -place, media)
    return (best[2], offers[best[2]]) if best else None


def _wishes(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        if media:
            found.append((media.lower(), _weight(parameters)))
    return found


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(media: str, wishes: Sequence[tuple[str, float]]) -> float:
    """The weight of the most exact wish that fits."""
    family = media.split("/", maxsplit=1)[0] + "/*"
    for pattern in (media, family, "*/*"):
        fitting = [weight for wish, weight in wishes if wish == pattern]
        if fitting:
            return max(fitting)
    return 0.0
