"""All questions of the library on the real corpus: by the engine itself, through `graph.ask`, and by rdflib's engine.

``python benchmarks/questions.py`` prints the three times and the ratios; ``--no-rdflib`` leaves out the slow one.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, Store

import nkgraph
from nkgraph.model.terms import PREFIXES
from nkgraph.questions import all_questions
from nkgraph.questions.binding import Known, bind, read_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nkgraph.knowledge_graph import KnowledgeGraph

ROUNDS = 3
AT_LEAST, AT_MOST = "at least", "at most"
Row = tuple[str, float, str, float | None, str]
"""Name, measured, unit, budget, ``at least`` or ``at most``."""


def texts(graph: KnowledgeGraph) -> dict[str, str]:
    """The query of each question, by id, with its parameters at their defaults."""
    known = Known(graph.things, graph.store.store)
    return {question.id: bind(question, read_values(question, {}, known)) for question in all_questions()}


def by_engine(store: Store, query: str) -> None:
    """One query by pyoxigraph alone, its answer read to the end."""
    answer = store.query(query, prefixes=PREFIXES)
    if not isinstance(answer, QueryBoolean):
        for _ in answer:
            pass


def seconds(work: Callable[[str], object], given: str) -> float:
    """What one piece of work takes."""
    begin = time.perf_counter()
    work(given)
    return time.perf_counter() - begin


def questions(home: Path, rounds: int = ROUNDS, *, rdflib: bool = True) -> Iterator[Row]:
    """All figures. Engine and `graph.ask` answer each question in turn; medians of rounds, after one to warm both."""
    graph = nkgraph.open(home)
    asked = texts(graph)
    store = Store.read_only(str(graph.cache.store))
    took: list[tuple[float, float]] = []
    for _ in range(rounds + 1):
        pairs = [
            (seconds(lambda query: by_engine(store, query), text), seconds(graph.ask, ident))
            for ident, text in asked.items()
        ]
        took.append((sum(raw for raw, _ in pairs), sum(ours for _, ours in pairs)))
    raw, ours = (median(each) for each in zip(*took[1:], strict=True))
    name = f"{len(asked)} questions on the real corpus"
    yield f"{name}: pyoxigraph alone", raw, "s", None, AT_MOST
    yield f"{name}: graph.ask", ours, "s", None, AT_MOST
    yield "graph.ask against the engine alone", median(mine / its for its, mine in took[1:]), "times", 1.3, AT_MOST
    if rdflib:
        yield from _by_rdflib(graph, list(asked.values()), name, ours)


def _by_rdflib(graph: KnowledgeGraph, queries: Sequence[str], name: str, ours: float) -> Iterator[Row]:
    """By rdflib's own engine over a plain graph in memory, once: it takes minutes."""
    copy = graph.rdflib()

    def ask(text: str) -> None:
        for _ in copy.query(text, initNs=PREFIXES):
            pass

    theirs = sum(seconds(ask, query) for query in queries)
    yield f"{name}: rdflib's own engine", theirs, "s", None, AT_MOST
    yield "rdflib's time in ours, all questions", theirs / ours, "times", 20, AT_LEAST


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the question library by three engines.")
    parser.add_argument("--no-rdflib", action="store_true", help="leave out rdflib's engine, which takes minutes")
    given = parser.parse_args()
    home = Path(__file__).resolve().parents[1]
    for name, measured, unit, budget, bound in questions(home, rdflib=not given.no_rdflib):
        print(f"{name}: {measured:.3g} {unit}" + (f" ({bound} {budget:g})" if budget else ""), flush=True)


if __name__ == "__main__":
    main()
