"""Readings sorted outside memory: a million claims need no list of all claims."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from nkgraph.errors import StoreError
from nkgraph.triples.facts import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

_BATCH = 1000
_COLUMNS = ", ".join(Reading._fields)
_PLACES = ", ".join("?" for _ in Reading._fields)


class Spool:
    """Takes readings in any order and gives them back in the order of their fields.

    They lie in a nameless database that SQLite keeps in memory while it is small, in the folder for temporary
    files (``SQLITE_TMPDIR``, ``TMPDIR``) when it grows, and removes when it is closed.

    Raises
    ------
    StoreError
        Of every method, if that folder is full or cannot be written.
    """

    def __init__(self) -> None:
        self._waiting: list[Reading] = []
        self._database = sqlite3.connect("")
        self._database.execute(f"CREATE TABLE reading ({_COLUMNS})")

    def add(self, reading: Reading) -> None:
        """Take one in."""
        self._waiting.append(reading)
        if len(self._waiting) == _BATCH:
            self._write()

    def __iter__(self) -> Iterator[Reading]:
        """All of them, sorted."""
        self._write()
        try:
            rows = self._database.execute(f"SELECT {_COLUMNS} FROM reading ORDER BY {_COLUMNS}")  # noqa: S608 - ours
            yield from map(Reading._make, rows)
        except sqlite3.Error as error:
            raise _failure(error) from error

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _write(self) -> None:
        try:
            self._database.executemany(f"INSERT INTO reading VALUES ({_PLACES})", self._waiting)  # noqa: S608 - ours
        except sqlite3.Error as error:
            raise _failure(error) from error
        self._waiting.clear()


def _failure(error: sqlite3.Error) -> StoreError:
    return StoreError(f"the scratch file of the build cannot be written ({error}); make room, or set TMPDIR")
