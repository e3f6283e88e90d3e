"""Triples: the two layers, and the invariants that tie them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import nkgraph
from edit import add_row, find_row, set_cell

if TYPE_CHECKING:
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph

FACT_WITHOUT_CLAIM = """
SELECT ?s ?p ?o WHERE {
  ?p a nk:Predicate . ?s ?p ?o .
  FILTER NOT EXISTS {
    ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nk:status nk:status-accepted ; nk:mode ?mode .
    FILTER(?mode != nk:mode-planned)
  }
}"""
CLAIM_WITHOUT_FACT = """
SELECT ?claim WHERE {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nk:status nk:status-accepted ; nk:mode ?mode .
  FILTER(?mode != nk:mode-planned)
  FILTER NOT EXISTS { ?p nk:singleValued true }
  FILTER NOT EXISTS { ?s ?p ?o }
}"""
TWO_VALUES = """
SELECT ?s ?p WHERE { ?p nk:singleValued true . ?s ?p ?one , ?other . FILTER(?one != ?other) }"""
ONLY_PLANNED = """
SELECT ?s ?p ?o WHERE {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nk:mode nk:mode-planned .
  ?s ?p ?o .
  FILTER NOT EXISTS {
    ?other rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nk:status nk:status-accepted ; nk:mode ?mode .
    FILTER(?mode != nk:mode-planned)
  }
}"""
SCORED_ALLEGATION = """
SELECT ?claim WHERE { ?p nk:allegation true . ?claim rdf:predicate ?p ; nk:confidence ?score }"""


@pytest.mark.parametrize("query", [FACT_WITHOUT_CLAIM, CLAIM_WITHOUT_FACT, TWO_VALUES, ONLY_PLANNED, SCORED_ALLEGATION])
def test_invariants_of_the_real_graph(graph: KnowledgeGraph, query: str) -> None:
    assert graph.query(query).to_texts() == []  # type: ignore[union-attr]


@pytest.mark.parametrize("query", [FACT_WITHOUT_CLAIM, CLAIM_WITHOUT_FACT, TWO_VALUES, ONLY_PLANNED, SCORED_ALLEGATION])
def test_invariants_of_the_small_graph(small_graph: KnowledgeGraph, query: str) -> None:
    assert small_graph.query(query).to_texts() == []  # type: ignore[union-attr]


def facts(graph: KnowledgeGraph, subject: str, predicate: str) -> set[str]:
    rows = graph.query(f"SELECT ?o {{ ent:{subject} nk:{predicate} ?o }}")
    return {row[0] for row in rows.to_texts()}  # type: ignore[union-attr]


def test_a_disputed_and_a_planned_claim_give_no_fact(small_graph: KnowledgeGraph) -> None:
    assert facts(small_graph, "alpha", "operatesIn") == set()
    assert facts(small_graph, "beta", "partner") == set()
    assert facts(small_graph, "alpha", "hasClient") == {"ent:beta"}


def test_confidence_decides_first(small_graph: KnowledgeGraph) -> None:
    assert facts(small_graph, "alpha", "founded") == {"1990"}


def test_a_reading_of_a_part_does_not_win_over_the_whole(small_graph: KnowledgeGraph) -> None:
    """The narrowed reading (40 abroad) has the highest confidence of the three, and must not be the head count."""
    assert facts(small_graph, "alpha", "employees") == {">=1000"}


def test_copies_of_one_origin_count_once(small: Path) -> None:
    """At equal confidence the value with more independent origins wins; a copy adds none."""
    for document in ("alpha-2010-report", "alpha-2012-copy"):
        add_row(small, "claims/all.csv", subject="beta", predicate="founded", object="1970", document=document,
                confidence="medium", mode="reported", status="accepted")  # fmt: skip
    for document in ("han-2009", "beta-2011-site"):
        add_row(small, "claims/all.csv", subject="beta", predicate="founded", object="1971", document=document,
                confidence="medium", mode="reported", status="accepted")  # fmt: skip
    assert facts(nkgraph.open(small), "beta", "founded") == {"1971"}


def test_the_latest_report_decides_last(small: Path) -> None:
    for document, year in (("han-2009", "1981"), ("gamma-notice", "1982")):
        add_row(small, "claims/all.csv", subject="beta", predicate="founded", object=year, document=document,
                confidence="low", mode="reported", status="accepted")  # fmt: skip
    assert facts(nkgraph.open(small), "beta", "founded") == {"1982"}


def test_an_open_date_gives_way_to_a_closed_one_before_the_latest_report_decides(small: Path) -> None:
    for document, year in (("han-2009", "1981-03"), ("gamma-notice", "../1982")):
        add_row(small, "claims/all.csv", subject="beta", predicate="founded", object=year, document=document,
                confidence="low", mode="reported", status="accepted")  # fmt: skip
    assert facts(nkgraph.open(small), "beta", "founded") == {"1981-03"}


def test_a_claim_keeps_its_iri_when_its_words_are_edited(small: Path, small_graph: KnowledgeGraph) -> None:
    query = "SELECT ?c { ?c rdf:predicate nk:founded } ORDER BY ?c"
    before = small_graph.query(query).to_texts()  # type: ignore[union-attr]
    row = find_row(small, "claims/all.csv", predicate="founded", object="1990")
    for column, value in (("paraphrase", "Other words."), ("confidence", "low"), ("locator", "para 9")):
        set_cell(small, "claims/all.csv", row, column, value)
    assert nkgraph.open(small).query(query).to_texts() == before  # type: ignore[union-attr]


def test_names_are_claims_with_facts(small_graph: KnowledgeGraph) -> None:
    rows = small_graph.query(
        'SELECT ?d { ?c rdf:subject ent:alpha ; rdf:predicate nk:name ; rdf:object "알파콤퓨터"@ko ; nk:nameKind nk:name-official ;'
        ' prov:hadPrimarySource ?d . ent:alpha nk:name "알파콤퓨터"@ko }'
    )
    assert rows.to_texts() == [("doc:han-2009",)]  # type: ignore[union-attr]


def test_bounds_of_dates_and_quantities(small_graph: KnowledgeGraph) -> None:
    rows = small_graph.query(
        "SELECT ?e ?l ?low { ?c rdf:predicate nk:heldOn ; nk:valueEarliest ?e ; nk:valueLatest ?l ."
        ' ?q rdf:object ">=1000"^^nk:Quantity ; nk:valueLower ?low FILTER NOT EXISTS { ?q nk:valueUpper ?up } }'
    )
    assert rows.to_texts() == [("2010-04-28", "2010-05-02", "1000")]  # type: ignore[union-attr]


def test_qualifiers_are_properties_of_the_claim(small_graph: KnowledgeGraph) -> None:
    rows = small_graph.query(
        "SELECT ?a ?c ?w { ?x rdf:predicate nk:hasClient ; nk:amount ?a ; nk:currency ?c ; nk:work ?w }"
    )
    assert rows.to_texts() == [("5000", "EUR", "maps | plans")]  # type: ignore[union-attr]


def test_roles_rest_on_facts_alone(small_graph: KnowledgeGraph) -> None:
    rows = small_graph.query("SELECT ?x ?r { ?x a ?r . ?r a nk:Role } ORDER BY ?x ?r")
    assert rows.to_texts() == [  # type: ignore[union-attr]
        ("ent:alpha", "nk:Designated"),
        ("ent:alpha", "nk:Outsourcer"),
        ("ent:alpha", "nk:Partner"),
        ("ent:alpha-branch-china", "nk:ForeignBranch"),
        ("ent:beta", "nk:Client"),
        ("ent:beta", "nk:Partner"),
        ("ent:gamma-bureau", "nk:ParentEnterprise"),
    ]


def test_there_are_no_blank_nodes(graph: KnowledgeGraph) -> None:
    assert graph.query("ASK { { ?s ?p ?o FILTER(isBlank(?s)) } UNION { ?s ?p ?o FILTER(isBlank(?o)) } }") is False


def test_the_dataset_describes_itself(graph: KnowledgeGraph) -> None:
    rows = graph.query(
        "SELECT ?n ?e ?v { <https://w3id.org/nkgraph/dataset> a void:Dataset , dcat:Dataset ; void:triples ?n ;"
        " void:entities ?e ; owl:versionInfo ?v }"
    )
    assert list(rows) == [(len(graph.store.store), graph.stats()["entities"], graph.version)]  # type: ignore[arg-type]


def test_the_same_tables_give_the_same_bytes_under_any_hash_seed(small: Path, tmp_path: Path) -> None:
    found = set()
    for seed in ("0", "1", "4242"):
        out = tmp_path / seed
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "NKGRAPH_CACHE": str(tmp_path / f"cache-{seed}"),
            "TZ": "Asia/Tokyo",
        }
        command = [sys.executable, "-m", "nkgraph", "--home", str(small), "build", "-o", str(out)]
        subprocess.run(command, check=True, env=env, capture_output=True, cwd=tmp_path)
        found.add(tuple(sorted((p.name, p.read_bytes()) for p in out.rglob("*") if p.is_file())))
    assert len(found) == 1
