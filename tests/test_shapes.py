"""The SHACL contract, and rules over the whole graph: they hold, and they can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

import nkgraph
from edit import add_row, find_row, set_cell
from nkgraph.checks.graph_rules import all_rules, check_rules
from nkgraph.checks.shapes import check_shapes
from nkgraph.model.terms import NK

if TYPE_CHECKING:
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph


def test_the_real_graph_conforms(graph: KnowledgeGraph) -> None:
    assert check_shapes(graph) == []


def test_the_real_graph_keeps_every_rule(graph: KnowledgeGraph) -> None:
    assert check_rules(graph) == []


def test_the_small_graph_conforms(small_graph: KnowledgeGraph) -> None:
    assert check_shapes(small_graph) == []
    assert check_rules(small_graph) == []


def test_a_shape_that_is_broken_names_the_row(small: Path) -> None:
    """The contract is tightened in a copy of the ontology, since the reader lets nothing through that breaks it."""
    path = small / "ontology" / "shapes.ttl"
    path.write_text(
        path.read_text("utf-8").replace("sh:path nk:paraphrase ;", "sh:path nk:paraphrase ; sh:maxLength 12 ;")
    )
    found = check_shapes(nkgraph.open(small))
    row = find_row(small, "claims/all.csv", paraphrase="Listed by the office.")
    assert any((f.file, f.row, f.column) == ("sources/claims/all.csv", row, "paraphrase") for f in found)


def test_closed_shapes_know_every_property_of_claims_and_documents(graph: KnowledgeGraph) -> None:
    for kind in ("Claim", "Document"):
        rows = graph.query(f"SELECT DISTINCT ?p {{ ?x a nk:{kind} ; ?p ?o }}")
        used = {str(row[0]) for row in rows}  # type: ignore[union-attr]
        shapes = graph.home.ontology / "shapes.ttl"
        path = "http://www.w3.org/ns/shacl#path"
        quads = list(parse(path=shapes, format=RdfFormat.TURTLE))
        known = {
            q.object.value for q in quads if q.predicate.value == path and f"shape-{kind.lower()}-" in q.subject.value
        }
        assert used <= known


def test_every_qualifier_has_its_shape(graph: KnowledgeGraph) -> None:
    text = (graph.home.ontology / "shapes.ttl").read_text("utf-8")
    for name in graph.ontology.qualifiers:
        assert f"sh:path nk:{name} ;" in text, f"{NK}{name}"


BREAKS = {
    "entity-without-claim": lambda home: add_row(home, "entities.csv", id="lonely", type="Firm", name="Lonely", country="KP"),
    "document-unused": lambda home: add_row(
        home, "documents.csv", id="idle", publisher="P", language="en", kind="news", url="https://p.example.org/"
    ),
    "parent-circle": lambda home: add_row(
        home, "claims/all.csv", subject="gamma-bureau", predicate="parent", object="alpha", document="han-2009",
        confidence="low", mode="reported", status="accepted",
    ),
    "founded-after-dissolved": lambda home: add_row(
        home, "claims/all.csv", subject="alpha", predicate="dissolved", object="1985", document="han-2009",
        confidence="low", mode="reported", status="accepted",
    ),
    "branch-without-place": lambda home: set_cell(
        home, "claims/all.csv", find_row(home, "claims/all.csv", subject="alpha-branch-china"), "predicate", "operatesIn"
    ),
    "claim-before-publication": lambda home: set_cell(
        home, "claims/all.csv", find_row(home, "claims/all.csv", predicate="hasClientIn"), "as_of", "2020"
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", [rule.id for rule in all_rules()])
def test_each_rule_finds_its_break(small: Path, rule: str) -> None:
    BREAKS[rule](small)
    title = next(r.title for r in all_rules() if r.id == rule)
    found = [f for f in check_rules(nkgraph.open(small)) if f.problem == title]
    assert found
    assert found[0].file.startswith("sources/")
    assert found[0].row > 1
