"""CSV tables for spreadsheets: entities, links, claims, documents, one file each."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from nkgraph.curation.qualifiers import write_qualifiers
from nkgraph.files import write_text
from nkgraph.model.terms import CLAIM, CONCEPT, DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph


def write_tables(graph: KnowledgeGraph, path: Path) -> list[Path]:
    """Write ``entities.csv``, ``links.csv``, ``claims.csv`` and ``documents.csv`` into the folder `path`."""
    return [
        _write(path / "entities.csv", ("id", "iri", "type", "label", "country", "roles", "names"), _entities(graph)),
        _write(path / "links.csv", ("source", "relation", "target", "fact", "claims", "documents"), _links(graph)),
        _write(path / "claims.csv", _CLAIM_COLUMNS, _claims(graph)),
        _write(path / "documents.csv", ("id", "iri", *_SOURCE_COLUMNS), _documents(graph)),
    ]


_CLAIM_COLUMNS = (
    "iri", "subject", "predicate", "object", "language", "qualifiers", "as_of", "valid_from", "valid_to", "document",
    "locator", "paraphrase", "confidence", "mode", "status", "preferred", "note",
)  # fmt: skip
_SOURCE_COLUMNS = ("title", "publisher", "published", "language", "kind", "url", "archived_url", "origin")


def _entities(graph: KnowledgeGraph) -> Iterable[Sequence[str]]:
    for t in graph.things.values():
        if not t.iri.startswith(CONCEPT):
            yield t.id, t.iri, t.type, t.label, t.country, " ".join(t.roles), " | ".join(sorted(set(t.names)))


def _links(graph: KnowledgeGraph) -> Iterable[Sequence[str]]:
    for g in graph.links():
        claims = " ".join(s.id for s in g.statements)
        yield g.source, g.relation, g.target, str(g.fact).lower(), claims, " ".join(g.documents)


def _claims(graph: KnowledgeGraph) -> Iterable[Sequence[str]]:
    for s in graph.statements:
        qualifiers = write_qualifiers(tuple(s.qualifiers.items()))
        preferred = "true" if s.preferred else ""
        yield (
            CLAIM + s.id, s.subject, s.predicate, s.object, s.language, qualifiers, s.as_of, s.valid_from, s.valid_to,
            s.document, s.locator, s.paraphrase, s.confidence, s.mode, s.status, preferred, s.note,
        )  # fmt: skip


def _documents(graph: KnowledgeGraph) -> Iterable[Sequence[str]]:
    for ident, source in graph.sources.items():
        yield ident, DOCUMENT + ident, *(getattr(source, column) for column in _SOURCE_COLUMNS)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    write_text(path, out.getvalue())
    return path
