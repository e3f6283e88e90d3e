"""The layer of claims: each statement as a resource of its own, by standard RDF reification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from nkgraph.model import terms
from nkgraph.model.records import NAME, Claim, Name
from nkgraph.model.terms import PROV, RDF, XSD
from nkgraph.triples.nodes import Node, Pairs, about, bounds, dated, document, entity, nk, node, text, typed, value_node

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from nkgraph.model.ontology import Ontology
    from nkgraph.triples.facts import Facts

ACCEPTED, REPORTED = "status-accepted", "mode-reported"


def claim_triples(claim: Claim, ontology: Ontology, facts: Facts) -> list[Triple]:
    """All triples of one claim."""
    ident = claim.id
    return about(NamedNode(terms.CLAIM + ident), _claim_pairs(claim, ident, ontology, facts))


def _claim_pairs(claim: Claim, ident: str, ontology: Ontology, facts: Facts) -> Pairs:
    predicate = ontology.predicates[claim.predicate]
    codes = ontology.codes
    yield from _core(claim.subject, claim.predicate, value_node(claim.object, predicate), claim.document)
    yield nk("status"), nk(codes["status"][claim.status].id)
    yield nk("mode"), nk(codes["mode"][claim.mode].id)
    if claim.confidence:
        yield nk("confidence"), nk(codes["confidence"][claim.confidence].id)
    if ident in facts.preferred:
        yield nk("preferred"), typed("true", XSD + "boolean")
    yield from bounds(claim.object, predicate)
    yield from dated(claim.as_of, "asOf")
    yield from dated(claim.valid_from, "validFrom")
    yield from dated(claim.valid_to, "validTo")
    for key, value in claim.qualifiers:
        yield nk(key), value_node(value, ontology.qualifiers[key])
    yield from _words(claim.locator, claim.note)
    if claim.paraphrase:
        yield nk("paraphrase"), text.__wrapped__(claim.paraphrase, "en")


def name_triples(name: Name, ontology: Ontology) -> list[Triple]:
    """All triples of the claim that a name is."""
    return about(NamedNode(terms.CLAIM + name.claim), _name_pairs(name, ontology))


def _name_pairs(name: Name, ontology: Ontology) -> Pairs:
    codes = ontology.codes
    yield from _core(name.entity, NAME, text.__wrapped__(name.name, name.lang), name.document)
    yield nk("status"), nk(ACCEPTED)
    yield nk("mode"), nk(REPORTED)
    yield nk("confidence"), nk(codes["confidence"][name.confidence].id)
    yield nk("nameKind"), nk(codes["name"][name.kind].id)
    if name.romanisation:
        yield nk("romanisation"), nk(codes["romanisation"][name.romanisation].id)
    yield from _words(name.locator, name.note)


def _core(subject: str, predicate: str, value: Node, source: str) -> Pairs:
    yield node(RDF + "type"), nk("Claim")
    yield node(RDF + "subject"), entity(subject)
    yield node(RDF + "predicate"), nk(predicate)
    yield node(RDF + "object"), value
    yield node(PROV + "hadPrimarySource"), document(source)


def _words(locator: str, note: str) -> Pairs:
    if locator:
        yield nk("locator"), text(locator)
    if note:
        yield nk("note"), text.__wrapped__(note)
