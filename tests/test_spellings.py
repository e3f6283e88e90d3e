"""No two things bear one spelling unjudged, a pair is judged once, and judgements agree with the names."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import nkgraph
from conftest import ROOT
from edit import add_row, find_row, set_cell
from nkgraph.checks.spellings import check_spellings
from nkgraph.errors import InputErrors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from nkgraph.errors import Finding
    from nkgraph.knowledge_graph import KnowledgeGraph

LATER = "beta"
"""An entity of the small home that takes a spelling of `alpha`."""


def found_in(home: Path) -> list[Finding]:
    return check_spellings(nkgraph.open(home))


def refused(home: Path) -> tuple[Finding, ...]:
    with pytest.raises(InputErrors) as caught:
        nkgraph.open(home).cache  # noqa: B018 - the reading is what fails
    return caught.value.findings


def name(home: Path, entity: str, text: str, lang: str = "en") -> int:
    return add_row(
        home, "names.csv", entity=entity, name=text, lang=lang, kind="alias", document="han-2009", confidence="low"
    )


def judge(home: Path, left: str, right: str, judgement: str, document: str = "") -> int:
    cells = {"left": left, "right": right, "judgement": judgement, "reason": "by the text", "document": document}
    return add_row(home, "identities.csv", **cells)


def test_no_spelling_of_the_real_tables_is_borne_by_two_unjudged(graph: KnowledgeGraph) -> None:
    assert check_spellings(graph) == []


@pytest.mark.parametrize("text", [
    "Samcheonri General-Corporation", "CHOSUN EXPO", "eunbyol", "Silver Igo", "KCC-Igo", "Achim computer",
    "Ministry of the Peoples Armed Forces", "Ministry of IT Industry", "Pyongyang Program Center",
    "Korea Aprokgang Technology Co\u200bmpany", "Digiko-Soft", "110th research center", "은 별",
])  # fmt: skip
def test_a_known_name_of_another_is_refused(tmp_path: Path, text: str) -> None:
    """Names by which the sector's things are mistaken for each other, given to a thing that none of them is."""
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    cells = {"lang": "en", "kind": "alias", "document": "korea-it-times-2010-11-04-korea-computer-center-core-dprk"}
    row = add_row(tmp_path, "names.csv", entity="nosotek", name=text, confidence="low", **cells)
    assert [(f.row, f.value) for f in found_in(tmp_path)] == [(row, text)]


def test_the_small_tables_have_no_twins(small: Path) -> None:
    assert found_in(small) == []


@pytest.mark.parametrize(("text", "lang"), [
    ("Alpha Computer", "en"), ("alpha-computer", "en"), ("A.C.C.", "en"), ("ＡＣＣ", "en"),
    ("Alpa Kompyuto", "ko-latn"), ("Alpa K’ŏmp’yut’ŏ", "ko-latn"), ("알파 콤퓨터", "ko"),
])  # fmt: skip
def test_a_second_bearer_of_a_known_spelling_is_found(small: Path, text: str, lang: str) -> None:
    row = name(small, LATER, text, lang)
    found = found_in(small)
    assert [(f.file, f.row, f.column, f.value) for f in found] == [("sources/names.csv", row, "name", text)]
    assert "spelling of alpha too" in found[0].problem
    assert "identities.csv" in found[0].remedy


@pytest.mark.parametrize("text", ["Alpha Computer", "ALPHA COMPUTER", "acc"])
def test_a_display_name_may_not_be_taken_either(small: Path, text: str) -> None:
    """Whatever its type: a reader meets the bare name."""
    row = find_row(small, "entities.csv", id="go-game")
    set_cell(small, "entities.csv", row, "name", text)
    assert {"alpha", "go-game"} <= {word for f in found_in(small) for word in f.problem.split()}


@pytest.mark.parametrize("judgement", ["different", "unsure"])
@pytest.mark.parametrize(("left", "right"), [("alpha", LATER), (LATER, "alpha")])
def test_a_judgement_in_either_direction_settles_it(small: Path, left: str, right: str, judgement: str) -> None:
    name(small, LATER, "ACC")
    judge(small, left, right, judgement)
    assert found_in(small) == []


def test_a_thing_may_repeat_its_own_spelling(small: Path) -> None:
    name(small, "alpha", "acc")
    assert found_in(small) == []


def test_a_third_bearer_is_judged_against_each(small: Path) -> None:
    name(small, LATER, "ACC")
    name(small, "joint", "ACC")
    judge(small, "alpha", LATER, "different")
    judge(small, LATER, "joint", "different")
    assert found_in(small) == []  # alpha and joint are judged in the table already
    set_cell(small, "identities.csv", find_row(small, "identities.csv", right="joint"), "right", "gamma-bureau")
    assert len(found_in(small)) == 1


def test_nkgraph_check_runs_it(small: Path, run: Callable[..., CompletedProcess[str]]) -> None:
    name(small, LATER, "ACC")
    done = run("--home", str(small), "check")
    assert done.returncode == 1
    assert "spelling of alpha too" in done.stdout


@pytest.mark.parametrize(("right", "judgement", "problem"), [
    ("Alpha Works", "same", "no name of beta"), ("ACC", "unsure", "is a spelling of alpha"),
    ("Бета", "different", "is a name of beta"),
])  # fmt: skip
def test_a_judgement_on_a_name_that_the_names_deny(small: Path, right: str, judgement: str, problem: str) -> None:
    row = judge(small, LATER, right, judgement, "beta-2011-site")
    found = found_in(small)
    assert [(f.file, f.row, f.column) for f in found] == [("sources/identities.csv", row, "right")]
    assert problem in found[0].problem


@pytest.mark.parametrize(("left", "right"), [
    ("alpha", "joint"), ("joint", "alpha"), ("alpha", "Alpha Trading"), ("alpha", "alpha trading"),
])  # fmt: skip
def test_a_pair_is_judged_once_in_either_direction(small: Path, left: str, right: str) -> None:
    row = judge(small, left, right, "unsure")
    found = refused(small)
    assert [(f.file, f.row, f.column) for f in found] == [("sources/identities.csv", row, "right")]
    assert "already" in found[0].problem


@pytest.mark.parametrize(("cells", "column", "problem"), [
    (("beta", "alpha", "same", "beta-2011-site"), "right", "judged the same"),
    (("beta", "Бета", "same"), "document", "is empty"),
    (("beta", "gamma-buraeu", "unsure"), "right", "looks like an id"),
])  # fmt: skip
def test_a_judgement_that_cannot_be(small: Path, cells: tuple[str, ...], column: str, problem: str) -> None:
    row = judge(small, *cells)
    assert [(f.row, f.column) for f in refused(small) if problem in f.problem] == [(row, column)]
