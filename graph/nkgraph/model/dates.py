"""Dates as curated: a subset of EDTF (ISO 8601-2:2019), each with its first and last day.

Accepted: ``2013``, ``2013-03``, ``2013-03-16``, ``199X`` (a decade), ``2005?`` (uncertain), ``2005~``
(approximate), intervals ``A/B``, ``../B`` (end known) and ``A/..`` (beginning known), A and B being any of
the former. ``199X`` is the older writing of EDTF's ``199X`` mask; nothing else is read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_POINT = re.compile(r"(?P<year>[0-9]{4}|[0-9]{3}X)(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<doubt>[?~]?)\Z")
_LONGEST = 32
REMEDY = "Write 2013, 2013-03, 2013-03-16, 199X, 2005?, 2005~, A/B, ../B or A/.."


@dataclass(frozen=True, slots=True)
class Period:
    """An EDTF text with its bounds; a bound is None where the interval is open."""

    text: str
    earliest: date | None
    latest: date | None


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Period:
    """Read an EDTF text of the subset above.

    Raises
    ------
    ValueError
        If the text is no such date, names a day that does not exist, or ends before it begins.

    Examples
    --------
    >>> parse_date("2013-02").latest
    datetime.date(2013, 2, 28)
    >>> parse_date("../2011").earliest is None
    True
    """
    if len(text) > _LONGEST:
        raise ValueError("is no date")
    if "/" not in text:
        return Period(text, *_point(text))
    left, _, right = text.partition("/")
    if left == right == "..":
        raise ValueError("is an interval without any date")
    earliest = None if left == ".." else _point(left)[0]
    latest = None if right == ".." else _point(right)[1]
    if earliest and latest and _point(right)[1] < _point(left)[0]:
        raise ValueError("ends before it begins")
    return Period(text, earliest, latest)


def _point(text: str) -> tuple[date, date]:
    match = _POINT.match(text)
    if not match:
        raise ValueError("is no date")
    year, month, day = match["year"], match["month"], match["day"]
    if year.endswith("X"):
        if month or year == "000X":
            raise ValueError("is no date")
        return date(int(year[:3] + "0"), 1, 1), date(int(year[:3] + "9"), 12, 31)
    if year == "0000" or (month and not 1 <= int(month) <= 12):  # noqa: PLR2004
        raise ValueError("names a month or year that does not exist")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    last = monthrange(int(year), int(month))[1]
    if not day:
        return date(int(year), int(month), 1), date(int(year), int(month), last)
    if not 1 <= int(day) <= last:
        raise ValueError("names a day that does not exist")
    return (day_ := date(int(year), int(month), int(day))), day_
