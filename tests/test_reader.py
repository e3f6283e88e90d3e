"""The reader: each common mistake is named with file, row, column, value and remedy, all in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edit import add_row, find_row, set_cell
from nkgraph.curation.corpus import read_corpus
from nkgraph.curation.home import Home
from nkgraph.errors import Finding, InputErrors
from nkgraph.model.ontology import Ontology, read_ontology

if TYPE_CHECKING:
    from pathlib import Path

CLAIMS = "claims/all.csv"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    from conftest import ROOT

    return read_ontology(ROOT / "ontology")


def faults(home: Path, ontology: Ontology) -> list[Finding]:
    try:
        read_corpus(Home(home), ontology)
    except InputErrors as error:
        return list(error.findings)
    return []


def test_the_small_home_is_clean(small: Path, ontology: Ontology) -> None:
    assert faults(small, ontology) == []


CELLS = [
    (CLAIMS, "predicate", "employs", "is no predicate", "employees"),
    (CLAIMS, "subject", "alhpa", "is not in entities.csv", "Did you mean alpha"),
    (CLAIMS, "document", "alpha-2010-raport", "is not in documents.csv", "alpha-2010-report"),
    (CLAIMS, "confidence", "sure", "is no code", "high, low, medium"),
    (CLAIMS, "mode", "rumoured", "is no code", "alleged"),
    (CLAIMS, "status", "ok", "is no code", "accepted"),
    (CLAIMS, "as_of", "May 2010", "is no date", "Write 2013"),
    (CLAIMS, "valid_to", "2010-02-30", "does not exist", "Write 2013"),
    (CLAIMS, "qualifiers", "roll=x", "is no qualifier of", "Allowed"),
    (CLAIMS, "qualifiers", "role", "is not of the form", "role=director"),
    ("documents.csv", "published", "3/5/2010", "is no date", "Write 2013"),
    ("documents.csv", "language", "EN", "is no language tag", "lower case"),
    ("documents.csv", "kind", "newspaper", "is no code", "news"),
    ("documents.csv", "url", "www.example.org", "is no web address", "http"),
    ("documents.csv", "url", "javascript:alert(1)", "is no web address", "http"),
    ("entities.csv", "id", "three-d-modelling", "is the id of a concept", "another"),
    ("documents.csv", "id", "Alpha Report", "is no id", "lower-case"),
    ("documents.csv", "publisher", "", "is empty", "Fill"),
    ("entities.csv", "type", "Client", "is no type of entity", "role"),
    ("entities.csv", "type", "Firma", "is no type of entity", "Firm"),
    ("entities.csv", "country", "XX", "is no code of a Country", "ISO"),
    ("entities.csv", "name", "Nоsotek", "mixes Latin and Cyrillic", "one script"),
    ("names.csv", "lang", "korean", "is no language tag", "lower case"),
    ("names.csv", "kind", "nickname", "is no code", "alias"),
    ("names.csv", "romanisation", "revised", "is no code", "rr"),
    ("names.csv", "name", "조선", "is not in a script of", "Mend"),
    ("identities.csv", "judgement", "maybe", "is no code", "unsure"),
    ("identities.csv", "left", "nobody", "is not in entities.csv", "Add it"),
    ("searches.csv", "outcome", "", "is empty", "Fill"),
]


@pytest.mark.parametrize(("table", "column", "value", "problem", "remedy"), CELLS)
def test_a_wrong_cell(
    small: Path, ontology: Ontology, table: str, column: str, value: str, problem: str, remedy: str
) -> None:
    set_cell(small, table, 2, column, value)
    found = [f for f in faults(small, ontology) if problem in f.problem]
    assert found, faults(small, ontology)
    assert found[0].file == f"sources/{table}"
    assert found[0].row == 2
    assert found[0].column == column
    assert found[0].value in value or value in found[0].value
    assert remedy in found[0].remedy


ANYWHERE = [
    ("=HYPERLINK(\"http://x\")", "formula"), ("+1", "formula"), ("@SUM(A1)", "formula"), ("-x", "formula"),
    ("a\x00b", "control"), ("a\u202eb", "control"), ("x" * 5000, "characters long"), (" padded", "space"),
    ("x" * 1_000_000, "characters long"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "problem"), ANYWHERE, ids=range(len(ANYWHERE)))
@pytest.mark.parametrize(
    ("table", "column"), [(CLAIMS, "paraphrase"), ("documents.csv", "title"), ("names.csv", "name")]
)
def test_what_no_cell_may_hold(
    small: Path, ontology: Ontology, table: str, column: str, value: str, problem: str
) -> None:
    set_cell(small, table, 3, column, value)
    found = [f for f in faults(small, ontology) if problem in f.problem]
    assert found
    assert (found[0].file, found[0].row) == (f"sources/{table}", 3)


ROWS = [
    (dict(subject="go-game", predicate="hasClient", object="beta", document="han-2009", confidence="low"), "is a Game, but"),
    (dict(subject="alpha", predicate="hasSkill", object="programing", document="han-2009", confidence="low"), "is no concept"),
    (dict(subject="alpha", predicate="hasSkill", object="it-services", document="han-2009", confidence="low"), "is a Service"),
    (dict(subject="alpha", predicate="founded", object="long ago", document="han-2009", confidence="low"), "is no date"),
    (dict(subject="alpha", predicate="employees", object="many", as_of="2010", document="han-2009", confidence="low"), "is no quantity"),
    (dict(subject="alpha", predicate="employees", object="5", document="han-2009", confidence="low"), "needs a date"),
    (dict(subject="alpha", predicate="linkedTo", object="beta", document="han-2009"), "lacks authority"),
    (dict(subject="alpha", predicate="designatedBy", object="list-office", document="han-2009", confidence="low"), "is a score"),
    (dict(subject="alpha", predicate="parent", object="alpha", document="han-2009", confidence="low"), "is the subject itself"),
    (dict(subject="alpha", predicate="parent", object="gamma-bureau", document="han-2009"), "is empty"),
    (dict(subject="alpha", predicate="founded", object="1990", document="alpha-2010-report", confidence="low"), "stated twice"),
    (dict(subject="alpha", predicate="website", object="alpha.org", document="han-2009", confidence="low"), "is no web address"),
    (dict(subject="alpha", predicate="partner", object="beta", document="han-2009", confidence="low", valid_from="2012", valid_to="2010"), "is before valid_from"),
    (dict(subject="alpha", predicate="partner", object="beta", document="han-2009", confidence="low", mode="inferred"), "inferred"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "problem"), ROWS, ids=[problem for _, problem in ROWS])
def test_a_wrong_row(small: Path, ontology: Ontology, cells: dict[str, str], problem: str) -> None:
    row = add_row(small, CLAIMS, **{"mode": "reported", "status": "accepted", **cells})
    found = [f for f in faults(small, ontology) if problem in f.problem]
    assert found, faults(small, ontology)
    assert (found[0].file, found[0].row) == (f"sources/{CLAIMS}", row)
    assert found[0].remedy


def test_all_errors_come_in_one_go(small: Path, ontology: Ontology) -> None:
    set_cell(small, "documents.csv", 2, "kind", "x")
    set_cell(small, "entities.csv", 4, "type", "y")
    set_cell(small, "names.csv", 2, "lang", "EN")
    set_cell(small, CLAIMS, 5, "as_of", "z")
    set_cell(small, CLAIMS, 9, "mode", "q")
    assert {f.file for f in faults(small, ontology)} >= {
        "sources/documents.csv", "sources/entities.csv", "sources/names.csv", f"sources/{CLAIMS}"
    }  # fmt: skip
    assert len(faults(small, ontology)) >= 5


def test_names_stated_twice(small: Path, ontology: Ontology) -> None:
    row = add_row(small, "names.csv", entity="alpha", name="ACC", lang="en", kind="alias", document="alpha-2010-report",
                  confidence="high")  # fmt: skip
    assert [(f.row, f.column) for f in faults(small, ontology)] == [(row, "name")]


def test_origins_that_go_round(small: Path, ontology: Ontology) -> None:
    set_cell(
        small, "documents.csv", find_row(small, "documents.csv", id="alpha-2010-report"), "origin", "alpha-2012-copy"
    )
    assert any("circle" in f.problem for f in faults(small, ontology))


def test_wrong_encoding(small: Path, ontology: Ontology) -> None:
    path = small / "sources" / "names.csv"
    path.write_bytes(path.read_bytes().replace("알파콤퓨터".encode(), "알파콤퓨터".encode("euc-kr")))
    found = [f for f in faults(small, ontology) if "not UTF-8" in f.problem]
    assert [(f.file, f.row) for f in found] == [("sources/names.csv", 4)]


def test_missing_and_extra_columns(small: Path, ontology: Ontology) -> None:
    path = small / "sources" / "entities.csv"
    path.write_text(path.read_text("utf-8").replace("id,type,name", "id,typ,name"), "utf-8")
    text = " ".join(str(f) for f in faults(small, ontology))
    assert "column type: is a column that is missing" in text
    assert "'typ' is a column that this table does not have" in text


def test_a_missing_table(small: Path, ontology: Ontology) -> None:
    (small / "sources" / "names.csv").unlink()
    assert [(f.file, f.problem) for f in faults(small, ontology)] == [("sources/names.csv", "is missing")]


def test_malformed_csv_does_not_swallow_the_rows_after_it(small: Path, ontology: Ontology) -> None:
    path = small / "sources" / "documents.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[1] = lines[1].replace("Alpha opens", '"Alpha opens')
    lines[3] = lines[3].replace(",en,", ",XX,")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = faults(small, ontology)
    assert any(f.row == 2 and "quote" in f.problem for f in found)
    assert any(f.row == 4 and f.column == "language" for f in found)


def test_too_few_cells(small: Path, ontology: Ontology) -> None:
    path = small / "sources" / "names.csv"
    path.write_text(path.read_text("utf-8") + "alpha,Short row\n", "utf-8")
    assert any("2 cells" in f.problem and f.row == 6 for f in faults(small, ontology))


def test_a_byte_order_mark_and_crlf_are_read(small: Path, ontology: Ontology) -> None:
    for path in (small / "sources").rglob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert faults(small, ontology) == []


def test_markup_in_a_name_is_plain_text(small: Path, ontology: Ontology) -> None:
    set_cell(small, "entities.csv", 2, "name", "<script>alert('x')</script> & \"Co\"")
    assert faults(small, ontology) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), table=st.sampled_from(["documents.csv", "entities.csv", "names.csv", CLAIMS]))
def test_whatever_the_bytes_only_findings_come_out(small: Path, ontology: Ontology, content: bytes, table: str) -> None:
    path = small / "sources" / table
    before = path.read_bytes()
    header = before.split(b"\n")[0]
    try:
        path.write_bytes(header + b"\n" + content)
        for finding in faults(small, ontology):
            assert finding.file.startswith("sources/")
            assert finding.problem
            assert finding.remedy
            assert "\x1b" not in str(finding)
    finally:
        path.write_bytes(before)
