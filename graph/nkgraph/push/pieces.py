"""Turtle to N-Triples in pieces: each is complete in itself, holds each of its triples once, and may be sent twice.

That holds because the graph has no blank nodes: a blank node sent twice would be two. One that turns up is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, RdfFormat, parse, serialize

from nkgraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple


@dataclass(frozen=True, slots=True)
class Piece:
    """Triples `first` to `last` (counted from 0, `last` left out) as N-Triples."""

    first: int
    last: int
    body: bytes


def pieces(turtle: Path, size: int, skip: int = 0) -> Iterator[Piece]:
    """Cut a Turtle file into pieces of `size` triples, leaving out the first `skip` triples.

    Raises
    ------
    StoreError
        If the file cannot be read, or holds a blank node.
    """
    first, rest = skip, islice(_triples(turtle), skip, None)
    while triples := list(islice(rest, size)):
        body = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
        yield Piece(first, first + len(triples), body)
        first += len(triples)


def _triples(turtle: Path) -> Iterator[Triple]:
    try:
        for quad in parse(path=turtle, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise StoreError(f"{turtle} holds a blank node, which cannot be sent in pieces: {quad.triple}")
            yield quad.triple
    except (OSError, SyntaxError) as error:
        raise StoreError(f"{turtle} cannot be read: {error}") from error
