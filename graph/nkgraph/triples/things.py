"""Entities with their facts, documents, judgements and searches as triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from nkgraph.model import terms
from nkgraph.model.records import COUNTRY, NAME, Corpus, Document, Entity, Identity, Search
from nkgraph.model.terms import DCTERMS, RDF, RDFS, XSD
from nkgraph.triples.nodes import Node, Pairs, about, dated, document, entity, nk, node, text, typed, value_node

if TYPE_CHECKING:
    from nkgraph.model.ontology import Ontology
    from nkgraph.triples.facts import Facts

FactsBySubject = Mapping[str, set[tuple[str, Node]]]


def facts_by_subject(corpus: Corpus, ontology: Ontology, facts: Facts) -> FactsBySubject:
    """Direct triples of each entity as pairs of predicate name and node, each once."""
    found: dict[str, set[tuple[str, Node]]] = defaultdict(set)
    for claim in corpus.claims:
        if claim.id in facts.stated:
            found[claim.subject].add((claim.predicate, value_node(claim.object, ontology.predicates[claim.predicate])))
    for name in corpus.names:
        found[name.entity].add((NAME, text(name.name, name.lang)))
    return found


def entity_types(item: Entity, ontology: Ontology) -> list[str]:
    """The class of an entity and those above it in our ontology, so that a question for firms finds ventures too."""
    return sorted(name for name in ontology.ancestors(item.type) if name in ontology.classes)


def entity_triples(
    item: Entity, corpus: Corpus, ontology: Ontology, facts: FactsBySubject, roles: Mapping[str, list[str]]
) -> Iterator[Triple]:
    """An entity: types, roles, label, country, facts."""
    subject = entity(item.id)
    names = [*entity_types(item, ontology), *roles.get(item.id, ())]
    yield from about(subject, ((node(RDF + "type"), nk(name)) for name in names))
    yield from about(subject, _entity_pairs(item, corpus))
    ordered = sorted(facts.get(item.id, ()), key=lambda pair: (pair[0], str(pair[1])))
    yield from about(subject, ((nk(name), value) for name, value in ordered))


def _entity_pairs(item: Entity, corpus: Corpus) -> Pairs:
    yield node(RDFS + "label"), text(item.name, "en")
    if item.type == COUNTRY:
        yield nk("countryCode"), text(item.country)
    elif item.country:
        yield nk("country"), entity(corpus.countries[item.country])
    if item.note:
        yield nk("note"), text(item.note)


def document_triples(item: Document, corpus: Corpus, ontology: Ontology) -> Iterator[Triple]:
    """A document and what is known of it."""
    yield from about(document(item.id), _document_pairs(item, corpus, ontology))


def _document_pairs(item: Document, corpus: Corpus, ontology: Ontology) -> Pairs:
    yield node(RDF + "type"), nk("Document")
    yield node(RDFS + "label"), text(item.label)
    if item.title:
        yield node(DCTERMS + "title"), text(item.title, item.language)
    yield nk("publisherName"), text(item.publisher)
    yield from dated(item.published, "publishedOn")
    yield node(DCTERMS + "language"), text(item.language)
    yield nk("documentKind"), nk(ontology.codes["document"][item.kind].id)
    yield nk("address"), typed(item.url, XSD + "anyURI")
    if item.archived_url:
        yield nk("archivedAddress"), typed(item.archived_url, XSD + "anyURI")
    if item.origin in corpus.documents:
        yield nk("origin"), document(item.origin)
    elif item.origin:
        yield nk("originName"), text(item.origin)
    if item.note:
        yield nk("note"), text(item.note)


def identity_triples(item: Identity, corpus: Corpus, ontology: Ontology) -> Iterator[Triple]:
    """A judgement of identity."""
    subject = NamedNode(terms.JUDGEMENT + item.id)
    yield Triple(subject, node(RDF + "type"), nk("IdentityJudgement"))
    yield Triple(subject, nk("left"), entity(item.left))
    if item.right in corpus.entities:
        yield Triple(subject, nk("right"), entity(item.right))
    else:
        yield Triple(subject, nk("rightName"), text(item.right))
    yield Triple(subject, nk("judgement"), nk(ontology.codes["judgement"][item.judgement].id))
    yield Triple(subject, nk("ground"), text(item.reason))
    if item.document:
        yield Triple(subject, node(DCTERMS + "source"), document(item.document))


def search_triples(item: Search) -> Iterator[Triple]:
    """A search and its outcome."""
    subject = NamedNode(terms.SEARCH + item.id)
    yield Triple(subject, node(RDF + "type"), nk("Search"))
    yield Triple(subject, nk("about"), entity(item.subject))
    yield Triple(subject, nk("question"), text(item.question))
    yield Triple(subject, nk("searchedIn"), text(item.where))
    yield Triple(subject, nk("searchedOn"), typed(item.on, terms.EDTF))
    yield Triple(subject, nk("outcome"), text(item.outcome))
