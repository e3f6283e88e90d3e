"""Quantities: as curated, with bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.model.quantities import parse_quantity

GOOD = [("1200", 1200, 1200), (">=1000", 1000, None), ("<=50", None, 50), ("100..999", 100, 999), ("~200", 200, 200),
        ("-5", -5, -5), ("0.25", "0.25", "0.25"), ("0", 0, 0)]  # fmt: skip
BAD = ["", "1,200", "hundreds", ">1000", "999..100", "01", "1.", "1e3", "1200 USD", "~", "1..", "１２", " 1", "1" * 40]


@pytest.mark.parametrize(("text", "lower", "upper"), GOOD)
def test_bounds(text: str, lower: object, upper: object) -> None:
    quantity = parse_quantity(text)
    assert quantity.text == text
    assert quantity.lower == (None if lower is None else Decimal(str(lower)))
    assert quantity.upper == (None if upper is None else Decimal(str(upper)))


@pytest.mark.parametrize("text", BAD)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="quantity|range"):
        parse_quantity(text)


@given(st.integers(0, 10**17), st.integers(0, 10**17))
def test_ranges(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert (parse_quantity(f"{low}..{high}").lower, parse_quantity(f"{low}..{high}").upper) == (low, high)


@given(st.text(max_size=20))
def test_never_another_error(text: str) -> None:
    try:
        parse_quantity(text)
    except ValueError:
        return
