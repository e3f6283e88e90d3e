"""Which claims become facts.

A claim whose status and mode let it stand gives a direct triple. Where a predicate holds one value at a time,
one value is preferred by one rule: values that hold for the whole subject before those that a qualifier narrows
to a part, then confidence, then the number of independent origins that state the value, then dates with both ends
known before open ones, then the latest report, then the claim's id, so that the choice never depends on the order
of rows.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from nkgraph.model.dates import parse_date
from nkgraph.model.ontology import DATE
from nkgraph.model.records import NAME, Claim, Name
from nkgraph.triples.turtle import text, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nkgraph.model.ontology import Ontology
    from nkgraph.model.records import Document


class Reading(NamedTuple):
    """What a claim says, and what speaks for it; the rows that `nkgraph.triples.spool` sorts.

    `value` is the object as Turtle, `closed` false of a date with an open end, `day` the last day of publication or
    empty.
    """

    subject: str
    predicate: str
    value: str
    claim: str = ""
    whole: bool = True
    confidence: int = 0
    origin: str = ""
    closed: bool = True
    day: str = ""


class Fact(NamedTuple):
    """A direct triple; `preferred` is the id of the claim whose value was chosen, where one had to be."""

    predicate: str
    value: str
    preferred: str = ""


class Readings:
    """Makes readings of claims and names."""

    def __init__(self, ontology: Ontology, documents: Mapping[str, Document]) -> None:
        self._ontology = ontology
        self._documents = documents
        self._ranks = {notation: code.order for notation, code in ontology.codes["confidence"].items()}

    def of_claim(self, claim: Claim) -> Reading | None:
        """What the claim says; None where its status or mode keeps it from becoming a fact."""
        if not gives_fact(claim, self._ontology):
            return None
        predicate = self._ontology.predicates[claim.predicate]
        value = value_of(claim.object, predicate)
        if not predicate.single_valued:
            return Reading(claim.subject, claim.predicate, value)
        whole = not any(self._ontology.qualifiers[key].narrows for key, _ in claim.qualifiers)
        rank = self._ranks.get(claim.confidence, 0)
        origin = origin_of(claim.document, self._documents)
        closed = predicate.kind != DATE or is_closed(claim.object)
        return Reading(claim.subject, claim.predicate, value, claim.id, whole, rank, origin, closed, self._day(claim))

    def of_name(self, name: Name) -> Reading:
        """A name is a fact whatever else is known."""
        return Reading(name.entity, NAME, text(name.name, name.lang))

    def _day(self, claim: Claim) -> str:
        published = self._documents[claim.document].published
        latest = parse_date(published).latest if published else None
        return latest.isoformat() if latest else ""


def is_closed(value: str) -> bool:
    """Tell whether both ends of a date are known.

    >>> is_closed("2021-05"), is_closed("../2021-05")
    (True, False)
    """
    period = parse_date(value)
    return period.earliest is not None and period.latest is not None


def origin_of(document: str, documents: Mapping[str, Document]) -> str:
    """The witness behind a document: the end of its chain of origins, a document id or a name.

    Three copies of one agency report have one origin.
    """
    origin = document
    while origin in documents and documents[origin].origin:
        origin = documents[origin].origin
    return origin


def gives_fact(claim: Claim, ontology: Ontology) -> bool:
    """Tell whether status and mode let the claim become a fact."""
    return ontology.codes["status"][claim.status].gives_fact and ontology.codes["mode"][claim.mode].gives_fact


def facts_by_subject(readings: Iterable[Reading], ontology: Ontology) -> Iterator[tuple[str, list[Fact]]]:
    """Facts of each subject, from readings sorted by subject, predicate and value."""
    for subject, said in groupby(readings, key=attrgetter("subject")):
        yield subject, list(_facts(said, ontology))


def _facts(readings: Iterable[Reading], ontology: Ontology) -> Iterator[Fact]:
    for name, said in groupby(readings, key=attrgetter("predicate")):
        if name != NAME and ontology.predicates[name].single_valued:
            best = prefer(list(said))
            yield Fact(name, best.value, best.claim)
        else:
            for value, _ in groupby(said, key=attrgetter("value")):
                yield Fact(name, value)


def prefer(readings: Sequence[Reading]) -> Reading:
    """The reading that is shown where a predicate holds one value at a time; the rule stands above."""
    origins: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        origins[reading.value].add(reading.origin)

    def weight(reading: Reading) -> tuple[bool, int, int, bool, str, str]:
        independent = len(origins[reading.value])
        return reading.whole, reading.confidence, independent, reading.closed, reading.day, reading.claim

    return max(readings, key=weight)
