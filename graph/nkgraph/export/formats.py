"""The register of export formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nkgraph.errors import MisuseError
from nkgraph.export import networks, rdf, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: the ending of its file (empty for a folder of files), what it holds, and its writer."""

    ending: str
    what: str
    write: Callable[[KnowledgeGraph, Path], list[Path]]


FORMATS: Mapping[str, ExportFormat] = {
    "turtle": ExportFormat(".ttl", "the whole graph as Turtle", rdf.write_turtle),
    "nt": ExportFormat(".nt", "the whole graph as N-Triples, sorted", rdf.write_ntriples),
    "nq": ExportFormat(".nq", "the whole graph as N-Quads, sorted", rdf.write_nquads),
    "rdfxml": ExportFormat(".rdf", "the whole graph as RDF/XML", rdf.write_rdfxml),
    "jsonld": ExportFormat(".jsonld", "the whole graph as JSON-LD", rdf.write_jsonld),
    "graphml": ExportFormat(
        ".graphml", "the links as GraphML, for Gephi, yEd, Cytoscape, igraph", networks.write_graphml
    ),
    "gexf": ExportFormat(".gexf", "the links as GEXF, for Gephi", networks.write_gexf),
    "csv": ExportFormat("", "entities, links, claims and documents as CSV files in a folder", tables.write_tables),
}


def export(graph: KnowledgeGraph, name: str, path: Path) -> list[Path]:
    """Write the graph in a format; returns the files written.

    Raises
    ------
    MisuseError
        If there is no such format.
    StoreError
        If a file cannot be written.
    """
    if name not in FORMATS:
        raise MisuseError(f"no export format {name}; one of: {', '.join(FORMATS)}")
    return FORMATS[name].write(graph, path)
