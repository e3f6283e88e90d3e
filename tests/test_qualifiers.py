"""The qualifiers cell: reading is the inverse of writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.curation.qualifiers import parse_qualifiers, write_qualifiers

KEYS = st.sampled_from(["role", "share", "work", "unit", "amount"])
VALUES = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20)


@given(st.dictionaries(KEYS, VALUES))
def test_writing_then_reading_gives_the_same(pairs: dict[str, str]) -> None:
    wanted = tuple(sorted(pairs.items()))
    assert parse_qualifiers(write_qualifiers(wanted)) == wanted


@pytest.mark.parametrize(
    "cell", ["role", "=x", "role=", "role=a|role=b", "role=a||share=1", "role=a|", "role=a\\", "|"]
)
def test_broken_cells_are_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="part|form|twice"):
        parse_qualifiers(cell)


@given(st.text(max_size=30))
def test_never_another_error(cell: str) -> None:
    try:
        parse_qualifiers(cell)
    except ValueError:
        return
