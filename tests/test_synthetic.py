"""Synthetic tables, and what large tables rest on: the store loaded in pieces, and rules that see what they name."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from nkgraph.curation.corpus import read_corpus
from nkgraph.curation.home import Home
from nkgraph.model.ontology import read_ontology
from nkgraph.store.build import build_into, read_graph
from nkgraph.store.cache import CachedGraph
from nkgraph.store.load import pieces
from nkgraph.triples import GraphText
from nkgraph.triples.facts import Reading
from nkgraph.triples.spool import Spool

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))
from synthetic import write_home

CLAIMS = 600


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("synthetic") / "home"
    write_home(CLAIMS, folder)
    return Home(folder)


def test_the_strict_reader_finds_no_fault(home: Home) -> None:
    assert len(list(read_corpus(home, read_ontology(home.ontology)).claims)) == CLAIMS


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
    from pyoxigraph import RdfFormat, Store, parse

    monkeypatch.setattr("nkgraph.store.load.FIRST_PIECE", 20_000)
    monkeypatch.setattr("nkgraph.store.load.LARGEST_PIECE", 50_000)
    assert len(list(pieces(read_graph(home)))) > 5
    build_into(home, CachedGraph(tmp_path))
    loaded = {quad.triple for quad in Store.read_only(str(tmp_path / "store"))}
    assert loaded == {quad.triple for quad in parse(path=tmp_path / "graph.ttl", format=RdfFormat.TURTLE)}


def test_the_watch_of_a_build_sees_it_come_to_its_end(home: Home, tmp_path: Path) -> None:
    from pyoxigraph import Store

    seen: list[tuple[int, int, int]] = []
    build_into(home, CachedGraph(tmp_path), lambda now: seen.append((now.done, now.total, now.triples)))
    assert seen == sorted(seen)
    done, total, triples = seen[-1]
    assert 0 < done == total
    assert triples > len(Store.read_only(str(tmp_path / "store"))) // 2


def test_a_stop_while_tables_are_read_leaves_no_turtle(home: Home, tmp_path: Path) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_into(home, CachedGraph(tmp_path), stop)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_facts_are_sorted_outside_memory_as_in_it() -> None:
    readings = [Reading(f"s{n % 7}", f"p{n % 3}", f"v{n}", day=f"{n:05}") for n in range(2500, 0, -1)]
    with closing(Spool()) as spool:
        for reading in readings:
            spool.add(reading)
        assert list(spool) == sorted(readings)


def test_a_rule_that_leaves_its_predicate_open_sees_every_fact(home: Home) -> None:
    ontology = read_ontology(home.ontology)
    prefix = "PREFIX nk: <https://w3id.org/nkgraph/ontology#> "
    named = prefix + "CONSTRUCT { ?s a nk:Client } WHERE { ?x nk:developed ?s }"
    left_open = prefix + "CONSTRUCT { ?s a nk:Client } WHERE { ?x ?p ?s . FILTER(?p = nk:developed) }"
    corpus = read_corpus(home, ontology)
    one, other = (
        {block for block in GraphText(corpus, replace(ontology, rules=(rule,)), home.ontology) if "nk:Client" in block}
        for rule in (named, left_open)
    )
    assert len(one) > 1
    assert one == other
