"""The one canonical form of a table: column order, row order, LF, least quoting, no surrounding spaces."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nkgraph.curation.columns import columns_of, sort_key_of
from nkgraph.curation.qualifiers import parse_qualifiers, write_qualifiers
from nkgraph.errors import Finding, InputErrors
from nkgraph.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Formatted:
    """A table's canonical text, and whether the file holds it already."""

    name: str
    path: Path
    text: str
    changed: bool


def canonical_text(name: str, rows: Iterable[Sequence[str]]) -> str:
    """The canonical CSV of rows whose cells stand in column order."""
    columns = columns_of(name)
    keys = [columns.index(column) for column in sort_key_of(name)]
    cells = sorted(rows, key=lambda row: ([row[k] for k in keys], list(row)))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(cells)
    return out.getvalue()


def format_table(folder: Path, name: str) -> Formatted:
    """Bring one table into canonical form, in memory.

    Raises
    ------
    InputErrors
        If the file is not UTF-8 or not CSV with the right columns: what cannot be read is not rewritten.
    """
    path = folder / name
    columns = columns_of(name)
    try:
        content = path.read_bytes()
        parsed = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _refusal(name, 0, f"cannot be read as CSV in UTF-8 ({error})") from error
    header = [cell.strip() for cell in parsed[0]] if parsed else []
    if sorted(header) != sorted(columns):
        raise _refusal(name, 1, "has not the columns of this table")
    order = [header.index(column) for column in columns]
    rows = []
    for number, row in enumerate(parsed[1:], start=2):
        if not any(row):
            continue
        if len(row) != len(header):
            raise _refusal(name, number, f"has {len(row)} cells, the header has {len(header)}")
        rows.append([_cell(columns[at], row[index]) for at, index in enumerate(order)])
    text = canonical_text(name, rows)
    return Formatted(name, path, text, text.encode("utf-8") != content)


def write_formatted(tables: Iterable[Formatted]) -> list[str]:
    """Write those that changed, each atomically; returns their names."""
    changed = [table for table in tables if table.changed]
    for table in changed:
        write_text(table.path, table.text)
    return [table.name for table in changed]


def _cell(column: str, value: str) -> str:
    value = value.strip()
    if column != "qualifiers":
        return value
    try:
        return write_qualifiers(parse_qualifiers(value))
    except ValueError:
        return value


def _refusal(name: str, row: int, problem: str) -> InputErrors:
    return InputErrors([Finding(f"sources/{name}", row, "", "", problem, "Mend it by hand; nkgraph check says more")])
