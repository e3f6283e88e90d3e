"""Roles: derived by the rules that stand in the ontology, over the facts alone; never typed by hand."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

from nkgraph.model import terms
from nkgraph.model.terms import RDF
from nkgraph.triples.nodes import about, entity, nk, node
from nkgraph.triples.things import FactsBySubject, entity_pairs, entity_types, fact_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyoxigraph import Triple

    from nkgraph.model.ontology import Ontology
    from nkgraph.model.records import Corpus, Entity

_NAME = re.compile(r"[\w-]+")
_OPEN = re.compile(r"[?$]\w+\s+[?$]\w+|[\w>]\s+[?$]\w+\s+[\w<]|[;\]]\s*[?$]|\ba\s+[?$]|!(?!=)")
"""A variable in the place of a predicate or class (or what may be one), or a negated path."""


def derive_roles(corpus: Corpus, ontology: Ontology, facts: FactsBySubject) -> Mapping[str, list[str]]:
    """Entity id to the sorted names of its roles.

    The rules see entities, their types, countries and facts; a role may not rest on a claim that gave no fact.
    """
    store = Store()
    sees = _sight(ontology)
    triples = (t for item in corpus.entities.values() for t in _seen(item, corpus, ontology, facts, sees))
    store.bulk_extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    found: dict[str, set[str]] = defaultdict(set)
    for rule in ontology.rules:
        answer = store.query(rule)
        assert isinstance(answer, QueryTriples)  # noqa: S101 - a rule is a CONSTRUCT; a test reads them all
        for triple in answer:
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
                found[triple.subject.value.removeprefix(terms.ENTITY)].add(terms.local_name(triple.object.value))
    return {ident: sorted(names) for ident, names in found.items()}


def _sight(ontology: Ontology) -> Callable[[str], bool]:
    """Tell of the local name of a class or predicate whether the rules can look at it.

    They name most of what they ask for, and the rest, nine tenths of a large graph, need not be loaded for them.
    A rule that leaves a predicate or a class open may look at all.
    """
    if any(_OPEN.search(rule) for rule in ontology.rules):
        return lambda _: True
    return frozenset(name for rule in ontology.rules for name in _NAME.findall(rule)).__contains__


def _seen(
    item: Entity, corpus: Corpus, ontology: Ontology, facts: FactsBySubject, sees: Callable[[str], bool]
) -> list[Triple]:
    """Triples of an entity that the rules can look at."""
    types = ((node(RDF + "type"), nk(name)) for name in entity_types(item, ontology) if sees(name))
    described = (pair for pair in entity_pairs(item, corpus) if sees(terms.local_name(pair[0].value)))
    stated = fact_pairs((s for s in facts.get(item.id, ()) if sees(s.predicate)), ontology)
    return about(entity(item.id), chain(types, described, stated))
