"""Corpus to triples: the layer of claims, the layer of facts, and the description of the whole."""

from nkgraph.triples.graph import GraphText

__all__ = ["GraphText"]
