"""One table from disk: decoding, CSV, header, and what no cell may hold; every fault becomes a Finding."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from nkgraph.curation.columns import columns_of
from nkgraph.errors import Finding
from nkgraph.model.names import has_control

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LONGEST_CELL = 4000
_LONGEST_LINE = 100_000
_FORMULA = frozenset("=+@-")


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: its number as a spreadsheet shows it (the header is row 1) and its cells in column order."""

    number: int
    cells: tuple[str, ...]


@dataclass
class Table:
    """A table as read: its path below ``sources/``, columns, rows, faults so far, and how many bytes were read."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row] = ()
    findings: list[Finding] = field(default_factory=list)
    read: int = 0

    def fault(self, row: int, column: str, value: str, problem: str, remedy: str) -> None:
        """Note a fault of a cell (or of the row, or of the file, where column or row are empty)."""
        self.findings.append(Finding(f"sources/{self.name}", row, column, value, problem, remedy))


def read_table(folder: Path, name: str) -> Table:
    """Read a table whole; never raises for what is in it, but collects findings.

    A byte-order mark and CRLF line ends are accepted. Columns may stand in any order.
    """
    table = stream_table(folder, name)
    table.rows = list(table.rows)
    return table


def stream_table(folder: Path, name: str) -> Table:
    """Like `read_table`, but the rows are read while they are gone through, once, and so are the findings."""
    table = Table(name, columns_of(name))
    table.rows = _rows(folder / name, table)
    return table


def _rows(path: Path, table: Table) -> Iterator[Row]:
    records = _records(_lines(path, table), table)
    number, header = next(records, (0, []))
    if not number and table.findings:
        return
    order = _order(header, table)
    if order is None:
        return
    width, arranged = len(header), itemgetter(*order)
    for number, cells in records:
        if len(cells) == width:
            row = arranged(cells)
            if _sound(number, row, table):
                yield Row(number, row)
        elif cells:
            problem = f"has {len(cells)} cells, the header has {width}"
            table.fault(number, "", "", problem, "Quote cells that hold commas")


def _lines(path: Path, table: Table) -> Iterator[str]:
    """Lines of the file without their ends; a line that is not UTF-8 ends the reading."""
    number = 0
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                table.read += len(line)
                yield line.decode("utf-8-sig" if number == 1 else "utf-8").removesuffix("\n").removesuffix("\r")
    except FileNotFoundError:
        table.fault(0, "", "", "is missing", "Restore the file; an empty table has its header row alone")
    except OSError as error:
        table.fault(0, "", "", f"cannot be read ({error.strerror})", "Look at the file's permissions")
    except UnicodeDecodeError as error:
        table.fault(number, "", "", f"is not UTF-8 (byte {error.object[error.start]:#04x})", "Save the file as UTF-8")


def _records(lines: Iterable[str], table: Table) -> Iterator[tuple[int, list[str]]]:
    """Parse each line by itself: a cell never holds a line break, so a fault cannot swallow the rows after it."""
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        if len(line) > _LONGEST_LINE:
            table.fault(
                number, "", line[:40], f"is {len(line)} characters long", "Shorten the cell; texts are short here"
            )
            continue
        if '"' not in line:
            yield number, line.split(",")
            continue
        try:
            yield number, next(csv.reader([line], strict=True))
        except csv.Error as error:
            problem = (
                "has an unclosed quote or a line break in a cell" if "unexpected end" in str(error) else str(error)
            )
            table.fault(number, "", line[:40], problem, 'Write a quote inside a quoted cell as ""; use no line breaks')


def _order(header: list[str], table: Table) -> list[int] | None:
    names = [name.strip() for name in header]
    missing = [c for c in table.columns if c not in names]
    extra = [c for c in names if c not in table.columns]
    twice = sorted({c for c in names if names.count(c) > 1 and c in table.columns})
    for column in missing:
        table.fault(1, column, "", "is a column that is missing", f"The header is {','.join(table.columns)}")
    for column in extra:
        table.fault(1, "", column, "is a column that this table does not have", "Take it out, or move it into note")
    for column in twice:
        table.fault(1, column, "", "is a column that stands twice", "Keep one")
    return None if missing or extra or twice else [names.index(column) for column in table.columns]


def _sound(number: int, row: tuple[str, ...], table: Table) -> bool:
    return _plain(row) or _faultless(number, row, table)


def _plain(row: tuple[str, ...]) -> bool:
    """Tell at a glance that a row has no fault, as nearly all have none; what is not plain is looked at closely."""
    return (
        "".join(row).isprintable()
        and _FORMULA.isdisjoint([cell[:1] for cell in row])
        and tuple(map(str.strip, row)) == row
        and max(map(len, row)) <= LONGEST_CELL
    )


def _faultless(number: int, row: tuple[str, ...], table: Table) -> bool:
    before = len(table.findings)
    for column, cell in zip(table.columns, row, strict=True):
        if not cell:
            continue
        if cell[0].isspace() or cell[-1].isspace():
            table.fault(number, column, cell, "begins or ends with a space", "Run nkgraph fmt, or take the space out")
        if cell[0] in _FORMULA and not (cell[0] == "-" and cell[1:2].isdigit()):
            table.fault(number, column, cell, "would run as a formula in a spreadsheet", "Begin with a letter or digit")
        if len(cell) > LONGEST_CELL:
            table.fault(number, column, cell, f"is {len(cell)} characters long", f"Keep cells under {LONGEST_CELL}")
        if has_control(cell):
            table.fault(number, column, cell, "holds a control or bidirectional character", "Take the character out")
    return len(table.findings) == before
