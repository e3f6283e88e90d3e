"""Spellings: none is borne by two things unjudged, and what is judged of a name agrees with the names.

Spellings are compared by `nkgraph.model.names.search_key`, the key by which a reader searches: what the search cannot
tell apart a reader cannot either. SPARQL has no portable word for that key, so this is no rule file.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from nkgraph.curation.tables import read_table
from nkgraph.errors import Finding
from nkgraph.model.names import search_key
from nkgraph.model.records import Entity, Identity, Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nkgraph.knowledge_graph import KnowledgeGraph

_TWIN = "Merge the two, or add a row to identities.csv that says why they are two"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name that an entity bears, and the cell where it stands."""

    entity: str
    text: str
    file: str
    row: int


Bearers = dict[str, dict[str, Spelling]]
"""Search key to entity to the first spelling of the entity that has this key."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement and its row."""

    identity: Identity
    row: int


def check_spellings(graph: KnowledgeGraph) -> list[Finding]:
    """Findings on spellings that two entities share unjudged, and on judgements of names that the names deny."""
    folder = graph.home.sources
    tables = [read_table(folder, name) for name in ("entities.csv", "names.csv", "identities.csv")]
    entities = [(row.number, Entity(*row.cells)) for row in tables[0].rows]
    names = [(row.number, Name(*row.cells)) for row in tables[1].rows]
    judged = [Judged(Identity(*row.cells), row.number) for row in tables[2].rows]
    spellings = [Spelling(entity.id, entity.name, "entities.csv", row) for row, entity in entities]
    spellings += [Spelling(name.entity, name.name, "names.csv", row) for row, name in names]
    bearers = _bearers(spellings)
    of_names = [item for item in judged if item.identity.right not in {entity.id for _, entity in entities}]
    return sorted([*_twins(bearers, judged), *_denied(bearers, of_names)])


def _bearers(spellings: Sequence[Spelling]) -> Bearers:
    found: Bearers = {}
    for spelling in spellings:
        key = search_key(spelling.text)
        if key:
            found.setdefault(key, {}).setdefault(spelling.entity, spelling)
    return found


def _twins(bearers: Bearers, judged: Sequence[Judged]) -> Iterator[Finding]:
    """Each pair once, at the spelling that came second: names follow entities, later rows earlier ones."""
    pairs = {frozenset((item.identity.left, item.identity.right)) for item in judged}
    reported = set()
    for owners in bearers.values():
        for one, other in combinations(owners.values(), 2):
            pair = frozenset((one.entity, other.entity))
            if pair not in pairs and pair not in reported:
                reported.add(pair)
                problem = f"of {other.entity} is a spelling of {one.entity} too ({one.file}, row {one.row})"
                yield Finding(f"sources/{other.file}", other.row, "name", other.text, problem, _TWIN)


def _denied(bearers: Bearers, of_names: Sequence[Judged]) -> Iterator[Finding]:
    for item in of_names:
        fault = _denial(item.identity, bearers.get(search_key(item.identity.right), {}))
        if fault:
            yield Finding("sources/identities.csv", item.row, "right", item.identity.right, *fault)


def _denial(item: Identity, owners: Mapping[str, Spelling]) -> tuple[str, str] | None:
    """Problem and remedy of a judgement on a name, given who bears that name."""
    if owners and item.left not in owners:
        other = next(iter(owners))
        return f"is a spelling of {other}", f"Write the id {other}: the judgement is on two things"
    if item.judgement == "same" and not owners:
        return f"is judged the same, but no name of {item.left}", "Add the spelling to names.csv with its document"
    if item.judgement == "different" and owners:
        return f"is judged different, but is a name of {item.left}", "Take one of the two out"
    return None
