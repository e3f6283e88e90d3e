"""Claims stated twice: found by their ids alone, and looked up in the tables only where there are any."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from nkgraph.curation.columns import CLAIM_COLUMNS, CLAIM_SORT_KEY
from nkgraph.curation.tables import stream_table
from nkgraph.errors import Finding
from nkgraph.model.terms import claim_id

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_KEY = tuple(CLAIM_COLUMNS.index(column) for column in CLAIM_SORT_KEY)
_OBJECT = CLAIM_COLUMNS.index("object")


def repeated_claims(folder: Path, names: Sequence[str], ids: array[int]) -> Iterator[Finding]:
    """A fault for each claim that stands a second time; `ids` are those of all claims as numbers."""
    repeated = {one for one, next_one in pairwise(sorted(ids)) if one == next_one}
    if not repeated:
        return
    first: dict[int, str] = {}
    for name in names:
        for row in stream_table(folder, name).rows:
            ident = int(claim_id(*(row.cells[at] for at in _KEY)), 16)
            if ident not in repeated:
                continue
            place = f"{name}, row {row.number}"
            if first.setdefault(ident, place) != place:
                problem = f"is a claim stated twice (see {first[ident]}): same subject, predicate, object and document"
                remedy = "Keep one row; put the second place into its locator"
                yield Finding(f"sources/{name}", row.number, "object", row.cells[_OBJECT], problem, remedy)
