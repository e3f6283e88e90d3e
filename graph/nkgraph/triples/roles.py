"""Roles: derived by the rules that stand in the ontology, over the facts alone; never typed by hand."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

from nkgraph.model import terms
from nkgraph.triples.things import FactsBySubject, entity_triples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nkgraph.model.ontology import Ontology
    from nkgraph.model.records import Corpus


def derive_roles(corpus: Corpus, ontology: Ontology, facts: FactsBySubject) -> Mapping[str, list[str]]:
    """Entity id to the sorted names of its roles.

    The rules see entities, their types, countries and facts; a role may not rest on a claim that gave no fact.
    """
    store = Store()
    store.bulk_extend(
        Quad(triple.subject, triple.predicate, triple.object)
        for item in corpus.entities.values()
        for triple in entity_triples(item, corpus, ontology, facts, {})
    )
    found: dict[str, set[str]] = defaultdict(set)
    for rule in ontology.rules:
        answer = store.query(rule)
        assert isinstance(answer, QueryTriples)  # noqa: S101 - a rule is a CONSTRUCT; a test reads them all
        for triple in answer:
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
                found[triple.subject.value.removeprefix(terms.ENTITY)].add(terms.local_name(triple.object.value))
    return {ident: sorted(names) for ident, names in found.items()}
