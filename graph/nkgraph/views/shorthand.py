"""Shorthand: frequent words and phrases of many texts, each written once and then as a single sign.

The page's ``unpack.js`` writes the texts out again. Phrases grow by joining the commonest neighbours, as in byte
pair encoding (Gage 1994, "A new algorithm for data compression"), but from words, and nothing depends on a library
whose output differs between builds. Signs are characters that occur in none of the texts.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_WORD = re.compile(r"[ -]?\w+|\W")
_SHORT_SIGNS = "~`^|{}@#$%=_+*!?;"
_ROUNDS = 5
_JOINED_AT_ONCE = 1500
_FEWEST = 4
_LISTED = 3
_END = -1

Pair = tuple[int, int]


@dataclass(frozen=True)
class Shorthand:
    """`signs` and what each stands for: plain text, or text with signs that come before it."""

    signs: str
    meanings: tuple[str, ...]
    _tokens: _Tokens
    _sign_of: Mapping[int, str]

    def short(self, text: str) -> str:
        """A text with phrases as signs."""
        return "".join(_written(token, self._tokens, self._sign_of) for token in self._tokens.of(text))


def learn(texts: Iterable[str]) -> Shorthand:
    """The shorthand that makes these texts shortest, or nearly.

    >>> learn([f"the same words again {n}" for n in range(9)]).short("the same words again 7")
    '~ 7'
    """
    wanted = sorted(set(texts))
    tokens = _Tokens()
    line = [token for text in wanted for token in (*tokens.first(text), _END)]
    for _ in range(_ROUNDS):
        common = [(pair, n) for pair, n in _pairs(line).items() if n >= _FEWEST]
        common.sort(key=lambda found: (-found[1], found[0]))
        if not common:
            break
        for pair, _ in common[:_JOINED_AT_ONCE]:
            tokens.join(pair)
        line = tokens.joined(line)
    kept = _worth(Counter(line), tokens)
    sign_of = _signs(kept, tokens, set("".join(wanted)))
    order = sorted(sign_of)
    meanings = tuple(_meaning(token, tokens, sign_of) for token in order)
    return Shorthand("".join(sign_of[token] for token in order), meanings, tokens, sign_of)


class _Tokens:
    """Words and phrases by number; a phrase is a pair of earlier ones."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.texts: list[str] = []
        self.parts: dict[int, Pair] = {}
        self.number: dict[Pair, int] = {}
        self.rounds: list[int] = []

    def first(self, text: str) -> Iterator[int]:
        """The words of a text."""
        for word in _WORD.findall(text):
            if word not in self.words:
                self.words[word] = len(self.texts)
                self.texts.append(word)
            yield self.words[word]

    def join(self, pair: Pair) -> None:
        """Make a phrase of two neighbours."""
        self.parts[len(self.texts)] = pair
        self.number[pair] = len(self.texts)
        self.texts.append(self.texts[pair[0]] + self.texts[pair[1]])

    def joined(self, line: Sequence[int]) -> list[int]:
        """The line with known neighbours joined, from the left."""
        self.rounds.append(len(self.texts))
        return _joined(line, self.number, len(self.texts))

    def of(self, text: str) -> list[int]:
        """A text as it stood after the last round."""
        line = [self.words.get(word, _END) for word in _WORD.findall(text)]
        if _END in line:
            line = list(self.first(text))
        for limit in self.rounds:
            line = _joined(line, self.number, limit)
        return line

    @cached_property
    def lengths(self) -> list[int]:
        """Bytes of each as UTF-8."""
        return [len(text.encode()) for text in self.texts]


def _joined(line: Sequence[int], number: Mapping[Pair, int], limit: int) -> list[int]:
    found: list[int] = []
    at, end = 0, len(line) - 1
    while at <= end:
        pair = number.get((line[at], line[at + 1])) if at < end else None
        if pair is not None and pair < limit:
            found.append(pair)
            at += 2
        else:
            found.append(line[at])
            at += 1
    return found


def _pairs(line: Sequence[int]) -> Counter[Pair]:
    found = Counter(itertools.pairwise(line))
    for pair in [pair for pair in found if _END in pair]:
        del found[pair]
    return found


def _worth(uses: Counter[int], tokens: _Tokens) -> Counter[int]:
    """How often each phrase or word that is worth a sign of two bytes is used; longest first its parts inherit."""
    kept: Counter[int] = Counter()
    for token in range(len(tokens.texts) - 1, -1, -1):
        parts = tokens.parts.get(token)
        length = sum(min(tokens.lengths[part], 2) for part in parts) if parts else tokens.lengths[token]
        if uses[token] * (length - 2) > length + _LISTED:
            kept[token] = uses[token]
            uses.update(parts or ())
        elif parts:
            for part in parts:
                uses[part] += uses[token]
    return kept


def _signs(kept: Counter[int], tokens: _Tokens, taken: set[str]) -> dict[int, str]:
    """The shortest signs for what is used most; three bytes only where they still pay."""
    free = [sign for sign in _candidates() if sign not in taken]
    found = {}
    for token, sign in zip(sorted(kept, key=lambda t: (-kept[t], t)), free, strict=False):
        cost = len(sign.encode())
        length = 4 if token in tokens.parts else tokens.lengths[token]
        if kept[token] * (length - cost) > length + _LISTED:
            found[token] = sign
    return found


def _candidates() -> Iterator[str]:
    yield from _SHORT_SIGNS
    yield from map(chr, range(0x100, 0x300))
    yield from map(chr, range(0x370, 0x588))
    yield from map(chr, range(0xE000, 0xF900))


def _written(token: int, tokens: _Tokens, sign_of: Mapping[int, str]) -> str:
    return sign_of[token] if token in sign_of else _meaning(token, tokens, sign_of)


def _meaning(token: int, tokens: _Tokens, sign_of: Mapping[int, str]) -> str:
    if token in tokens.parts:
        return "".join(_written(part, tokens, sign_of) for part in tokens.parts[token])
    return tokens.texts[token]
