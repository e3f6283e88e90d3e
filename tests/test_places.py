"""The table of places: every fault named with its row and a remedy, coordinates as triples, the canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nkgraph
from conftest import ROOT
from edit import add_row, find_row, set_cell
from nkgraph.curation.canonical import format_table
from nkgraph.curation.corpus import read_corpus
from nkgraph.curation.home import Home
from nkgraph.errors import InputErrors
from nkgraph.model.ontology import read_ontology
from nkgraph.model.terms import NK, SCHEMA
from nkgraph.triples.places import place_block

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nkgraph.errors import Finding
    from nkgraph.knowledge_graph import KnowledgeGraph

TABLE = "places.csv"
GOOD = {
    "entity": "united-states",
    "latitude": "39.5",
    "longitude": "-97.4826",
    "precision": "country",
    "source": "Natural Earth",
}


def findings(home: Path) -> Sequence[Finding]:
    with pytest.raises(InputErrors) as caught:
        read_corpus(Home(home), read_ontology(home / "ontology"))
    return caught.value.findings


def test_the_rows_are_read(small: Path) -> None:
    corpus = read_corpus(Home(small), read_ontology(small / "ontology"))
    assert list(corpus.places) == ["china", "germany", "pyongyang"]
    assert corpus.places["pyongyang"].within == "north-korea"


@pytest.mark.parametrize(
    ("column", "value", "problem", "remedy"),
    [
        ("entity", "united-stats", "is not in entities.csv", "Did you mean united-states"),
        ("entity", "alpha", "is a Firm, no place", "Name a Place or a Country"),
        ("entity", "china", "is a place that stands twice", "Keep one row"),
        ("latitude", "90.1", "is beyond 90 degrees", "Look whether the two are exchanged"),
        ("latitude", "-97", "is beyond 90 degrees", "Look whether the two are exchanged"),
        ("longitude", "181", "is beyond 180 degrees", "Look whether the two are exchanged"),
        ("latitude", "39.02144", "is no latitude", "at most 4 decimals"),
        ("latitude", "39,5", "is no latitude", "decimal degrees with a point"),
        ("longitude", "", "is no longitude", "decimal degrees"),
        ("longitude", "127°E", "is no longitude", "decimal degrees"),
        ("precision", "street", "is no code of this list", "One of: city, country, region, site"),
        ("precision", "", "is no code of this list", "One of: city, country, region, site"),
        ("within", "atlantis", "is not in entities.csv", "Add it to entities.csv first"),
        ("within", "beta", "is a Firm, no place", "Name a Place or a Country"),
        ("within", "united-states", "leads round in a circle", "Name what the place lies in"),
        ("source", "", "is empty", "Fill it"),
    ],
)
def test_a_fault_names_row_column_value_and_remedy(
    small: Path, column: str, value: str, problem: str, remedy: str
) -> None:
    row = add_row(small, TABLE, **{**GOOD, column: value})
    (found,) = findings(small)
    assert (found.file, found.row, found.column, found.value) == (f"sources/{TABLE}", row, column, value)
    assert problem in found.problem
    assert remedy in found.remedy


def test_a_longer_circle_is_found_from_each_of_its_places(small: Path) -> None:
    set_cell(small, TABLE, find_row(small, TABLE, entity="china"), "within", "pyongyang")
    set_cell(small, TABLE, find_row(small, TABLE, entity="pyongyang"), "within", "china")
    assert [(found.row, found.value) for found in findings(small)] == [(2, "pyongyang"), (4, "china")]


def test_the_table_may_not_be_absent(small: Path) -> None:
    (small / "sources" / TABLE).unlink()
    (found,) = findings(small)
    assert (found.file, found.problem) == (f"sources/{TABLE}", "is missing")


def test_the_formatter_knows_the_table(small: Path) -> None:
    path = small / "sources" / TABLE
    canonical = path.read_text("utf-8")
    head, *rows = canonical.splitlines()
    path.write_text("\n".join([head, *reversed(rows)]) + "\n", "utf-8")
    found = format_table(small / "sources", TABLE)
    assert found.changed
    assert found.text == canonical


def test_coordinates_become_triples(small: Path) -> None:
    set_cell(small, TABLE, find_row(small, TABLE, entity="germany"), "latitude", "50.9600")
    graph = nkgraph.open(small)
    query = (
        "SELECT ?latitude ?longitude ?code ?within WHERE {{ ent:{} nk:latitude ?latitude ; nk:longitude ?longitude ;\
      nk:coordinatePrecision/skos:notation ?code . OPTIONAL {{ ent:{} nk:within ?within }} }}"
    )
    (row,) = graph.query(query.format("pyongyang", "pyongyang"))
    assert [str(value) for value in row][:3] == ["39.0214", "125.7527", "city"]
    assert str(row[3]).endswith("/id/north-korea")
    (row,) = graph.query(query.format("germany", "germany"))
    assert [str(value) for value in row][:3] == ["50.96", "9.6783", "country"]


def test_the_same_place_is_the_same_triple_however_its_zeros_are_written(small: Path) -> None:
    ontology = read_ontology(small / "ontology")
    written = read_corpus(Home(small), ontology).places["pyongyang"]
    set_cell(small, TABLE, find_row(small, TABLE, entity="pyongyang"), "latitude", "39.0214")
    assert place_block(written, ontology) == place_block(
        read_corpus(Home(small), ontology).places["pyongyang"], ontology
    )


def test_the_terms_stand_on_schema_org() -> None:
    text = (ROOT / "ontology" / "nkgraph.ttl").read_text("utf-8")
    for name in ("latitude", "longitude"):
        block = text.split(f"nk:{name} a owl:DatatypeProperty")[1].split("\n\n")[0]
        assert f"rdfs:subPropertyOf schema:{name}" in block
    assert "@prefix schema: <" + SCHEMA in text
    assert "@prefix nk: <" + NK in text


def test_every_real_place_names_a_source_in_the_public_domain(graph: KnowledgeGraph) -> None:
    home = Home(ROOT)
    corpus = read_corpus(home, read_ontology(home.ontology))
    assert len(corpus.places) > 100
    assert all("public domain" in place.source for place in corpus.places.values())
    assert not [place.entity for place in corpus.places.values() if "geonames" in place.source.lower()]
    assert graph.things["pyongyang"].type == "Place"


def test_what_lies_in_a_town_stands_where_the_town_stands() -> None:
    home = Home(ROOT)
    places = read_corpus(home, read_ontology(home.ontology)).places
    for place in places.values():
        around = places.get(place.within)
        if around and (place.precision, around.precision) == ("city", "city"):
            assert (place.latitude, place.longitude) == (around.latitude, around.longitude), place.entity
