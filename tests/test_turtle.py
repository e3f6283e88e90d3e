"""The Turtle file as independent parsers see it."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

if TYPE_CHECKING:
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph


@pytest.fixture(scope="module")
def copy(graph: KnowledgeGraph) -> Graph:
    return graph.rdflib()


def test_rapper_rdflib_and_the_store_count_the_same_triples(graph: KnowledgeGraph, copy: Graph) -> None:
    command = ["rapper", "--count", "--input", "turtle", str(graph.cache.turtle)]
    counted = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"returned (\d+) triples", counted.stderr)
    assert found, counted.stderr
    assert int(found[1]) == len(copy) == len(graph.store.store)


def test_both_engines_answer_alike(graph: KnowledgeGraph, copy: Graph) -> None:
    query = """
    PREFIX nk: <https://w3id.org/nkgraph/ontology#>
    SELECT ?firm ?place WHERE { ?firm nk:hasBranch ?branch . ?branch nk:locatedIn ?place } ORDER BY ?firm ?place"""
    ours = [tuple(row) for row in graph.query(query)]  # type: ignore[union-attr]
    theirs = [tuple(str(term) for term in row) for row in copy.query(query)]  # type: ignore[union-attr]
    assert ours == theirs != []


def test_every_export_of_rdf_holds_the_same_triples(graph: KnowledgeGraph, copy: Graph, tmp_path: Path) -> None:
    for name, parser in (("nt", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld"), ("turtle", "turtle")):
        path = tmp_path / f"graph.{name}"
        graph.export(name, path)
        assert len(Graph().parse(path, format=parser)) == len(copy), name
