"""Synthetic tables, and what large tables rest on: the store loaded in pieces, and rules that see what they name."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from nkgraph.curation.corpus import read_corpus
from nkgraph.curation.home import Home
from nkgraph.model.ontology import read_ontology
from nkgraph.store.build import read_graph
from nkgraph.store.load import disk_store, memory_store, pieces, write_turtle

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))
from synthetic import write_home

CLAIMS = 600


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("synthetic") / "home"
    write_home(CLAIMS, folder)
    return Home(folder)


def test_the_strict_reader_finds_no_fault(home: Home) -> None:
    assert len(read_corpus(home, read_ontology(home.ontology)).claims) == CLAIMS


def test_every_predicate_of_the_ontology_can_occur(home: Home) -> None:
    from pattern import read_pattern

    ontology = read_ontology(home.ontology)
    assert {shape.predicate.id for shape in read_pattern(ontology).shapes} == set(ontology.predicates)


def test_a_seed_has_its_tables(home: Home, tmp_path: Path) -> None:
    write_home(CLAIMS, tmp_path / "again")
    write_home(CLAIMS, tmp_path / "other", seed=7)
    assert Home(tmp_path / "again").fingerprint() == home.fingerprint()
    assert Home(tmp_path / "other").fingerprint() != home.fingerprint()


def test_a_store_loaded_in_pieces_is_the_whole_graph(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyoxigraph import Store

    triples = list(read_graph(home))
    turtle = tmp_path / "graph.ttl"
    with turtle.open("wb") as stream:
        write_turtle(triples, stream)
    monkeypatch.setattr("nkgraph.store.load.PIECE", 50_000)
    assert len(list(pieces(io.BytesIO(turtle.read_bytes()), 50_000))) > 5
    disk_store(turtle, tmp_path / "store")
    assert set(Store.read_only(str(tmp_path / "store"))) == set(memory_store(triples))


def test_a_rule_that_leaves_its_predicate_open_sees_every_fact(home: Home) -> None:
    from nkgraph.triples import triples_of

    ontology = read_ontology(home.ontology)
    prefix = "PREFIX nk: <https://w3id.org/nkgraph/ontology#> "
    named = prefix + "CONSTRUCT { ?s a nk:Client } WHERE { ?x nk:developed ?s }"
    left_open = prefix + "CONSTRUCT { ?s a nk:Client } WHERE { ?x ?p ?s . FILTER(?p = nk:developed) }"
    corpus = read_corpus(home, ontology)
    one, other = (
        triples_of(corpus, replace(ontology, rules=(rule,)), home.ontology).roles for rule in (named, left_open)
    )
    assert one
    assert one == other
