"""Triples into a store: in memory, or on disk by bulk load of the Turtle that was just written."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store, Triple, serialize

from nkgraph.errors import StoreError
from nkgraph.model.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


PIECE = 16 * 1024**2
"""Bytes of Turtle loaded at once."""


def write_turtle(triples: Iterable[Triple], stream: IO[bytes]) -> None:
    """Write triples as Turtle with our prefixes, grouped as they come."""
    serialize(triples, stream, RdfFormat.TURTLE, prefixes=PREFIXES)


def memory_store(triples: Iterable[Triple]) -> Store:
    """A store in memory."""
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    return store


def disk_store(turtle: Path, folder: Path) -> None:
    """Load a Turtle file into a new store on disk.

    Raises
    ------
    StoreError
        If the folder cannot be written or the disk is full.
    """
    try:
        store = Store(folder)
        with turtle.open("rb") as stream:
            for piece in pieces(stream, PIECE):
                store.bulk_load(piece, RdfFormat.TURTLE)
        store.flush()
        store.optimize()
    except OSError as error:
        raise StoreError(f"the store in {folder} cannot be written: {error}") from error


def pieces(stream: IO[bytes], size: int) -> Iterator[bytes]:
    r"""Cut Turtle as `write_turtle` writes it into pieces of about `size` bytes, each complete in itself.

    One bulk load of a large file would sort all of it in memory: 800 bytes a triple, where pieces take 200.

    >>> import io
    >>> list(pieces(io.BytesIO(b"@prefix : <a:> .\n:a :b :c .\n:d :e :f ;\n\t:g :h .\n"), 1))
    [b'@prefix : <a:> .\n:a :b :c .\n', b'@prefix : <a:> .\n:d :e :f ;\n\t:g :h .\n']
    """
    head, piece = b"", bytearray()
    for line in stream:
        if line.startswith(b"@prefix"):
            head += line
            continue
        piece += line
        if len(piece) >= size and line.endswith(b" .\n"):
            yield head + piece
            piece.clear()
    if piece:
        yield head + piece
