"""Network formats: the links as NetworkX writes them, with attributes as plain texts and numbers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from nkgraph.files import write_with

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from nkgraph.knowledge_graph import KnowledgeGraph


def write_graphml(graph: KnowledgeGraph, path: Path) -> list[Path]:
    """GraphML; lists of ids are joined by spaces."""
    import networkx as nx  # noqa: PLC0415 - heavy

    buffer = io.BytesIO()
    nx.write_graphml_xml(_flat(graph), buffer)
    write_with(path, lambda stream: stream.write(buffer.getvalue()))
    return [path]


def write_gexf(graph: KnowledgeGraph, path: Path) -> list[Path]:
    """GEXF 1.2; the day of writing, which NetworkX would put in, is left out: output knows no clock."""
    import networkx as nx  # noqa: PLC0415 - heavy
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(nx.MultiDiGraph(_flat(graph)))
    for meta in writer.xml.findall("meta"):
        meta.attrib.pop("lastmodifieddate", None)
        writer.xml.remove(meta)
    buffer = io.BytesIO()
    writer.write(buffer)
    write_with(path, lambda stream: stream.write(buffer.getvalue()))
    return [path]


def _flat(graph: KnowledgeGraph) -> nx.MultiDiGraph:
    network = graph.network()
    for _, attributes in network.nodes(data=True):
        attributes["roles"] = " ".join(attributes["roles"])
    for _, _, attributes in network.edges(data=True):
        attributes["claims"] = " ".join(attributes["claims"])
        attributes["documents"] = " ".join(attributes["documents"])
    return network
