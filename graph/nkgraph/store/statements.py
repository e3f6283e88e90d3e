"""Statements read back from a store: each claim of the graph as one frozen value, whoever wrote the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from nkgraph.model import terms
from nkgraph.model.terms import NK, PROV, RDF, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nkgraph.model.ontology import Ontology

ENTITY, CONCEPT, LITERAL = "entity", "concept", "literal"
_CORE = {RDF + "subject": "subject", RDF + "predicate": "predicate", PROV + "hadPrimarySource": "document"}
_PLAIN = {
    "locator": "locator", "paraphrase": "paraphrase", "note": "note", "asOf": "as_of", "validFrom": "valid_from",
    "validTo": "valid_to", "valueEarliest": "earliest", "asOfEarliest": "as_of_earliest",
    "validFromEarliest": "from_earliest", "validToLatest": "to_latest",
}  # fmt: skip
_CODED = {"confidence": "confidence", "mode": "mode", "status": "status", "nameKind": "name_kind"}


@dataclass(slots=True)
class Statement:
    """One claim. Ids are short (no IRIs); `object_kind` tells entity, concept or literal; dates are EDTF texts."""

    id: str
    subject: str = ""
    predicate: str = ""
    object: str = ""
    object_kind: str = LITERAL
    language: str = ""
    document: str = ""
    locator: str = ""
    paraphrase: str = ""
    confidence: str = ""
    mode: str = ""
    status: str = ""
    as_of: str = ""
    valid_from: str = ""
    valid_to: str = ""
    earliest: str = ""
    as_of_earliest: str = ""
    from_earliest: str = ""
    to_latest: str = ""
    note: str = ""
    name_kind: str = ""
    preferred: bool = False
    qualifiers: dict[str, str] = field(default_factory=dict)

    @property
    def date(self) -> str:
        """A day to sort by: of the value, of the beginning, or of the reading; empty where undated."""
        return self.earliest or self.from_earliest or self.as_of_earliest

    @property
    def key(self) -> tuple[str, str, str]:
        """What is stated, whoever states it."""
        return self.subject, self.predicate, self.object


def short(node: object) -> tuple[str, str, str]:
    """(text, kind, language) of a node."""
    if isinstance(node, NamedNode):
        for base, kind in ((terms.ENTITY, ENTITY), (terms.CONCEPT, CONCEPT)):
            if node.value.startswith(base):
                return node.value[len(base) :], kind, ""
        return node.value, ENTITY, ""
    if isinstance(node, Literal):
        return node.value, LITERAL, node.language or ""
    return str(node), LITERAL, ""


def read_statement(store: Store, claim: NamedNode, ontology: Ontology) -> Statement:
    """Read one claim."""
    found = Statement(local_name(claim.value))
    for quad in store.quads_for_pattern(claim, None, None):
        iri, value = quad.predicate.value, quad.object
        name = iri.removeprefix(NK)
        if iri in _CORE and isinstance(value, NamedNode):
            setattr(found, _CORE[iri], local_name(value.value))
        elif iri == RDF + "object":
            found.object, found.object_kind, found.language = short(value)
        elif name in _PLAIN and isinstance(value, Literal):
            setattr(found, _PLAIN[name], value.value)
        elif name in _CODED and isinstance(value, NamedNode):
            setattr(found, _CODED[name], local_name(value.value).split("-", 1)[1])
        elif name == "preferred":
            found.preferred = True
        elif name in ontology.qualifiers:
            found.qualifiers[name] = short(value)[0]
    return found


def all_statements(store: Store, ontology: Ontology) -> list[Statement]:
    """Every claim, names included, sorted by what is stated and by document."""
    claims = store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(NK + "Claim"))
    return _sorted(
        read_statement(store, quad.subject, ontology) for quad in claims if isinstance(quad.subject, NamedNode)
    )


def statements_about(store: Store, node: NamedNode, ontology: Ontology) -> list[Statement]:
    """Claims whose subject or object is the node."""
    found = {
        quad.subject
        for place in ("subject", "object")
        for quad in store.quads_for_pattern(None, NamedNode(RDF + place), node)
        if isinstance(quad.subject, NamedNode)
    }
    return _sorted(read_statement(store, claim, ontology) for claim in found)


def _sorted(statements: Iterator[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: (s.subject, s.predicate, s.object, s.document, s.id))
