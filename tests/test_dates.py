"""Dates: the subset of EDTF, with an independent library as referee."""

from __future__ import annotations

from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.model.dates import parse_date

GOOD = [
    ("2013", "2013-01-01", "2013-12-31"),
    ("2013-02", "2013-02-01", "2013-02-28"),
    ("2012-02", "2012-02-01", "2012-02-29"),
    ("2013-03-16", "2013-03-16", "2013-03-16"),
    ("199X", "1990-01-01", "1999-12-31"),
    ("2005?", "2005-01-01", "2005-12-31"),
    ("2005-06~", "2005-06-01", "2005-06-30"),
    ("2003/2005-06", "2003-01-01", "2005-06-30"),
    ("2013-03-16/2013-03-16", "2013-03-16", "2013-03-16"),
    ("../2011", None, "2011-12-31"),
    ("2011-05/..", "2011-05-01", None),
]
BAD = ["", "13", "2013-13", "2013-00", "2013-02-30", "0000", "2013-3", "16 March 2013", "2013/", "/2013", "../..",
       "2014/2013", "19XX", "199X-05", "000X", "2013-03-16T10:00", "2013??", " 2013", "2013\n", "２０１３", "2" * 400,
       "2013/2014/2015", "May 2013", "-2013"]  # fmt: skip


@pytest.mark.parametrize(("text", "earliest", "latest"), GOOD)
def test_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    period = parse_date(text)
    assert period.text == text
    assert period.earliest == (date.fromisoformat(earliest) if earliest else None)
    assert period.latest == (date.fromisoformat(latest) if latest else None)


@pytest.mark.parametrize("text", BAD)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day|ends"):
        parse_date(text)


@given(st.dates(min_value=date(1, 1, 1)), st.sampled_from(["", "?", "~"]))
def test_every_day_reads_as_itself(day: date, doubt: str) -> None:
    period = parse_date(day.isoformat() + doubt)
    assert period.earliest == period.latest == day


@given(st.dates(min_value=date(1, 1, 1)), st.dates(min_value=date(1, 1, 1)))
def test_an_interval_spans_its_ends(one: date, other: date) -> None:
    begin, end = sorted((one, other))
    period = parse_date(f"{begin}/{end}")
    assert (period.earliest, period.latest) == (begin, end)


@given(st.text(max_size=24))
def test_never_another_error(text: str) -> None:
    try:
        period = parse_date(text)
    except ValueError:
        return
    assert period.earliest or period.latest


@pytest.mark.parametrize("text", [text for text, _, _ in GOOD])
def test_the_referee_reads_the_same_days(text: str) -> None:
    referee = edtf.parse_edtf(text)
    period = parse_date(text)
    if "?" in text or "~" in text:
        assert referee is not None
    elif period.earliest and period.latest:
        assert str(period.earliest) == _iso(referee.lower_strict())
        assert str(period.latest) == _iso(referee.upper_strict())


def _iso(moment: object) -> str:
    year, month, day = tuple(moment)[:3]  # type: ignore[arg-type]
    return f"{year:04d}-{month:02d}-{day:02d}"
