"""Entities with their facts, documents, judgements and searches as triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from nkgraph.model import terms
from nkgraph.model.records import COUNTRY, Claim, Corpus, Document, Entity, Identity, Name, Search
from nkgraph.model.terms import DCTERMS, RDF, RDFS, XSD
from nkgraph.triples.nodes import Node, Pairs, about, dated, document, entity, nk, node, text, typed, value_node

if TYPE_CHECKING:
    from nkgraph.model.ontology import Ontology
    from nkgraph.triples.facts import Facts

FactsBySubject = Mapping[str, Sequence[Claim | Name]]


def facts_by_subject(corpus: Corpus, facts: Facts) -> FactsBySubject:
    """Of each entity the claims that give direct triples, its names among them."""
    found: dict[str, list[Claim | Name]] = defaultdict(list)
    for claim in corpus.claims:
        if claim.id in facts.stated:
            found[claim.subject].append(claim)
    for name in corpus.names:
        found[name.entity].append(name)
    return found


def fact_pairs(statements: Iterable[Claim | Name], ontology: Ontology) -> Pairs:
    """Direct triples of one entity, each once, in a fixed order."""
    found = {_fact(statement, ontology) for statement in statements}
    return ((nk(name), value) for name, value in sorted(found, key=lambda pair: (pair[0], str(pair[1]))))


def _fact(statement: Claim | Name, ontology: Ontology) -> tuple[str, Node]:
    if isinstance(statement, Name):
        return statement.predicate, text(statement.name, statement.lang)
    return statement.predicate, value_node(statement.object, ontology.predicates[statement.predicate])


def entity_types(item: Entity, ontology: Ontology) -> list[str]:
    """The class of an entity and those above it in our ontology, so that a question for firms finds ventures too."""
    return sorted(name for name in ontology.ancestors(item.type) if name in ontology.classes)


def entity_triples(
    item: Entity, corpus: Corpus, ontology: Ontology, facts: FactsBySubject, roles: Mapping[str, list[str]]
) -> list[Triple]:
    """An entity: types, roles, label, country, facts."""
    names = [*entity_types(item, ontology), *roles.get(item.id, ())]
    types = ((node(RDF + "type"), nk(name)) for name in names)
    facts_of = fact_pairs(facts.get(item.id, ()), ontology)
    return about(entity(item.id), chain(types, entity_pairs(item, corpus), facts_of))


def entity_pairs(item: Entity, corpus: Corpus) -> Pairs:
    """Label, country and note of an entity."""
    yield node(RDFS + "label"), text(item.name, "en")
    if item.type == COUNTRY:
        yield nk("countryCode"), text(item.country)
    elif item.country:
        yield nk("country"), entity(corpus.countries[item.country])
    if item.note:
        yield nk("note"), text(item.note)


def document_triples(item: Document, corpus: Corpus, ontology: Ontology) -> list[Triple]:
    """A document and what is known of it."""
    return about(document(item.id), _document_pairs(item, corpus, ontology))


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
