"""Documents read back from a store."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from nkgraph.model import terms
from nkgraph.model.terms import DCTERMS, NK, RDF, RDFS, local_name

_FIELDS = {
    RDFS + "label": "label", DCTERMS + "title": "title", NK + "publisherName": "publisher",
    NK + "publishedOn": "published", NK + "publishedOnEarliest": "earliest", DCTERMS + "language": "language",
    NK + "documentKind": "kind", NK + "address": "url", NK + "archivedAddress": "archived_url", NK + "origin": "origin",
    NK + "originName": "origin",
}  # fmt: skip


@dataclass(slots=True)
class Source:
    """A document as the graph has it; `origin` is an id or a name; empty texts where nothing is known."""

    id: str
    label: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    earliest: str = ""
    language: str = ""
    kind: str = ""
    url: str = ""
    archived_url: str = ""
    origin: str = ""

    def citation(self) -> str:
        """Publisher, title, date, address: as a footnote would have it."""
        title = f"“{self.title}”" if self.title else ""
        return ", ".join(part for part in (self.publisher, title, self.published or "undated", self.url) if part)


def read_source(store: Store, ident: str) -> Source:
    """Read one document by id."""
    found = Source(ident)
    for quad in store.quads_for_pattern(NamedNode(terms.DOCUMENT + ident), None, None):
        name = _FIELDS.get(quad.predicate.value)
        if name and isinstance(quad.object, Literal | NamedNode):
            value = quad.object.value
            setattr(found, name, local_name(value) if isinstance(quad.object, NamedNode) else value)
    found.kind = found.kind.removeprefix("document-")
    return found


def all_sources(store: Store) -> dict[str, Source]:
    """Every document by id."""
    quads = store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(NK + "Document"))
    idents = sorted(local_name(quad.subject.value) for quad in quads if isinstance(quad.subject, NamedNode))
    return {ident: read_source(store, ident) for ident in idents}
