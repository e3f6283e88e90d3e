"""Words: invented texts, names, dates and quantities in the likeness of real cells; none of them says anything."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from nkgraph.model import names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

_CONSONANTS = "bcdfghjklmnprstvz"
_SYLLABLES = {
    names.LATIN: [consonant + vowel for consonant in _CONSONANTS for vowel in "aeiou"],
    names.HANGUL: [chr(0xAC00 + 28 * 7 * step) for step in range(57)],
    names.HAN: [chr(0x4E00 + 37 * step) for step in range(300)],
    names.KANA: [chr(0x30A2 + 2 * step) for step in range(30)],
    names.CYRILLIC: [consonant + vowel for consonant in "бвгдзклмнпрст" for vowel in "аеиоу"],
}
_SCRIPT_OF_LANGUAGE = {"ko": names.HANGUL, "ja": names.KANA, "zh": names.HAN, "ru": names.CYRILLIC}
_STOCK = 40_000
_FIRST_YEAR, _MIDDLE, _LAST_YEAR = 1985, 2006, 2026
_YEAR = re.compile(r"[0-9]{4}(?:-[0-9]{2})?(?:-[0-9]{2})?")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SHORT_CODE = 4


class Words:
    """A source of invented cells; the same dice give the same cells.

    Texts are cut from a stock made once for each script, so that a long run takes no more memory than a short one.
    """

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self._stock = {script: _prose(script, dice) for script in _SYLLABLES}

    def text(self, length: int, script: str = names.LATIN) -> str:
        """A text of about `length` characters that begins with a letter."""
        stock = self._stock[script]
        if length <= _SHORT_CODE:
            return self._cut(stock, length)
        half = length // 2
        return f"{self._cut(stock, length - half)} {self._cut(stock, half)}"

    def like(self, cell: str) -> str:
        """A text as long as `cell` and in its script; a short code stays as it is."""
        if len(cell) <= _SHORT_CODE:
            return cell
        return self.text(len(cell), _script(cell))

    def name(self, language: str, length: int) -> str:
        """A name whose letters fit a language tag."""
        base, _, script = language.partition("-")
        letters = names.LATIN if script == "latn" else names.HAN if script == "hani" else ""
        return self.text(max(length, _SHORT_CODE + 1), letters or _SCRIPT_OF_LANGUAGE.get(base, names.LATIN)).title()

    def date(self, like: str) -> str:
        """A date in the form of another: year, month or day, doubt, decade, interval."""
        if "/" not in like:
            return self._point(like, _FIRST_YEAR, _LAST_YEAR)
        begin, _, end = like.partition("/")
        return f"{self._point(begin, _FIRST_YEAR, _MIDDLE - 1)}/{self._point(end, _MIDDLE, _LAST_YEAR)}"

    def beginning(self, like: str) -> str:
        """A date in the form of another, before every `ending`."""
        return self._point(_dated(like), _FIRST_YEAR, _MIDDLE - 1)

    def ending(self, like: str) -> str:
        """A date in the form of another, after every `beginning`."""
        return self._point(_dated(like), _MIDDLE, _LAST_YEAR)

    def quantity(self, like: str) -> str:
        """A quantity in the form of another: as many digits, the same sign, a range that runs forward."""
        low, dots, high = like.partition("..")
        if not dots:
            return _DIGITS.sub(lambda found: self._number(found[0]), like)
        bounds = sorted((self._number(low), self._number(high)), key=float)
        return "..".join(bounds)

    def _cut(self, stock: str, length: int) -> str:
        start = stock.find(" ", int(self.dice.random() * (_STOCK - length - 20))) + 1
        return stock[start : start + max(length, 1)].rstrip()

    def _point(self, like: str, first: int, last: int) -> str:
        return _YEAR.sub(lambda found: self._day(len(found[0]), first, last), like)

    def _day(self, length: int, first: int, last: int) -> str:
        year = first + int(self.dice.random() * (last - first + 1))
        month, day = 1 + int(self.dice.random() * 12), 1 + int(self.dice.random() * 28)
        return f"{year}-{month:02}-{day:02}"[:length]

    def _number(self, like: str) -> str:
        whole, dot, rest = like.partition(".")
        return str(self._digits(len(whole))) + (dot + f"{self._digits(len(rest))}" if dot else "")

    def _digits(self, count: int) -> int:
        low = int(10 ** (count - 1))
        return low + int(self.dice.random() * 9 * low)


def _dated(like: str) -> str:
    """The part of an interval that has a year of four digits."""
    return next((part for part in like.split("/") if _YEAR.match(part)), like and "2013")


def _script(cell: str) -> str:
    if cell.isascii():
        return names.LATIN
    return next((script for char in cell if (script := names.script_of(char)) in _SYLLABLES), names.LATIN)


def _prose(script: str, dice: Random) -> str:
    syllables = _SYLLABLES[script]

    def letters() -> Iterator[str]:
        while True:
            yield "".join(dice.choices(syllables, k=dice.randint(1, 4))) + " "

    return "".join(islice(letters(), _STOCK // 2))
