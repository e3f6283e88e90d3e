"""Counts of what the graph holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nkgraph.model.records import NAME
from nkgraph.model.terms import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nkgraph.knowledge_graph import KnowledgeGraph


def statistics(graph: KnowledgeGraph) -> Mapping[str, object]:
    """Counts by kind; keys are stable, values are ints or dictionaries of ints sorted by key."""
    claims = [s for s in graph.statements if s.predicate != NAME]
    names = [s for s in graph.statements if s.predicate == NAME]
    entities = [thing for thing in graph.things.values() if not thing.iri.startswith(CONCEPT)]
    return {
        "version": graph.version,
        "triples": len(graph.store.store),
        "claims": len(claims),
        "names": len(names),
        "entities": len(entities),
        "documents": len(graph.sources),
        "concepts": len(graph.things) - len(entities),
        "links": len(graph.links()),
        "predicates_used": len({s.predicate for s in claims}),
        "entities_by_type": _counted(thing.type for thing in entities),
        "roles": _counted(role for thing in entities for role in thing.roles),
        "names_by_language": _counted(s.language for s in names),
        "documents_by_language": _counted(source.language for source in graph.sources.values()),
        "documents_by_kind": _counted(source.kind for source in graph.sources.values()),
        "claims_by_predicate": _counted(s.predicate for s in claims),
        "claims_by_mode": _counted(s.mode for s in claims),
        "claims_by_status": _counted(s.status for s in claims),
        "claims_by_confidence": _counted(s.confidence or "unscored" for s in claims),
    }


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
