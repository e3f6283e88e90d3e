"""The whole graph as a stream of Turtle, subject by subject, in an order that depends on the tables alone."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, parse, serialize

from nkgraph.model.terms import PREFIXES
from nkgraph.triples.claims import ClaimLayer, preferred
from nkgraph.triples.dataset import dataset_block
from nkgraph.triples.facts import Readings, facts_by_subject
from nkgraph.triples.places import place_block
from nkgraph.triples.roles import Roles
from nkgraph.triples.spool import Spool
from nkgraph.triples.things import document_block, entity_pairs, identity_block, search_block
from nkgraph.triples.turtle import about, triples_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nkgraph.model.ontology import Ontology
    from nkgraph.model.records import Corpus
    from nkgraph.triples.facts import Fact

_CONTRACT = "shapes.ttl"


@dataclass(slots=True)
class Tally:
    """What has gone by."""

    triples: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class GraphText:
    """A corpus as blocks of Turtle, each a subject with some of its triples; the prefixes are not declared.

    The claims of the corpus are gone through once, so that it can be read once if they come from a stream.
    """

    corpus: Corpus
    ontology: Ontology
    folder: Path

    def __iter__(self) -> Iterator[str]:
        """Ontology, documents, claims, names, entities with their facts, roles, judgements, dataset."""
        triples = _ontology_triples(self.folder)
        yield _without_prefixes(triples)
        tally = Tally(triples=len(triples))
        for block in self._data(tally):
            tally.triples += triples_in(block)
            yield block
        yield dataset_block(self.corpus, self.ontology, tally.claims, tally.triples)

    def _data(self, tally: Tally) -> Iterator[str]:
        corpus, ontology = self.corpus, self.ontology
        for document in corpus.documents.values():
            yield document_block(document, corpus, ontology)
        with closing(Spool()) as spool:
            yield from self._claims(spool, tally)
            yield from self._entities(spool)
        for place in corpus.places.values():
            yield place_block(place, ontology)
        for identity in corpus.identities:
            yield identity_block(identity, corpus, ontology)
        for search in corpus.searches:
            yield search_block(search)

    def _claims(self, spool: Spool, tally: Tally) -> Iterator[str]:
        """Claims and names; what may become a fact goes into the spool meanwhile."""
        layer, readings = ClaimLayer(self.ontology), Readings(self.ontology, self.corpus.documents)
        for claim in self.corpus.claims:
            reading = readings.of_claim(claim)
            if reading:
                spool.add(reading)
            tally.claims += 1
            yield layer.claim(claim)
        tally.claims += len(self.corpus.names)
        for name in self.corpus.names:
            spool.add(readings.of_name(name))
            yield layer.name(name)

    def _entities(self, spool: Spool) -> Iterator[str]:
        """Entities with their facts, the claims preferred among those about them, and at the end the roles."""
        roles = Roles(self.ontology)
        facts = facts_by_subject(spool, self.ontology)
        none: tuple[str, list[Fact]] = ("", [])
        subject, known = next(facts, none)
        for ident, item in sorted(self.corpus.entities.items()):
            stated: list[Fact] = []
            if subject == ident:
                stated = known
                subject, known = next(facts, none)
            named = list(entity_pairs(item, stated, self.corpus, self.ontology))
            roles.see(f"ent:{ident}", named)
            yield about(f"ent:{ident}", [pair for _, pair in named])
            for fact in stated:
                if fact.preferred:
                    yield preferred(fact.preferred)
        yield from roles.blocks()


def _ontology_triples(folder: Path) -> list[Triple]:
    """The Turtle files as they are, shapes excepted: they are the contract and no part of the data."""
    seen: dict[Triple, None] = {}
    for path in sorted(folder.glob("*.ttl")):
        if path.name != _CONTRACT:
            seen.update((quad.triple, None) for quad in parse(path=path, format=RdfFormat.TURTLE))
    return sorted(seen, key=str)


def _without_prefixes(triples: list[Triple]) -> str:
    written = BytesIO()
    serialize(triples, written, RdfFormat.TURTLE, prefixes=PREFIXES)
    lines = written.getvalue().decode("utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith("@prefix"))
