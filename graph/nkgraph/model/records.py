"""Records: what one row of each curated table says, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from nkgraph.model.terms import claim_id, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NAME = "name"
"""The predicate that every row of the names table states."""

COUNTRY = "Country"
"""The class whose entities carry the country codes."""

PLACE = "Place"
"""The class whose entities may carry coordinates; countries are places."""

Qualifiers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A source. `published` is EDTF; `origin` a document id or the name of whoever is repeated."""

    id: str
    title: str
    publisher: str
    published: str
    language: str
    kind: str
    url: str
    archived_url: str = ""
    origin: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """Title, or publisher and date where no title was seen."""
        return self.title or ", ".join(part for part in (self.publisher, self.published) if part)


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing: `type` is a class of the ontology, `country` an ISO 3166-1 alpha-2 code or empty."""

    id: str
    type: str
    name: str
    country: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling as one document has it; it is a claim as well."""

    entity: str
    name: str
    lang: str
    kind: str
    romanisation: str
    document: str
    locator: str = ""
    confidence: str = ""
    note: str = ""

    @property
    def predicate(self) -> str:
        """What the row states of its entity."""
        return NAME

    @property
    def claim(self) -> str:
        """Id of the claim that this name is."""
        return claim_id(self.entity, NAME, f"{self.name}@{self.lang}", self.document)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one document. `object` is as curated: an id, a date, a quantity, a text or an address."""

    subject: str
    predicate: str
    object: str
    qualifiers: Qualifiers
    as_of: str
    valid_from: str
    valid_to: str
    document: str
    locator: str
    paraphrase: str
    confidence: str
    mode: str
    status: str
    note: str
    id: str = field(init=False, repr=False, compare=False)
    """16 hex digits; see `nkgraph.model.terms.claim_id`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", claim_id(self.subject, self.predicate, self.object, self.document))


@dataclass(frozen=True, slots=True)
class Identity:
    """A judgement whether `left` (an entity) and `right` (an entity, or a name) are the same."""

    left: str
    right: str
    judgement: str
    reason: str
    document: str = ""

    @property
    def id(self) -> str:
        """16 hex digits over both sides."""
        return digest(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for about `subject`, where, on which day, and what came of it."""

    subject: str
    question: str
    where: str
    on: str
    outcome: str

    @property
    def id(self) -> str:
        """16 hex digits over subject, question, place and day."""
        return digest(self.subject, self.question, self.where, self.on)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity is: decimal degrees as written, how far they are to be trusted, and what it lies in."""

    entity: str
    latitude: str
    longitude: str
    precision: str
    within: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Corpus:
    """All curated tables, each sorted by its key; references between them hold.

    The claims may be a stream that can be gone through once.
    """

    documents: Mapping[str, Document]
    entities: Mapping[str, Entity]
    names: Sequence[Name]
    claims: Iterable[Claim]
    identities: Sequence[Identity]
    searches: Sequence[Search]
    places: Mapping[str, Place]
    version: str

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """Country code to the id of the country's entity."""
        return {entity.country: entity.id for entity in self.entities.values() if entity.type == COUNTRY}
