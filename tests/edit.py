"""Edits of tables in tests: the commonest mistakes, made by a line of code."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8"))))


def write(path: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), "utf-8")


def set_cell(home: Path, table: str, row: int, column: str, value: str) -> None:
    """Set a cell; the header is row 1."""
    path = home / "sources" / table
    rows = read(path)
    rows[row - 1][rows[0].index(column)] = value
    write(path, rows)


def find_row(home: Path, table: str, **cells: str) -> int:
    """Number of the first row with these cells."""
    rows = read(home / "sources" / table)
    for number, row in enumerate(rows[1:], start=2):
        if all(row[rows[0].index(column)] == value for column, value in cells.items()):
            return number
    raise LookupError(cells)


def add_row(home: Path, table: str, **cells: str) -> int:
    """Append a row; columns not given stay empty."""
    path = home / "sources" / table
    rows = read(path)
    rows.append([cells.get(column, "") for column in rows[0]])
    write(path, rows)
    return len(rows)
