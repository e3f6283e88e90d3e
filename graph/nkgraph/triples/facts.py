"""Which claims become facts.

A claim whose status and mode let it stand gives a direct triple. Where a predicate holds one value at a time,
one value is preferred by one rule: values that hold for the whole subject before those that a qualifier narrows
to a part, then confidence, then the number of independent origins that state the value, then the latest report,
then the claim's id, so that the choice never depends on the order of rows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nkgraph.model.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nkgraph.model.ontology import Ontology
    from nkgraph.model.records import Claim, Corpus, Document

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Ids of the claims that gave a fact, and of those preferred among contradicting ones."""

    stated: frozenset[str]
    preferred: frozenset[str]


def origin_of(document: str, documents: Mapping[str, Document]) -> str:
    """The witness behind a document: the end of its chain of origins, a document id or a name.

    Three copies of one agency report have one origin.
    """
    origin = document
    while origin in documents and documents[origin].origin:
        origin = documents[origin].origin
    return origin


def origins_of(claims: Sequence[Claim], documents: Mapping[str, Document]) -> frozenset[str]:
    """Distinct origins of several claims."""
    return frozenset(origin_of(claim.document, documents) for claim in claims)


def gives_fact(claim: Claim, ontology: Ontology) -> bool:
    """Tell whether status and mode let the claim become a fact."""
    return ontology.codes["status"][claim.status].gives_fact and ontology.codes["mode"][claim.mode].gives_fact


def select_facts(corpus: Corpus, ontology: Ontology) -> Facts:
    """Choose the claims that become facts."""
    stated: set[str] = set()
    preferred: set[str] = set()
    readings: dict[Key, list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        if not gives_fact(claim, ontology):
            continue
        if ontology.predicates[claim.predicate].single_valued:
            readings[claim.subject, claim.predicate].append(claim)
        else:
            stated.add(claim.id)
    for claims in readings.values():
        best = prefer(claims, corpus.documents, ontology)
        preferred.add(best.id)
        stated.add(best.id)
    return Facts(frozenset(stated), frozenset(preferred))


def prefer(claims: Sequence[Claim], documents: Mapping[str, Document], ontology: Ontology) -> Claim:
    """The claim whose value is shown where a predicate holds one value at a time; the rule stands above."""
    by_value: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_value[claim.object].append(claim)
    ranks = {code.notation: code.order for code in ontology.codes["confidence"].values()}

    def weight(claim: Claim) -> tuple[bool, int, int, date, str]:
        whole = not any(ontology.qualifiers[key].narrows for key, _ in claim.qualifiers)
        origins = len(origins_of(by_value[claim.object], documents))
        return whole, ranks.get(claim.confidence, 0), origins, _reported(claim, documents), claim.id

    return max(claims, key=weight)


def _reported(claim: Claim, documents: Mapping[str, Document]) -> date:
    published = documents[claim.document].published
    return (published and parse_date(published).latest) or date.min
