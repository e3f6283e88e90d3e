"""The Python face: rows, rdflib, networks, dossiers, exports, views."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from rdflib import Literal, URIRef

import nkgraph
from nkgraph.errors import MisuseError, StoreError
from nkgraph.export import FORMATS
from nkgraph.store.answers import Rows, Triples

if TYPE_CHECKING:
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph

ENT = "https://w3id.org/nkgraph/id/"
NK = "https://w3id.org/nkgraph/ontology#"


def test_rows_give_python_values(small_graph: KnowledgeGraph) -> None:
    rows = small_graph.query(
        "SELECT ?s ?day ?low (COUNT(*) AS ?n) ?none { ?c rdf:subject ?s ; rdf:predicate nk:heldOn ; nk:valueEarliest ?day ."
        " ?q rdf:predicate nk:numberOfExhibits ; nk:valueLower ?low } GROUP BY ?s ?day ?low ?none"
    )
    assert isinstance(rows, Rows)
    assert rows.columns == ("s", "day", "low", "n", "none")
    assert rows.first() == (ENT + "expo-2010", date(2010, 4, 28), Decimal(120), 1, None)
    assert rows.to_texts() == [("ent:expo-2010", "2010-04-28", "120", "1", "")]
    assert rows.to_pandas().shape == (1, 5)
    assert "<th>day</th>" in rows._repr_html_()


def test_a_table_in_a_notebook_shows_markup_as_text() -> None:
    from pyoxigraph import Literal as OxLiteral

    html = Rows(("x",), ((OxLiteral("<img src=x onerror=alert(1)>"),),))._repr_html_()
    assert "<img" not in html
    assert "&lt;img" in html


def test_triples_and_booleans(small_graph: KnowledgeGraph) -> None:
    found = small_graph.query("CONSTRUCT { ?s nk:parent ?o } { ?s nk:parent ?o }")
    assert isinstance(found, Triples)
    assert [str(t.predicate.value) for t in found] == [NK + "parent"]
    assert small_graph.query("ASK { ent:nobody ?p ?o }") is False


def test_the_plain_copy_is_rdflib_through_and_through(small_graph: KnowledgeGraph) -> None:
    copy = small_graph.rdflib()
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    assert (URIRef(ENT + "alpha"), label, Literal("Alpha Computer", lang="en")) in copy
    size = len(copy)
    copy.add((URIRef(ENT + "new"), label, Literal("New")))
    assert len(copy) == size + 1
    assert len(small_graph.rdflib()) == size


def test_the_live_graph_has_equal_terms_and_is_read_only(small_graph: KnowledgeGraph) -> None:
    plain, live = small_graph.rdflib(), small_graph.rdflib_live()
    assert set(live) == set(plain)
    query = "SELECT ?c ?text { ?c nk:locator ?text } ORDER BY ?c"
    prologue = f"PREFIX nk: <{NK}>"
    assert list(live.query(prologue + query)) == list(plain.query(prologue + query))
    assert all(row.text.datatype is None for row in live.query(prologue + query))
    with pytest.raises(StoreError, match="read-only"):
        live.add((URIRef("a:b"), URIRef("a:b"), URIRef("a:b")))


def test_the_network(small_graph: KnowledgeGraph) -> None:
    network = small_graph.network()
    assert isinstance(network, nx.MultiDiGraph)
    edge = network.edges["alpha", "alpha-branch-china", "hasBranch"]
    assert edge["documents"] == ("alpha-2010-report", "alpha-2012-copy")
    assert len(edge["claims"]) == 2
    assert (edge["confidence"], edge["first"], edge["last"], edge["fact"]) == ("high", "2010-01-01", "2012-01-01", True)
    assert network.nodes["beta"] == {
        "label": "Beta GmbH",
        "type": "Firm",
        "country": "germany",
        "roles": ("Client", "Partner"),
    }
    assert not network.has_edge("beta", "alpha", "partner")
    assert small_graph.network(facts_only=False).has_edge("beta", "alpha", "partner")
    assert network.edges["alpha", "list-office", "designatedBy"]["confidence"] == ""


def test_a_dossier(small_graph: KnowledgeGraph) -> None:
    dossier = small_graph.entity("알파콤퓨터")
    assert dossier.thing.id == "alpha"
    assert dossier.country == "North Korea"
    assert [(c.label, [line.value for line in c.lines]) for c in dossier.contradictions] == [
        ("employees", [">=1000", "100..999", "40"]), ("founded", ["1990", "1989"]),
    ]  # fmt: skip
    assert {line.predicate for line in dossier.lines if line.incoming} == {"partner", "venturePartner"}


def test_a_concept_has_a_dossier_too(small_graph: KnowledgeGraph) -> None:
    assert [line.other for line in small_graph.entity("3D modelling").lines] == ["alpha"]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_export_twice_gives_the_same_bytes(small_graph: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    one = small_graph.export(name, tmp_path / "one")
    two = small_graph.export(name, tmp_path / "two")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert all(path.stat().st_size for path in one)


def test_network_exports_read_back(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    network = small_graph.network()
    small_graph.export("graphml", tmp_path / "g.graphml")
    small_graph.export("gexf", tmp_path / "g.gexf")
    for read in (nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True), nx.read_gexf(tmp_path / "g.gexf")):
        assert set(read.nodes) == set(network.nodes)
        assert read.number_of_edges() == network.number_of_edges()


def test_csv_exports_hold_everything(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    small_graph.export("csv", tmp_path / "tables")
    counts = {}
    for path in (tmp_path / "tables").iterdir():
        with path.open(encoding="utf-8", newline="") as stream:
            counts[path.name] = len(list(csv.DictReader(stream)))
    assert counts == {"entities.csv": 13, "documents.csv": 5, "claims.csv": 30, "links.csv": len(small_graph.links())}


def test_an_unknown_format(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="no export format docx; one of: turtle"):
        small_graph.export("docx", tmp_path / "x")


def test_a_view_shows_itself_in_a_frame(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    view = small_graph.view("alpha")
    assert view._repr_html_().startswith("<iframe sandbox=")
    assert "srcdoc=" in view._repr_html_()
    assert "<script>" not in view._repr_html_()
    assert view.save(tmp_path / "v.html").read_text("utf-8") == view.html


def test_a_graph_of_an_edited_home_is_another_version(small_graph: KnowledgeGraph) -> None:
    before = small_graph.version
    path = small_graph.home.sources / "searches.csv"
    path.write_text(path.read_text("utf-8").replace("none found", "nothing"))
    assert small_graph.version == before
    assert nkgraph.open(small_graph.home.path).version != before
