"""Listings: things by type, documents by publisher, claims by document and by the beginning of their ids."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nkgraph.site import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nkgraph.knowledge_graph import KnowledgeGraph
    from nkgraph.store.statements import Statement


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a listing: label, path below the site's folder, and a number or date beside it."""

    label: str
    path: str
    aside: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A headed list."""

    id: str
    title: str
    entries: tuple[Entry, ...]


def thing_listing(graph: KnowledgeGraph) -> list[Listing]:
    """Things that something is said of, by type, with the number of claims about them."""
    count: dict[str, int] = defaultdict(int)
    for s in graph.statements:
        count[s.subject] += 1
        if s.object in graph.things and s.object != s.subject:
            count[s.object] += 1
    groups: dict[str, list[Entry]] = defaultdict(list)
    for thing in graph.things.values():
        if count[thing.id]:
            path = addresses.thing_path(thing.id, thing.iri)
            groups[thing.type].append(Entry(thing.label, path, str(count[thing.id])))
    classes = graph.ontology.classes
    found = [
        Listing(name, classes[name].label, tuple(sorted(entries, key=lambda e: (e.label.casefold(), e.path))))
        for name, entries in groups.items()
    ]
    return sorted(found, key=lambda listing: (-len(listing.entries), listing.id))


def document_listing(graph: KnowledgeGraph) -> list[Listing]:
    """Documents by publisher, oldest first."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for ident, source in sorted(graph.sources.items(), key=lambda pair: (pair[1].earliest or "9999", pair[0])):
        groups[source.publisher].append(Entry(source.label, addresses.document_path(ident), source.published))
    return [Listing("", name, tuple(groups[name])) for name in sorted(groups, key=lambda n: (n.casefold(), n))]


def document_statements(graph: KnowledgeGraph) -> Mapping[str, list[Statement]]:
    """Claims of each document in reading order."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in graph.statements:
        found[statement.document].append(statement)
    return found


def claim_pages(graph: KnowledgeGraph) -> Mapping[str, list[Statement]]:
    """Claims by the first two digits of their ids."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(graph.statements, key=lambda s: s.id):
        found[statement.id[:2]].append(statement)
    return dict(sorted(found.items()))
