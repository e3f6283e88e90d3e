"""Roles: derived by the rules that stand in the ontology, over the facts alone; never typed by hand."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QueryTriples, RdfFormat, Store

from nkgraph.model import terms
from nkgraph.triples.turtle import about, head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nkgraph.model.ontology import Ontology

_NAME = re.compile(r"[\w-]+")
_OPEN = re.compile(r"[?$]\w+\s+[?$]\w+|[\w>]\s+[?$]\w+\s+[\w<]|[;\]]\s*[?$]|\ba\s+[?$]|!(?!=)")
"""A variable in the place of a predicate or class (or what may be one), or a negated path."""
_PIECE = 4 * 1024**2


class Roles:
    """Is shown each entity, and says at the end which roles they play.

    The rules see entities, their types, countries and facts; a role may not rest on a claim that gave no fact.
    They name most of what they ask for, and the rest, nine tenths of a large graph, is not kept for them.
    A rule that leaves a predicate or a class open may look at all.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._rules = ontology.rules
        self._all = any(_OPEN.search(rule) for rule in ontology.rules)
        self._named = frozenset(name for rule in ontology.rules for name in _NAME.findall(rule))
        self._store = Store()
        self._waiting: list[str] = []
        self._size = 0

    def see(self, subject: str, named: Iterable[tuple[str, str]]) -> None:
        """Look at an entity: its pairs, each with the local name of its class or predicate."""
        block = about(subject, [pair for name, pair in named if self._all or name in self._named])
        self._waiting.append(block)
        self._size += len(block)
        if self._size > _PIECE:
            self._load()

    def blocks(self) -> Iterator[str]:
        """The roles of each entity that plays one, in the order of their ids."""
        for ident, names in sorted(self.derive().items()):
            yield about(f"ent:{ident}", [f"a nk:{name}" for name in names])

    def derive(self) -> dict[str, list[str]]:
        """Entity id to the sorted names of its roles."""
        self._load()
        found: dict[str, set[str]] = defaultdict(set)
        for rule in self._rules:
            answer = self._store.query(rule)
            assert isinstance(answer, QueryTriples)  # noqa: S101 - a rule is a CONSTRUCT; a test reads them all
            for triple in answer:
                if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
                    found[triple.subject.value.removeprefix(terms.ENTITY)].add(terms.local_name(triple.object.value))
        return {ident: sorted(names) for ident, names in found.items()}

    def _load(self) -> None:
        self._store.bulk_load("".join((head(), *self._waiting)), RdfFormat.TURTLE, lenient=True)
        self._waiting.clear()
        self._size = 0
