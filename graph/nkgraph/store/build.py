"""A cold build: tables to Turtle and store at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Store

from nkgraph.curation.corpus import stream_corpus
from nkgraph.errors import StoreError
from nkgraph.files import atomic
from nkgraph.model.ontology import read_ontology
from nkgraph.progress import Progress
from nkgraph.store.load import write_and_load
from nkgraph.triples import GraphText

if TYPE_CHECKING:
    from nkgraph.curation.home import Home
    from nkgraph.progress import Watch
    from nkgraph.store.cache import CachedGraph


def read_graph(home: Home, progress: Progress | None = None) -> GraphText:
    """Tables and ontology as Turtle, which is made while it is gone through, once."""
    ontology = read_ontology(home.ontology)
    return GraphText(stream_corpus(home, ontology, progress), ontology, home.ontology)


def build_into(home: Home, cache: CachedGraph, watch: Watch | None = None) -> None:
    """Write ``graph.ttl`` and ``store/`` into an empty cache folder.

    Raises
    ------
    InputErrors
        If the tables have faults.
    StoreError
        If the folder cannot be written or the disk is full. What was written by then is for the caller to remove.
    """
    progress = Progress()
    store = _open(cache)
    with atomic(cache.turtle) as stream:
        for triples in write_and_load(read_graph(home, progress), stream, store):
            progress.triples += triples
            if watch:
                watch(progress)
    _finish(store)
    if watch:
        watch(progress)


def _open(cache: CachedGraph) -> Store:
    try:
        return Store(cache.store)
    except OSError as error:
        raise StoreError(f"the store in {cache.store} cannot be written: {error}") from error


def _finish(store: Store) -> None:
    try:
        store.flush()
        store.optimize()
    except OSError as error:
        raise StoreError(f"the store cannot be written: {error}") from error
