"""Rules over the whole graph: each an .rq file beside this one whose rows are findings.

A rule file begins with a comment header: ``# id``, ``# title``, ``# remedy``, ``# table`` (the file a finding
points to). Its SELECT returns ``?thing`` (an IRI) and ``?value``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions

from nkgraph.curation.columns import TABLES
from nkgraph.curation.qualifiers import parse_qualifiers
from nkgraph.errors import Finding
from nkgraph.model.headers import header_pairs
from nkgraph.model.records import Claim, Name
from nkgraph.model.terms import PREFIXES, local_name
from nkgraph.store.answers import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nkgraph.knowledge_graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it holds, what to do where it does not, and the query that finds the cases."""

    id: str
    title: str
    remedy: str
    query: str


def all_rules() -> list[Rule]:
    """Rules in the order of their file names."""
    folder = files("nkgraph.checks") / "rules"
    texts = [(f.name, f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".rq")]
    return [_rule(name, text) for name, text in sorted(texts)]


def _rule(name: str, text: str) -> Rule:
    header = dict(header_pairs(text))
    return Rule(name.removesuffix(".rq"), header["title"], header["remedy"], text)


def check_rules(graph: KnowledgeGraph) -> list[Finding]:
    """Findings of all rules, each with the row of the table that states it."""
    places = Places(graph)
    found = []
    for rule in all_rules():
        answer = graph.store.store.query(rule.query, prefixes=PREFIXES)
        if isinstance(answer, QuerySolutions):
            for row in answer:
                file, number = places.of(local_name(text_of(row["thing"]).replace(":", "/")))
                found.append(Finding(file, number, "", text_of(row["value"]), rule.title, rule.remedy))
    return sorted(found)


@dataclass
class Places:
    """Where in the tables a claim, entity or document stands."""

    graph: KnowledgeGraph

    def of(self, ident: str) -> tuple[str, int]:
        """(file, row) of an id; (``sources``, 0) where it is not found."""
        return self._index.get(ident, ("sources", 0))

    @cached_property
    def _index(self) -> Mapping[str, tuple[str, int]]:
        found: dict[str, tuple[str, int]] = {}
        folder = self.graph.home.sources
        names = [*TABLES, *(f"claims/{p.name}" for p in sorted((folder / "claims").glob("*.csv")))]
        for name in names:
            with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
                for number, row in enumerate(csv.DictReader(stream), start=2):
                    found.update((ident, (f"sources/{name}", number)) for ident in _idents(name, row))
        return found


def _idents(name: str, row: Mapping[str, str]) -> Iterable[str]:
    if name.startswith("claims/"):
        cells = {**row, "qualifiers": parse_qualifiers(row["qualifiers"])}
        yield Claim(**cells).id  # type: ignore[arg-type]
    elif name == "names.csv":
        yield Name(**row).claim
    elif "id" in row:
        yield row["id"]
