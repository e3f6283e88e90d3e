"""The population: synthetic entities and documents by number, computed and never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nkgraph.model.records import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from pattern import Pattern

_FIRST = ("amber", "birch", "cedar", "delta", "ember", "fjord", "garnet", "harbour", "indigo", "jade", "kestrel")
_SECOND = ("arch", "bridge", "circle", "dial", "engine", "field", "gate", "house", "inlet", "key", "lamp", "mill")
SUBJECTS, OBJECTS = 2.0, 3.0
"""How strongly a few well-known things draw most claims to them: the exponent of a uniform number."""


class Population:
    """How many entities of each type there are, and what each is called; countries are the real ones."""

    def __init__(self, pattern: Pattern, scale: float, dice: Random) -> None:
        self._countries = [row["id"] for row in pattern.countries]
        self._dice = dice
        self.sizes: Mapping[str, int] = {
            name: len(self._countries) if name == COUNTRY else max(2, round(count * scale))
            for name, count in pattern.types.items()
        }

    def ident(self, kind: str, number: int) -> str:
        """Id of the entity of a type and number."""
        if kind == COUNTRY:
            return self._countries[number]
        return f"{words(number)}-{kind.lower()}-{number}"

    def pick(self, kind: str, pull: float) -> str:
        """Id of some entity of a type; low numbers come most."""
        return self.ident(kind, int(self.sizes[kind] * self._dice.random() ** pull))


class Library:
    """Ids of the documents by number."""

    def __init__(self, size: int) -> None:
        self.size = size

    def ident(self, number: int) -> str:
        """Id of a document."""
        return f"{words(number)}-{1990 + number % 37}-{1 + number % 12:02}-report-{number}"


def words(number: int) -> str:
    """Two words for a number; the number itself is to follow, so they need not be unlike all others."""
    return f"{_pick(_FIRST, number)}-{_pick(_SECOND, number // 11)}"


def _pick(choice: Sequence[str], number: int) -> str:
    return choice[number % len(choice)]
