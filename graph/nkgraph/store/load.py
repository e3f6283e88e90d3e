"""Turtle into a store, in memory or on disk, while the next piece of it is being written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import IO, TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from nkgraph.errors import StoreError
from nkgraph.triples.turtle import head, triples_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

FIRST_PIECE, GROWTH, LARGEST_PIECE = 256 * 1024, 1.25, 8 * 1024**2
"""Characters of Turtle loaded at once, at first and at most: small pieces at first, so that a small graph is loaded
while it is written; larger ones then, for each adds files to a store on disk; none so large that sorting it would need
much memory (800 bytes a triple)."""


def write_and_load(blocks: Iterable[str], stream: IO[bytes], store: Store) -> Iterator[int]:
    """Write a graph as Turtle and load it into a store at the same time, each on a core of its own.

    Yields the number of triples after each piece. Loading is finished when the iteration is.

    Raises
    ------
    StoreError
        If the store cannot be written.
    """
    prefixes = head()
    stream.write(prefixes.encode())
    with ThreadPoolExecutor(max_workers=1) as loader:
        running: Future[None] | None = None
        for piece in pieces(blocks):
            if running:
                running.result()
            running = loader.submit(_load, store, prefixes + piece)
            stream.write(piece.encode())
            yield triples_in(piece)
        if running:
            running.result()


def _load(store: Store, turtle: str) -> None:
    try:
        store.bulk_load(turtle, RdfFormat.TURTLE, lenient=True)
    except OSError as error:
        raise StoreError(f"the store cannot be written: {error}") from error


def pieces(blocks: Iterable[str]) -> Iterator[str]:
    r"""Join blocks to pieces of Turtle of growing size.

    >>> list(pieces(["ent:a a nk:Firm .\n", "ent:b a nk:Firm .\n"]))
    ['ent:a a nk:Firm .\nent:b a nk:Firm .\n']
    """
    waiting: list[str] = []
    length, limit = 0, FIRST_PIECE
    for block in blocks:
        waiting.append(block)
        length += len(block)
        if length >= limit:
            yield "".join(waiting)
            waiting.clear()
            length, limit = 0, min(round(GROWTH * limit), LARGEST_PIECE)
    if waiting:
        yield "".join(waiting)
