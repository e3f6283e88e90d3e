"""Answers that were given before: the store does not change while it is served, and so neither do its answers."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from nkgraph.store.guard import keywords

_LARGEST = 256 * 1024
_FICKLE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})


@dataclass
class Remembered:
    """The answers that were asked for last, by query and format, up to `room` bytes of queries and answers.

    Long answers are left out, and those of queries that ask for the time or for something random.
    """

    room: int = 32 * 1024**2
    _kept: OrderedDict[tuple[str, str], bytes] = field(default_factory=OrderedDict)
    _size: int = 0

    def find(self, query: str, result_format: str) -> bytes | None:
        """The answer given before, or None."""
        answer = self._kept.get((query, result_format))
        if answer is not None:
            self._kept.move_to_end((query, result_format))
        return answer

    def keep(self, query: str, result_format: str, answer: bytes) -> None:
        """Remember an answer; the oldest are forgotten where there is no room."""
        key, size = (query, result_format), _size(query, answer)
        if size > min(_LARGEST, self.room) or key in self._kept or not _FICKLE.isdisjoint(keywords(query)):
            return
        self._kept[key] = answer
        self._size += size
        while self._size > self.room:
            (old, _), gone = self._kept.popitem(last=False)
            self._size -= _size(old, gone)


def _size(query: str, answer: bytes) -> int:
    return 4 * len(query) + len(answer) + 200
