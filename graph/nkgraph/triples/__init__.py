"""Corpus to triples: the layer of claims, the layer of facts, and the description of the whole."""

from nkgraph.triples.graph import GraphTriples, triples_of

__all__ = ["GraphTriples", "triples_of"]
