"""The picture: everything a page shows, as frozen values; no markup, no store, no layout.

A picture is made by :mod:`nkgraph.views.compose` and turned into HTML by :mod:`nkgraph.views.page`.
Identifiers in it are the short ones of the tables (``korea-computer-center``), not IRIs; `Picture.base`
says what to put before them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nkgraph.views.atlas import Atlas


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How one class of the ontology is shown: its label, colour (``#rrggbb``) and vis-network shape.

    `common` tells places, collectives and events: to share one is no tie, so a path goes around it where it can.
    """

    id: str
    label: str
    colour: str
    shape: str
    common: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A predicate of the ontology: label, section of the dossier, and what kind of value it takes.

    `kind` is one of ``link``, ``concept``, ``text``, ``date``, ``quantity``, ``address``, ``name``.
    """

    id: str
    label: str
    definition: str
    section: str
    kind: str
    drawn: bool
    allegation: bool
    single_valued: bool


@dataclass(frozen=True, slots=True)
class PictureDocument:
    """A source as the panels cite it; empty strings where the tables are empty."""

    id: str
    title: str
    publisher: str
    published: str
    language: str
    kind: str
    url: str
    archived_url: str
    origin: str


@dataclass(frozen=True, slots=True)
class PictureName:
    """A name of a node with the document that spells it so."""

    text: str
    language: str
    kind: str
    document: str


@dataclass(frozen=True, slots=True)
class PictureClaim:
    """One statement of one document.

    `object` is an identifier when `object_is_node`, else the text as curated. `fact` tells whether the
    claim gave a direct triple; `preferred` whether it won among contradicting values.
    """

    id: str
    subject: str
    predicate: str
    object: str
    object_is_node: bool
    document: str
    locator: str
    paraphrase: str
    confidence: str
    mode: str
    status: str
    as_of: str
    valid_from: str
    valid_to: str
    qualifiers: tuple[tuple[str, str], ...]
    note: str
    fact: bool
    preferred: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on the page: entity or concept, with its place (pixels at scale 1) and cluster number.

    `concept` tells skills, services and platforms, whose IRIs begin otherwise than those of entities.
    """

    id: str
    label: str
    type: str
    country: str
    roles: tuple[str, ...]
    names: tuple[PictureName, ...]
    note: str
    x: float
    y: float
    size: float
    cluster: int
    concept: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """The group of claims with the same source, relation and target; `claims` are indices into `Picture.claims`."""

    id: str
    source: str
    relation: str
    target: str
    claims: tuple[int, ...]
    fact: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """A disc of the layout with the names of its biggest members as label."""

    id: int
    label: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class ReadyView:
    """A question that returns links: title, sentence, the query as text, and the links it found (indices).

    `layout` says how they are laid out; see :mod:`nkgraph.views.arrange`.
    """

    id: str
    title: str
    sentence: str
    query: str
    links: tuple[int, ...]
    layout: str = ""


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One caption and what it lights: things (ids), the relations between them (empty for all), and years."""

    caption: str
    things: tuple[str, ...]
    relations: tuple[str, ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An ordered set of captions. `years` of a step is empty, or first and last."""

    id: str
    title: str
    sentence: str
    steps: tuple[StoryStep, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole page. `start` is the node to open first, or empty for the overview of clusters.

    `opens` is what else the page opens with, as its address says it (``view=ownership``). `site` leads from the page to
    the static site beside it, and is empty where there is none.
    `qualifiers` tells of each qualifier what kind its values are; see `Relation`.
    """

    title: str
    sentence: str
    query: str
    version: str
    base: str
    start: str
    types: tuple[TypeStyle, ...]
    relations: tuple[Relation, ...]
    sections: tuple[tuple[str, str], ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    claims: tuple[PictureClaim, ...]
    documents: tuple[PictureDocument, ...]
    clusters: tuple[Cluster, ...]
    views: tuple[ReadyView, ...]
    stories: tuple[Story, ...] = ()
    qualifiers: tuple[tuple[str, str], ...] = ()
    atlas: Atlas | None = None
    opens: str = ""
    site: str = ""
