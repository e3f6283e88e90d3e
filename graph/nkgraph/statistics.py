"""Counts of what the graph holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nkgraph.model.records import NAME
from nkgraph.model.terms import CONCEPT
from nkgraph.store.answers import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nkgraph.knowledge_graph import KnowledgeGraph


_COUNTS = ("entities", "documents", "triples", "claims", "names")
_HEADLINE = f"""
SELECT ?entities ?documents ?triples ?claims (COUNT(?name) AS ?names) {{
  ?set a void:Dataset ; void:entities ?entities ; void:documents ?documents ; void:triples ?triples .
  ?part void:class nk:Claim ; void:entities ?claims .
  OPTIONAL {{ ?name rdf:predicate nk:{NAME} }}
}} GROUP BY ?entities ?documents ?triples ?claims"""


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


def headline(graph: KnowledgeGraph) -> Mapping[str, int]:
    """Claims, names, entities, documents and triples, from the dataset's own description: quick at any size."""
    answer = graph.query(_HEADLINE)
    row = next(iter(answer)) if isinstance(answer, Rows) else ()
    counts = {key: int(str(value)) for key, value in zip(_COUNTS, row, strict=True)}
    return {**counts, "claims": counts["claims"] - counts["names"]}


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
