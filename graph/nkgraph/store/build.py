"""A cold build: tables to Turtle to store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nkgraph.curation.corpus import read_corpus
from nkgraph.files import write_with
from nkgraph.model.ontology import read_ontology
from nkgraph.store.load import disk_store, write_turtle
from nkgraph.triples import GraphTriples, triples_of

if TYPE_CHECKING:
    from pathlib import Path

    from nkgraph.curation.home import Home
    from nkgraph.store.cache import CachedGraph


def read_graph(home: Home) -> GraphTriples:
    """Tables and ontology as triples with their derivations."""
    ontology = read_ontology(home.ontology)
    return triples_of(read_corpus(home, ontology), ontology, home.ontology)


def build_into(home: Home, cache: CachedGraph) -> None:
    """Write ``graph.ttl`` and ``store/`` into an empty cache folder."""
    _write(read_graph(home), cache.turtle)
    disk_store(cache.turtle, cache.store)


def _write(triples: GraphTriples, path: Path) -> None:
    """Write the graph; the tables are let go before the store takes its own memory."""
    write_with(path, lambda stream: write_turtle(triples, stream))
