"""Every error that nkgraph raises, in one small family.

The library raises, the command line prints. `InputErrors` carries all findings of a reading at once,
each with file, row, column, value and remedy, because a curator mends a table in one go or not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 80


class NkgraphError(Exception):
    """Base of all errors of this package; `str()` is fit to be shown to a user."""


class MisuseError(NkgraphError):
    """The caller asked for something that does not exist: an unknown format, view, option or folder."""


class QueryError(NkgraphError):
    """A query that cannot be parsed, or that is refused (update, SERVICE, foreign FROM)."""


class QueryTimeoutError(QueryError):
    """A query that ran longer than it was allowed to."""


class EndpointError(NkgraphError):
    """A SPARQL endpoint that cannot be reached, refuses, or gives no whole answer."""


class StoreError(NkgraphError):
    """A store or cache that cannot be read or written."""


class EntityNotFoundError(MisuseError):
    """No entity goes by the name; `nearest` lists (id, label) of the closest."""

    def __init__(self, name: str, nearest: Sequence[tuple[str, str]]) -> None:
        self.name = name
        self.nearest = tuple(nearest)
        super().__init__(_with_list(f"no entity is called {shown(name)}", "nearest", self.nearest))


class AmbiguousNameError(MisuseError):
    """Several entities go by the name; `candidates` lists (id, label)."""

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        super().__init__(_with_list(f"{shown(name)} names several entities", "use one of the ids", self.candidates))


def shown(value: str) -> str:
    r"""Quote a value for a message: cut to 80 characters, control and bidirectional characters escaped.

    >>> shown("a\u202eb")
    "'a\\u202eb'"
    """
    cut = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return "'" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in cut) + "'"


def _with_list(head: str, lead: str, pairs: Sequence[tuple[str, str]]) -> str:
    lines = [f"  {ident}  ({label})" for ident, label in pairs]
    return "\n".join([f"{head}; {lead}:", *lines]) if lines else head


class Finding(NamedTuple):
    """One fault of an input: where it is, what is there, and what to do about it.

    Findings sort by file, row, column, then the rest: the order in which a curator mends.
    """

    file: str
    row: int
    column: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = (
            self.file + (f", row {self.row}" if self.row else "") + (f", column {self.column}" if self.column else "")
        )
        value = f" {shown(self.value)}" if self.value else ""
        return f"{place}:{value} {self.problem}. {self.remedy}"


class InputErrors(NkgraphError):
    """All findings of one reading, sorted by file and row."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        count = len(self.findings)
        head = f"{count} {'error' if count == 1 else 'errors'} in the tables"
        super().__init__("\n".join([head + ":", *(f"  {finding}" for finding in self.findings)]))
