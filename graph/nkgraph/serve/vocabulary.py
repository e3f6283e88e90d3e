"""The vocabulary that the query page completes from: prefixes, terms, questions, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from nkgraph.model.terms import PREFIXES

if TYPE_CHECKING:
    from nkgraph.knowledge_graph import KnowledgeGraph


def vocabulary(graph: KnowledgeGraph) -> bytes:
    """JSON with ``prefixes``, ``terms`` (curie, label, definition), ``things`` (curie, label) and ``questions``."""
    ontology = graph.ontology
    properties = [*ontology.predicates.values(), *ontology.qualifiers.values()]
    terms = [_term(c.id, c.label, c.definition) for c in ontology.classes.values()]
    terms += [_term(p.id, p.label, p.definition) for p in properties]
    things = [
        {"curie": ("skill:" if "/skill/" in thing.iri else "ent:") + thing.id, "label": thing.label}
        for thing in graph.things.values()
    ]
    questions = [
        {"id": q.id, "title": q.title, "why": q.why, "topic": q.topic, "query": q.query} for q in graph.questions()
    ]
    content = {"version": graph.version, "prefixes": PREFIXES, "terms": terms, "things": things, "questions": questions}
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _term(ident: str, label: str, definition: str) -> dict[str, str]:
    return {"curie": f"nk:{ident}", "label": label, "definition": definition}
