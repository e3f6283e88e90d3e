"""nkgraph: a knowledge graph of the North Korean IT sector, every statement tied to its document.

>>> import nkgraph
>>> graph = nkgraph.open()
>>> graph.query("SELECT ?name { ent:korea-computer-center rdfs:label ?name }").first()
('Korea Computer Center',)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nkgraph.knowledge_graph import KnowledgeGraph, open  # noqa: A004 - read as nkgraph.open()

__all__ = ["KnowledgeGraph", "__version__", "open"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the face only when it is asked for: the shell answers a query without NetworkX, rdflib and pyvis."""
    if name in {"KnowledgeGraph", "open"}:
        from nkgraph import knowledge_graph  # noqa: PLC0415 - late on purpose

        return getattr(knowledge_graph, name)
    raise AttributeError(f"module 'nkgraph' has no attribute {name!r}")
