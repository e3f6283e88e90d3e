"""RDF formats, through Oxigraph's serializers; the same graph gives the same bytes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, parse, serialize

from nkgraph.files import write_with
from nkgraph.model.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph


def write_turtle(graph: KnowledgeGraph, path: Path) -> list[Path]:
    """The Turtle of the cache, byte for byte."""
    with graph.cache.turtle.open("rb") as source:
        write_with(path, lambda stream: shutil.copyfileobj(source, stream))
    return [path]


def write_ntriples(graph: KnowledgeGraph, path: Path) -> list[Path]:
    """N-Triples, sorted, each triple once."""
    return _write_lines(graph, path, RdfFormat.N_TRIPLES)


def write_nquads(graph: KnowledgeGraph, path: Path) -> list[Path]:
    """N-Quads: all in the default graph, so the lines are those of N-Triples."""
    return _write_lines(graph, path, RdfFormat.N_QUADS)


def write_rdfxml(graph: KnowledgeGraph, path: Path) -> list[Path]:
    """RDF/XML with our prefixes."""
    return _write(_triples(graph), path, RdfFormat.RDF_XML)


def write_jsonld(graph: KnowledgeGraph, path: Path) -> list[Path]:
    """JSON-LD."""
    return _write(_triples(graph), path, RdfFormat.JSON_LD)


def _triples(graph: KnowledgeGraph) -> Iterable[Triple]:
    return (quad.triple for quad in parse(path=graph.cache.turtle, format=RdfFormat.TURTLE))


def _write(triples: Iterable[Triple], path: Path, rdf_format: RdfFormat) -> list[Path]:
    write_with(path, lambda stream: serialize(triples, stream, rdf_format, prefixes=PREFIXES))
    return [path]


def _write_lines(graph: KnowledgeGraph, path: Path, rdf_format: RdfFormat) -> list[Path]:
    lines = (serialize(_triples(graph), format=rdf_format) or b"").splitlines(keepends=True)
    write_with(path, lambda stream: stream.writelines(sorted(set(lines))))
    return [path]
