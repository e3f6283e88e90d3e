"""Entities with their facts, documents, judgements and searches as Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nkgraph.model import terms
from nkgraph.model.records import COUNTRY, Corpus, Document, Entity, Identity, Search
from nkgraph.triples.turtle import about, dated, edtf, text, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nkgraph.model.ontology import Ontology
    from nkgraph.triples.facts import Fact
    from nkgraph.triples.turtle import Pairs

Named = tuple[str, str]
"""The local name of a class or predicate, and the pair it is in."""


def entity_pairs(item: Entity, facts: Iterable[Fact], corpus: Corpus, ontology: Ontology) -> Iterator[Named]:
    """An entity: types, label, country, facts."""
    for name in entity_types(item, ontology):
        yield name, f"a nk:{name}"
    yield from _described(item, corpus)
    for fact in facts:
        yield fact.predicate, f"nk:{fact.predicate} {fact.value}"


def entity_types(item: Entity, ontology: Ontology) -> list[str]:
    """The class of an entity and those above it in our ontology, so that a question for firms finds ventures too."""
    return sorted(name for name in ontology.ancestors(item.type) if name in ontology.classes)


def _described(item: Entity, corpus: Corpus) -> Iterator[Named]:
    yield "label", f"rdfs:label {text(item.name, 'en')}"
    if item.type == COUNTRY:
        yield "countryCode", f"nk:countryCode {text(item.country)}"
    elif item.country:
        yield "country", f"nk:country ent:{corpus.countries[item.country]}"
    if item.note:
        yield "note", f"nk:note {text(item.note)}"


def document_block(item: Document, corpus: Corpus, ontology: Ontology) -> str:
    """A document and what is known of it."""
    return about(f"doc:{item.id}", _document_pairs(item, corpus, ontology))


def _document_pairs(item: Document, corpus: Corpus, ontology: Ontology) -> Pairs:
    yield "a nk:Document"
    yield f"rdfs:label {text(item.label)}"
    if item.title:
        yield f"dcterms:title {text(item.title, item.language)}"
    yield f"nk:publisherName {text(item.publisher)}"
    yield from dated(item.published, "publishedOn")
    yield f"dcterms:language {text(item.language)}"
    yield f"nk:documentKind nk:{ontology.codes['document'][item.kind].id}"
    yield f"nk:address {typed(item.url, 'xsd:anyURI')}"
    if item.archived_url:
        yield f"nk:archivedAddress {typed(item.archived_url, 'xsd:anyURI')}"
    if item.origin in corpus.documents:
        yield f"nk:origin doc:{item.origin}"
    elif item.origin:
        yield f"nk:originName {text(item.origin)}"
    if item.note:
        yield f"nk:note {text(item.note)}"


def identity_block(item: Identity, corpus: Corpus, ontology: Ontology) -> str:
    """A judgement of identity."""
    other = f"nk:right ent:{item.right}" if item.right in corpus.entities else f"nk:rightName {text(item.right)}"
    pairs = [
        "a nk:IdentityJudgement",
        f"nk:left ent:{item.left}",
        other,
        f"nk:judgement nk:{ontology.codes['judgement'][item.judgement].id}",
        f"nk:ground {text(item.reason)}",
    ]
    if item.document:
        pairs.append(f"dcterms:source doc:{item.document}")
    return about(f"<{terms.JUDGEMENT}{item.id}>", pairs)


def search_block(item: Search) -> str:
    """A search and its outcome."""
    pairs = (
        "a nk:Search",
        f"nk:about ent:{item.subject}",
        f"nk:question {text(item.question)}",
        f"nk:searchedIn {text(item.where)}",
        f"nk:searchedOn {edtf(item.on)}",
        f"nk:outcome {text(item.outcome)}",
    )
    return about(f"<{terms.SEARCH}{item.id}>", pairs)
