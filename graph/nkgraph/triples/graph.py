"""The whole graph as a stream of triples, subject by subject, in an order that depends on the tables alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, parse

from nkgraph.triples.claims import claim_triples, name_triples
from nkgraph.triples.dataset import dataset_triples
from nkgraph.triples.facts import Facts, select_facts
from nkgraph.triples.places import place_triples
from nkgraph.triples.roles import derive_roles
from nkgraph.triples.things import (
    FactsBySubject,
    document_triples,
    entity_triples,
    facts_by_subject,
    identity_triples,
    search_triples,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from nkgraph.model.ontology import Ontology
    from nkgraph.model.records import Corpus

_CONTRACT = "shapes.ttl"


@dataclass(frozen=True, slots=True)
class GraphTriples:
    """A corpus with everything derived from it: which claims are facts, and who plays which role."""

    corpus: Corpus
    ontology: Ontology
    folder: Path
    facts: Facts
    by_subject: FactsBySubject
    roles: Mapping[str, list[str]]

    def __iter__(self) -> Iterator[Triple]:
        """Ontology, entities, documents, claims, names, judgements, searches, and the dataset's description last."""
        count = 0
        for part in self._parts():
            count += len(part)
            yield from part
        yield from dataset_triples(self.corpus, self.ontology, count)

    def _parts(self) -> Iterator[list[Triple]]:
        """The triples of each subject; a list at a time, because a million single steps cost more than the triples."""
        corpus, ontology = self.corpus, self.ontology
        yield _ontology_triples(self.folder)
        for entity in corpus.entities.values():
            yield entity_triples(entity, corpus, ontology, self.by_subject, self.roles)
        for place in corpus.places.values():
            yield place_triples(place, ontology)
        for document in corpus.documents.values():
            yield document_triples(document, corpus, ontology)
        for claim in corpus.claims:
            yield claim_triples(claim, ontology, self.facts)
        for name in corpus.names:
            yield name_triples(name, ontology)
        for identity in corpus.identities:
            yield list(identity_triples(identity, corpus, ontology))
        for search in corpus.searches:
            yield list(search_triples(search))


def triples_of(corpus: Corpus, ontology: Ontology, folder: Path) -> GraphTriples:
    """Derive facts and roles; the triples themselves come when the result is iterated."""
    facts = select_facts(corpus, ontology)
    by_subject = facts_by_subject(corpus, facts)
    return GraphTriples(corpus, ontology, folder, facts, by_subject, derive_roles(corpus, ontology, by_subject))


def _ontology_triples(folder: Path) -> list[Triple]:
    """The Turtle files as they are, shapes excepted: they are the contract and no part of the data."""
    seen: dict[Triple, None] = {}
    for path in sorted(folder.glob("*.ttl")):
        if path.name != _CONTRACT:
            seen.update((quad.triple, None) for quad in parse(path=path, format=RdfFormat.TURTLE))
    return sorted(seen, key=str)
