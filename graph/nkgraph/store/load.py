"""Triples into a store: in memory, or on disk by bulk load of the Turtle that was just written."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store, Triple, serialize

from nkgraph.errors import StoreError
from nkgraph.model.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


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
        store.bulk_load(path=turtle, format=RdfFormat.TURTLE)
        store.flush()
        store.optimize()
    except OSError as error:
        raise StoreError(f"the store in {folder} cannot be written: {error}") from error
