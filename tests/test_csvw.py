"""The CSVW metadata: up to date, true of the real tables by an independent reader, and able to refuse."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import csvw
import pytest

from conftest import ROOT
from edit import set_cell
from nkgraph.curation.columns import columns_of
from nkgraph.curation.corpus import table_names
from nkgraph.curation.home import Home
from nkgraph.model.ontology import read_ontology

sys.path.append(str(ROOT / "docs"))
import make_metadata

if TYPE_CHECKING:
    from pathlib import Path

METADATA = ROOT / "sources" / "metadata.json"
ANEW = "run: python docs/make_metadata.py"


@pytest.fixture(scope="module")
def group() -> dict[str, Any]:
    """The file as plain JSON."""
    found: dict[str, Any] = json.loads(METADATA.read_text("utf-8"))
    return found


def faults(metadata: Path) -> list[str]:
    """What the library has to say of the tables beside a metadata file; of a cell it raises the first fault.

    Not strict means that a foreign key may be empty, as the document of a judgement may.
    """
    found = csvw.CSVW(str(metadata), validate=True, strict=False)
    try:
        valid = found.is_valid
    except ValueError as error:
        return [str(error)]
    said = [str(warning.message) for warning in found.warnings]
    assert valid == (not said)
    return said


def test_it_is_written_from_the_columns_and_the_ontology() -> None:
    home = Home(ROOT)
    assert METADATA.read_text("utf-8") == make_metadata.metadata(home, read_ontology(home.ontology)), ANEW


def test_every_table_is_listed_claims_files_too(group: dict[str, Any]) -> None:
    assert [table["url"] for table in group["tables"]] == table_names(Home(ROOT)), ANEW


def test_its_columns_are_those_of_the_code(group: dict[str, Any]) -> None:
    for table in group["tables"]:
        names = tuple(column["name"] for column in table["tableSchema"]["columns"])
        assert names == columns_of(table["url"]), table["url"]


def test_no_cell_is_a_list_and_every_reference_has_a_target(group: dict[str, Any]) -> None:
    assert "separator" not in METADATA.read_text("utf-8")
    tables = {table["url"] for table in group["tables"]}
    keys = {
        (table["url"], key["columnReference"]): key["reference"]["resource"]
        for table in group["tables"]
        for key in table["tableSchema"].get("foreignKeys", ())
    }
    assert set(keys.values()) == {"entities.csv", "documents.csv"} <= tables
    for url in tables:
        if url.startswith("claims/"):
            assert (keys[url, "subject"], keys[url, "document"]) == ("entities.csv", "documents.csv")


def test_an_independent_reader_finds_the_real_tables_true() -> None:
    assert faults(METADATA) == []


@pytest.fixture
def described(small: Path) -> Path:
    """The metadata of the small home."""
    home = Home(small)
    path = home.sources / "metadata.json"
    path.write_text(make_metadata.metadata(home, read_ontology(home.ontology)), "utf-8")
    return path


def test_the_small_tables_are_true(described: Path) -> None:
    assert faults(described) == []


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("documents.csv", "published", "spring 2013"),
        ("documents.csv", "kind", "rumour"),
        ("documents.csv", "language", "English"),
        ("entities.csv", "type", "Outsourcer"),
        ("entities.csv", "country", "Korea"),
        ("names.csv", "document", "unheard-of"),
        ("names.csv", "name", ""),
        ("claims/all.csv", "subject", "nobody"),
        ("claims/all.csv", "predicate", "knows"),
        ("claims/all.csv", "status", "true"),
        ("claims/all.csv", "as_of", "2013-3"),
    ],
)
def test_an_independent_reader_refuses(described: Path, small: Path, table: str, column: str, value: str) -> None:
    set_cell(small, table, 2, column, value)
    assert any(value in fault for fault in faults(described))
