"""The library: every ``.rq`` file under ``library/`` is a question; its name is the question's id."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from math import log
from typing import TYPE_CHECKING

from nkgraph.errors import MisuseError, shown
from nkgraph.model.names import search_key
from nkgraph.questions.question import read_question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nkgraph.questions.question import Question

_NEAREST, _FEW, _SHORT = 5, 10, 3


@lru_cache(maxsize=1)
def all_questions() -> tuple[Question, ...]:
    """Every question, by topic and id."""
    folder = files("nkgraph.questions") / "library"
    found = [
        read_question(entry.name.removesuffix(".rq"), entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".rq")
    ]
    return tuple(sorted(found, key=lambda question: (question.topic, question.id)))


def find_question(ident: str) -> Question:
    """One question by id.

    Raises
    ------
    MisuseError
        If there is none; the nearest are named.
    """
    known = {question.id: question for question in all_questions()}
    if ident in known:
        return known[ident]
    raise MisuseError(f"no question {shown(ident)}; {suggestion(ident, known)}; list them with: nkgraph questions")


def suggestion(word: str, known: Iterable[str]) -> str:
    """``nearest: a, b``: what of the known is nearest to a word."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only on the way to an error

    found = process.extract(word[:100], list(known), scorer=fuzz.WRatio, limit=_NEAREST)
    return f"nearest: {', '.join(name for name, _, _ in found)}" if found else "there is none"


def search(words: str, questions: Sequence[Question]) -> list[Question]:
    """Questions that hold every word in title, reason, topic or id; blind to case, hyphens and the plural's s.

    Those with more of the words in their title come first. Where no question holds them all, the few come that hold
    most of them, rare words counting more.
    """
    keys = [key for key in map(_stem, words.split()) if key]

    def rank(question: Question) -> int:
        return -sum(key in search_key(question.title) for key in keys)

    hits = [question for question in questions if all(key in _text(question) for key in keys)]
    return sorted(hits, key=rank) if hits else _nearest(keys, questions)


def _nearest(keys: Sequence[str], questions: Sequence[Question]) -> list[Question]:
    texts = {question.id: _text(question) for question in questions}
    frequency = {key: sum(key in text for text in texts.values()) for key in keys}
    worth = {key: log((1 + len(texts)) / count) for key, count in frequency.items() if count}

    def score(question: Question) -> float:
        return sum(value for key, value in worth.items() if key in texts[question.id])

    best = max(map(score, questions), default=0.0)
    near = [question for question in questions if best and score(question) >= best / 2]
    return sorted(near, key=score, reverse=True)[:_FEW]


def _stem(word: str) -> str:
    key = search_key(word)
    return key.removesuffix("s") if len(key) > _SHORT else key


def _text(question: Question) -> str:
    return search_key(f"{question.id} {question.title} {question.why} {question.topic} {question.who}")
