"""The layer of claims: each statement as a resource of its own, by standard RDF reification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nkgraph.model.records import NAME, Claim, Name
from nkgraph.triples.turtle import about, bounds, dated, text, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nkgraph.model.ontology import Ontology

ACCEPTED, REPORTED = "status-accepted", "mode-reported"


class ClaimLayer:
    """Writes claims; what the code lists say of their codes is looked up once."""

    def __init__(self, ontology: Ontology) -> None:
        self._predicates = ontology.predicates
        self._qualifiers = ontology.qualifiers
        self._status = _code_pairs("status", ontology)
        self._mode = _code_pairs("mode", ontology)
        self._confidence = _code_pairs("confidence", ontology)
        self._kind = _code_pairs("name", ontology, "nameKind")
        self._romanisation = _code_pairs("romanisation", ontology)

    def claim(self, claim: Claim) -> str:
        """All triples of one claim but the one that prefers it; see `nkgraph.triples.facts`."""
        predicate = self._predicates[claim.predicate]
        pairs = _core(claim.subject, claim.predicate, value_of(claim.object, predicate), claim.document)
        pairs += (self._status[claim.status], self._mode[claim.mode])
        if claim.confidence:
            pairs.append(self._confidence[claim.confidence])
        pairs += bounds(claim.object, predicate)
        pairs += dated(claim.as_of, "asOf")
        pairs += dated(claim.valid_from, "validFrom")
        pairs += dated(claim.valid_to, "validTo")
        for key, value in claim.qualifiers:
            pairs.append(f"nk:{key} {value_of(value, self._qualifiers[key])}")
        _add_words(pairs, claim.locator, claim.note)
        if claim.paraphrase:
            pairs.append(f"nk:paraphrase {text(claim.paraphrase, 'en')}")
        return about(f"claim:{claim.id}", pairs)

    def name(self, name: Name) -> str:
        """All triples of the claim that a name is."""
        pairs = _core(name.entity, NAME, text(name.name, name.lang), name.document)
        pairs += (f"nk:status nk:{ACCEPTED}", f"nk:mode nk:{REPORTED}")
        pairs += (self._confidence[name.confidence], self._kind[name.kind])
        if name.romanisation:
            pairs.append(self._romanisation[name.romanisation])
        _add_words(pairs, name.locator, name.note)
        return about(f"claim:{name.claim}", pairs)


def preferred(claim: str) -> str:
    """What is said of the claim whose value is shown where a predicate holds one value at a time."""
    return about(f"claim:{claim}", ('nk:preferred "true"^^xsd:boolean',))


def _code_pairs(codes: str, ontology: Ontology, predicate: str = "") -> Mapping[str, str]:
    return {notation: f"nk:{predicate or codes} nk:{code.id}" for notation, code in ontology.codes[codes].items()}


def _core(subject: str, predicate: str, value: str, source: str) -> list[str]:
    return [
        "a nk:Claim",
        f"rdf:subject ent:{subject}",
        f"rdf:predicate nk:{predicate}",
        f"rdf:object {value}",
        f"prov:hadPrimarySource doc:{source}",
    ]


def _add_words(pairs: list[str], locator: str, note: str) -> None:
    if locator:
        pairs.append(f"nk:locator {text(locator)}")
    if note:
        pairs.append(f"nk:note {text(note)}")
