"""``nkgraph fmt``: one canonical form, reached in one step and kept."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.curation.canonical import canonical_text, format_table, write_formatted
from nkgraph.curation.columns import columns_of
from nkgraph.errors import InputErrors

if TYPE_CHECKING:
    from pathlib import Path

CELL = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)


def test_a_mark_crlf_spaces_and_order_are_gone_after_fmt(small: Path) -> None:
    folder = small / "sources"
    canonical = format_table(folder, "names.csv").text
    lines = canonical.splitlines()
    messy = "\ufeff" + "\r\n".join([lines[0], *(f" {line}" for line in reversed(lines[1:]))]) + "\r\n\r\n"
    (folder / "names.csv").write_bytes(messy.encode())
    assert write_formatted([format_table(folder, "names.csv")]) == ["names.csv"]
    assert (folder / "names.csv").read_text("utf-8") == canonical


def test_columns_in_another_order_are_put_right(small: Path) -> None:
    path = small / "sources" / "entities.csv"
    canonical = format_table(small / "sources", "entities.csv").text
    rows = list(csv.reader(io.StringIO(canonical)))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([row[::-1] for row in rows])
    path.write_text(out.getvalue(), "utf-8")
    assert format_table(small / "sources", "entities.csv").text == canonical


@given(st.lists(st.lists(CELL, min_size=5, max_size=5), max_size=6))
def test_canonical_text_reads_back_and_stays(rows: list[list[str]]) -> None:
    text = canonical_text("entities.csv", rows)
    read = list(csv.reader(io.StringIO(text)))
    assert tuple(read[0]) == columns_of("entities.csv")
    assert sorted(read[1:]) == sorted(rows)
    assert canonical_text("entities.csv", read[1:]) == text


def test_what_cannot_be_read_is_not_rewritten(small: Path) -> None:
    path = small / "sources" / "entities.csv"
    path.write_text("id,type\nalpha,Firm\n", "utf-8")
    with pytest.raises(InputErrors, match="columns"):
        format_table(small / "sources", "entities.csv")
    assert path.read_text("utf-8") == "id,type\nalpha,Firm\n"
