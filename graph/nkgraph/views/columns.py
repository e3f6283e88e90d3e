"""Columns: lists of equal values in the fewest characters of JSON that need no escape.

A column is a list as it is, or one of: ``{"all", "count"}`` one number again and again; ``{"digits", "width",
"least"}`` whole numbers, ``width`` characters each;
``{"steps"}`` differences from one to the next; ``{"tenths": column}`` numbers with one decimal; ``{"pool", "at"}``
distinct values and where each stands; ``{"texts"}`` in shorthand; ``{"hex"}`` 16 hex digits each; ``{"sizes",
"items"}`` lists. The page's ``unpack.js`` reads them.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nkgraph.views.shorthand import Shorthand

Json = object
Row = dict[str, Json]

DIGITS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"&<>\\')
_BASE = len(DIGITS)
_HALF = _BASE // 2
_WIDEST = 3
_HEX = re.compile(r"[0-9a-f]{16}\Z")


def table(rows: Sequence[Mapping[str, Json]], shorthand: Shorthand) -> Row:
    """Rows with the same keys as columns."""
    return {key: column([row[key] for row in rows], shorthand) for key in rows[0]} if rows else {}


def column(values: Sequence[Json], shorthand: Shorthand) -> Json:
    """The shortest way to write a list of numbers, texts or other values."""
    if values and all(type(value) is int for value in values):
        return numbers([value for value in values if isinstance(value, int)])
    if values and all(_is_tenths(value) for value in values):
        return {"tenths": numbers([round(value * 10) for value in values if isinstance(value, float)])}
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) == len(values):
        return _of_texts(texts, shorthand)
    return _pooled(values) or list(values)


def lists(values: Sequence[Sequence[int]]) -> Json:
    """Lists of whole numbers, as their sizes and all their items in a row."""
    return {
        "sizes": numbers([len(value) for value in values]),
        "items": numbers([n for value in values for n in value]),
    }


def numbers(values: Sequence[int]) -> Json:
    """Whole numbers, of one width or as steps from one to the next, whichever is shorter."""
    found = [list(values), *_digits(values), {"steps": _steps(values)}]
    return min(found, key=lambda written: len(_spelled(written)))


def texts(values: Sequence[str], shorthand: Shorthand) -> Row:
    """Texts in shorthand."""
    return {"texts": [shorthand.short(value) for value in values]}


def _of_texts(values: Sequence[str], shorthand: Shorthand) -> Json:
    if values and all(_HEX.match(value) for value in values):
        return {"hex": b64encode(bytes.fromhex("".join(values))).decode("ascii")}
    pool = list(dict.fromkeys(values))
    if len(pool) * 2 > len(values):
        return texts(values, shorthand)
    place = {value: at for at, value in enumerate(pool)}
    return {"pool": texts(pool, shorthand), "at": numbers([place[value] for value in values])}


def _pooled(values: Sequence[Json]) -> Json:
    """Other values as pool and places, where at least half of them repeat."""
    spelled = [json.dumps(value, ensure_ascii=False, sort_keys=True) for value in values]
    first = {text: i for i, text in reversed(list(enumerate(spelled)))}
    if len(first) * 2 > len(values):
        return None
    place = {text: at for at, text in enumerate(sorted(first, key=first.__getitem__))}
    return {"pool": [values[first[text]] for text in place], "at": numbers([place[text] for text in spelled])}


def _is_tenths(value: Json) -> bool:
    return isinstance(value, float) and round(value * 10) / 10 == value


def _digits(values: Sequence[int]) -> list[Row]:
    if not values:
        return []
    least, span = min(values), max(values) - min(values)
    if not span:
        return [{"all": least, "count": len(values)}]
    width = next((width for width in range(1, _WIDEST + 1) if span < _BASE**width), 0)
    text = "".join(_fixed(value - least, width) for value in values)
    return [{"digits": text, "width": width, "least": least}] if width else []


def _fixed(value: int, width: int) -> str:
    """One number, the highest digit first."""
    return "".join(DIGITS[value // _BASE**place % _BASE] for place in range(width - 1, -1, -1))


def _steps(values: Sequence[int]) -> str:
    """Differences, each as digits of which all but the last are in the upper half; the sign is the lowest bit."""
    found = []
    for value, before in zip(values, (0, *values), strict=False):
        rest = (value - before) * 2 if value >= before else (before - value) * 2 - 1
        signs = [DIGITS[rest % _HALF]]
        while rest >= _HALF:
            rest = rest // _HALF
            signs.append(DIGITS[_HALF + rest % _HALF])
        found.append("".join(reversed(signs)))
    return "".join(found)


def _spelled(value: Json) -> str:
    return json.dumps(value, separators=(",", ":"))
