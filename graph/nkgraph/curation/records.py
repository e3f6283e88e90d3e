"""Rows to records: documents, entities, names, identities and searches, each checked cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nkgraph.curation import vocabulary as check
from nkgraph.model.names import fits_language, is_language_tag, mixed_word, search_key
from nkgraph.model.records import COUNTRY, Document, Entity, Identity, Name, Search
from nkgraph.model.terms import SLUG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nkgraph.curation.tables import Table
    from nkgraph.model.ontology import Ontology

_CODE_LENGTH = 2


def read_documents(table: Table, ontology: Ontology) -> dict[str, Document]:
    """Documents by id."""
    found: dict[str, Document] = {}
    numbers: dict[str, int] = {}
    for row in table.rows:
        doc = Document(*row.cells)
        number = row.number
        check.check_required(table, number, "publisher", doc.publisher)
        check.check_date(table, number, "published", doc.published)
        check.check_language(table, number, "language", doc.language)
        check.check_code(table, number, "kind", doc.kind, ontology.codes["document"])
        check.check_address(table, number, "url", doc.url)
        check.check_address(table, number, "archived_url", doc.archived_url, optional=True)
        if doc.origin == doc.id:
            table.fault(
                number, "origin", doc.origin, "is the document itself", "Name what it repeats, or leave it empty"
            )
        if check.check_slug(table, number, "id", doc.id, found):
            found[doc.id] = doc
            numbers[doc.id] = number
    _check_origins(table, found, numbers)
    return dict(sorted(found.items()))


def _check_origins(table: Table, found: Mapping[str, Document], numbers: Mapping[str, int]) -> None:
    for ident, first in found.items():
        seen = {ident}
        doc = first
        while doc.origin in found:
            if doc.origin in seen:
                table.fault(numbers[ident], "origin", first.origin, "leads round in a circle", "Name the true original")
                break
            seen.add(doc.origin)
            doc = found[doc.origin]


def read_entities(table: Table, ontology: Ontology) -> dict[str, Entity]:
    """Entities by id; every country code used has its Country."""
    found: dict[str, Entity] = {}
    countries = {row.cells[3] for row in table.rows if row.cells[1] == COUNTRY}
    owners: dict[str, str] = {}
    for row in table.rows:
        entity = Entity(*row.cells)
        number = row.number
        if entity.type not in ontology.entity_types:
            role = entity.type in ontology.classes and ontology.classes[entity.type].is_role
            remedy = "It is a role: the build derives it; type what the thing is" if role else ""
            remedy = remedy or check.nearest(entity.type, ontology.entity_types) or "docs/ontology.md lists the types"
            table.fault(number, "type", entity.type, "is no type of entity", remedy)
        check.check_required(table, number, "name", entity.name)
        _check_spelling(table, number, entity.name)
        if entity.country and entity.country not in countries:
            table.fault(
                number, "country", entity.country, "is no code of a Country in this table", "Use ISO 3166: KP, CN, DE"
            )
        if entity.type == COUNTRY:
            if len(entity.country) != _CODE_LENGTH or not entity.country.isupper():
                table.fault(number, "country", entity.country, "is no ISO 3166 code", "A country carries its own code")
            elif owners.setdefault(entity.country, entity.id) != entity.id:
                table.fault(
                    number, "country", entity.country, "is the code of two countries", f"See {owners[entity.country]}"
                )
        if entity.id in ontology.concepts:
            table.fault(number, "id", entity.id, "is the id of a concept of ontology/skills.ttl", "Choose another")
        if check.check_slug(table, number, "id", entity.id, found):
            found[entity.id] = entity
    return dict(sorted(found.items()))


def _check_spelling(table: Table, number: int, name: str) -> None:
    word = mixed_word(name)
    if word:
        table.fault(number, "name", word, "mixes Latin and Cyrillic letters in one word", "Type it in one script")


def read_names(
    table: Table, ontology: Ontology, entities: Mapping[str, Entity], documents: Mapping[str, Document]
) -> list[Name]:
    """Names in table order; a spelling stands once for each entity, language and document."""
    found: list[Name] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        name = Name(*row.cells)
        number = row.number
        check.check_reference(table, number, "entity", name.entity, entities, "entities.csv")
        check.check_required(table, number, "name", name.name)
        check.check_language(table, number, "lang", name.lang)
        if is_language_tag(name.lang) and not fits_language(name.name, name.lang):
            table.fault(number, "name", name.name, f"is not in a script of {name.lang}", "Mend the tag or the name")
        _check_spelling(table, number, name.name)
        check.check_code(table, number, "kind", name.kind, ontology.codes["name"])
        check.check_code(
            table, number, "romanisation", name.romanisation, ontology.codes["romanisation"], optional=True
        )
        check.check_reference(table, number, "document", name.document, documents, "documents.csv")
        check.check_code(table, number, "confidence", name.confidence, ontology.codes["confidence"])
        if name.claim in seen:
            table.fault(number, "name", name.name, f"is stated twice (see row {seen[name.claim]})", "Keep one row")
        seen.setdefault(name.claim, number)
        found.append(name)
    return sorted(found, key=lambda n: (n.entity, n.lang, n.kind, n.name, n.document))


def read_identities(
    table: Table, ontology: Ontology, entities: Mapping[str, Entity], documents: Mapping[str, Document]
) -> list[Identity]:
    """Judgements; the right side may be an entity or a name. A pair is judged once, whichever side comes first."""
    found: list[Identity] = []
    seen: dict[frozenset[str], int] = {}
    for row in table.rows:
        item = Identity(*row.cells)
        check.check_reference(table, row.number, "left", item.left, entities, "entities.csv")
        check.check_required(table, row.number, "right", item.right)
        check.check_code(table, row.number, "judgement", item.judgement, ontology.codes["judgement"])
        check.check_required(table, row.number, "reason", item.reason)
        if item.document:
            check.check_reference(table, row.number, "document", item.document, documents, "documents.csv")
        if item.left == item.right:
            table.fault(row.number, "right", item.right, "is the left side itself", "Name the other thing, or its name")
        _check_sides(table, row.number, item, entities)
        pair = frozenset((item.left, item.right if item.right in entities else search_key(item.right)))
        if pair in seen:
            problem = f"is judged against {item.left} already (see row {seen[pair]})"
            table.fault(row.number, "right", item.right, problem, "Keep one row, with one judgement")
        seen.setdefault(pair, row.number)
        found.append(item)
    return sorted(found, key=lambda i: (i.left, i.right))


def _check_sides(table: Table, number: int, item: Identity, entities: Mapping[str, Entity]) -> None:
    """What is judged the same is one entity and a name; an id on the right is one of entities.csv."""
    if item.right in entities and item.judgement == "same":
        remedy = f"Merge the two under one id and put the name of {item.right} here, or judge them unsure"
        table.fault(number, "right", item.right, "is an entity of its own, yet judged the same", remedy)
    if item.judgement == "same" and not item.document:
        table.fault(number, "document", "", "is empty though two are judged the same", "Name a document that shows it")
    if item.right not in entities and "-" in item.right and SLUG.match(item.right):
        remedy = check.nearest(item.right, entities) or "Add it to entities.csv first, or write the name as printed"
        table.fault(number, "right", item.right, "looks like an id, but is not in entities.csv", remedy)


def read_searches(table: Table, entities: Mapping[str, Entity]) -> list[Search]:
    """Searches that were made."""
    found: dict[str, Search] = {}
    for row in table.rows:
        item = Search(*row.cells)
        check.check_reference(table, row.number, "subject", item.subject, entities, "entities.csv")
        for column, value in (
            ("question", item.question),
            ("where", item.where),
            ("on", item.on),
            ("outcome", item.outcome),
        ):
            check.check_required(table, row.number, column, value)
        check.check_date(table, row.number, "on", item.on)
        if item.id in found:
            table.fault(row.number, "question", item.question, "is stated twice", "Keep one row")
        found[item.id] = item
    return sorted(found.values(), key=lambda s: (s.subject, s.question, s.where, s.on))
