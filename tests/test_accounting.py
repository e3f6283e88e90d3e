"""Every raw claim that was collected is in the tables, or left out with a reason; the sum is whole."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from nkgraph.curation.corpus import read_corpus
from nkgraph.curation.home import Home
from nkgraph.model.ontology import read_ontology

if TYPE_CHECKING:
    from nkgraph.model.records import Corpus

REASONS = {"duplicate", "not-sector", "private-person", "unreadable", "not-supported", "too-vague"}


def table(name: str) -> list[dict[str, str]]:
    with (ROOT / "sources" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    home = Home(ROOT)
    return read_corpus(home, read_ontology(home.ontology))


def test_the_sum_of_kept_and_left_out_is_whole() -> None:
    frozen = (ROOT / "tests" / "raw_ids.txt").read_text("utf-8").split()
    kept = {row["raw"] for row in table("accounted.csv")}
    left = [row["raw"] for row in table("left_out.csv")]
    assert len(frozen) == len(set(frozen)) == 8022
    assert len(left) == len(set(left))
    assert kept.isdisjoint(left)
    assert kept.union(left) == set(frozen)


def test_every_reason_is_one_of_the_list() -> None:
    assert {row["reason"] for row in table("left_out.csv")} <= REASONS


def test_what_is_kept_leads_to_a_claim_that_stands_in_the_tables(corpus: Corpus) -> None:
    there = {claim.id for claim in corpus.claims} | {name.claim for name in corpus.names}
    assert [row for row in table("accounted.csv") if row["claim"] not in there] == []
