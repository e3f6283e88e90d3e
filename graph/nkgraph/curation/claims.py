"""Claim rows to records: the ontology decides what each predicate may say of what."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nkgraph.curation import vocabulary as check
from nkgraph.curation.qualifiers import parse_qualifiers
from nkgraph.model import ontology as kinds
from nkgraph.model.dates import parse_date
from nkgraph.model.records import Claim, Document, Entity, Qualifiers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nkgraph.curation.tables import Table
    from nkgraph.model.ontology import Ontology, Predicate

_DATES = ("as_of", "valid_from", "valid_to")


@dataclass
class ClaimReader:
    """Reads the files under ``claims/`` one after the other; `ids` are those of all claims so far, as numbers."""

    ontology: Ontology
    entities: Mapping[str, Entity]
    documents: Mapping[str, Document]
    ids: array[int] = field(default_factory=lambda: array("Q"))

    def read(self, table: Table) -> Iterator[Claim]:
        """Claims of one table while its rows are gone through, with their faults noted on it."""
        for row in table.rows:
            cells = row.cells
            qualifiers = self._qualifiers(table, row.number, cells[3])
            claim = Claim(cells[0], cells[1], cells[2], qualifiers, *cells[4:14])
            self.ids.append(int(claim.id, 16))
            self._check(table, row.number, claim)
            yield claim

    def _qualifiers(self, table: Table, number: int, cell: str) -> Qualifiers:
        try:
            return parse_qualifiers(cell)
        except ValueError as error:
            table.fault(number, "qualifiers", cell, str(error), r"Write role=director|share=51; a bar in a value is \|")
            return ()

    def _check(self, table: Table, number: int, claim: Claim) -> None:
        known = check.check_reference(table, number, "subject", claim.subject, self.entities, "entities.csv")
        check.check_reference(table, number, "document", claim.document, self.documents, "documents.csv")
        self._check_codes(table, number, claim)
        self._check_dates(table, number, claim)
        predicate = self.ontology.predicates.get(claim.predicate)
        if predicate is None:
            remedy = check.nearest(claim.predicate, self.ontology.predicates) or "docs/ontology.md lists them"
            table.fault(number, "predicate", claim.predicate, "is no predicate of the ontology", remedy)
            return
        if known:
            self._check_type(table, number, "subject", claim.subject, predicate.domain, predicate.id)
        self._check_value(table, number, "object", claim.object, predicate)
        self._check_qualifiers(table, number, claim, predicate)
        self._check_rules(table, number, claim, predicate)

    def _check_codes(self, table: Table, number: int, claim: Claim) -> None:
        codes = self.ontology.codes
        check.check_code(table, number, "confidence", claim.confidence, codes["confidence"], optional=True)
        check.check_code(table, number, "mode", claim.mode, codes["mode"])
        check.check_code(table, number, "status", claim.status, codes["status"])

    def _check_dates(self, table: Table, number: int, claim: Claim) -> None:
        for column in _DATES:
            check.check_date(table, number, column, getattr(claim, column))
        if claim.valid_from and claim.valid_to:
            try:
                begin, end = parse_date(claim.valid_from).earliest, parse_date(claim.valid_to).latest
            except ValueError:
                return
            if begin and end and end < begin:
                table.fault(number, "valid_to", claim.valid_to, "is before valid_from", "Change the two, or mend one")

    def _check_type(self, table: Table, number: int, column: str, ident: str, wanted: str, what: str) -> None:
        entity = self.entities[ident]
        if not self.ontology.is_a(entity.type, wanted):
            problem = f"is a {entity.type}, but {what} wants a {wanted} as {column}"
            table.fault(
                number,
                column,
                ident,
                problem,
                "Mend the type in entities.csv, turn the row round, or change the predicate",
            )

    def _check_value(self, table: Table, number: int, column: str, value: str, predicate: Predicate) -> None:
        if not value:
            check.check_required(table, number, column, value)
        elif predicate.kind == kinds.LINK:
            if check.check_reference(table, number, column, value, self.entities, "entities.csv"):
                self._check_type(table, number, column, value, predicate.range, predicate.id)
        elif predicate.kind == kinds.CONCEPT:
            self._check_concept(table, number, value, predicate)
        elif predicate.kind == kinds.DATE:
            check.check_date(table, number, column, value)
        elif predicate.kind == kinds.QUANTITY:
            check.check_quantity(table, number, column, value)
        elif predicate.kind == kinds.ADDRESS:
            check.check_address(table, number, column, value)

    def _check_concept(self, table: Table, number: int, value: str, predicate: Predicate) -> None:
        concept = self.ontology.concepts.get(value)
        if concept is None:
            known = [c.id for c in self.ontology.concepts.values() if c.type == predicate.range]
            remedy = check.nearest(value, known) or "Add it to ontology/skills.ttl first"
            table.fault(number, "object", value, "is no concept of ontology/skills.ttl", remedy)
        elif concept.type != predicate.range:
            problem = f"is a {concept.type}, but {predicate.id} wants a {predicate.range}"
            table.fault(number, "object", value, problem, "Use hasSkill, offersService or usesPlatform as it fits")

    def _check_qualifiers(self, table: Table, number: int, claim: Claim, predicate: Predicate) -> None:
        given = dict(claim.qualifiers)
        for key, value in given.items():
            qualifier = self.ontology.qualifiers.get(key)
            if qualifier is None or key not in predicate.qualifiers:
                allowed = ", ".join(sorted(predicate.qualifiers)) or "none"
                table.fault(number, "qualifiers", key, f"is no qualifier of {predicate.id}", f"Allowed: {allowed}")
            else:
                self._check_value(table, number, "qualifiers", value, qualifier)
        for key in sorted(predicate.required - set(given)):
            table.fault(number, "qualifiers", "", f"lacks {key}, which {predicate.id} requires", f"Add {key}=…")

    def _check_rules(self, table: Table, number: int, claim: Claim, predicate: Predicate) -> None:
        unscored = predicate.allegation or claim.mode == "alleged"
        if unscored and claim.confidence:
            problem = "is a score, but the claim records what an authority states"
            table.fault(number, "confidence", claim.confidence, problem, "Leave the cell empty")
        if not unscored and not claim.confidence:
            table.fault(number, "confidence", "", "is empty", "Give high, medium or low by the handbook's rule")
        if predicate.needs_date and not (claim.as_of or claim.valid_from or claim.valid_to):
            problem = f"is empty, but {predicate.id} needs a date"
            table.fault(number, "as_of", "", problem, "Give as_of or a validity; the document's own date if no better")
        if claim.mode == "inferred" and not claim.note:
            table.fault(number, "note", "", "is empty, but the claim is inferred", "Say from what it is inferred")
        if claim.subject == claim.object and predicate.kind == kinds.LINK:
            table.fault(number, "object", claim.object, "is the subject itself", "Name the other thing")
