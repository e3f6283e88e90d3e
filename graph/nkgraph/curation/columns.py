"""The tables and their columns; ``sources/metadata.json`` says the same in CSVW, and a test holds them together."""

from __future__ import annotations

TABLES: dict[str, tuple[str, ...]] = {
    "documents.csv": (
        "id", "title", "publisher", "published", "language", "kind", "url", "archived_url", "origin", "note",
    ),
    "entities.csv": ("id", "type", "name", "country", "note"),
    "names.csv": ("entity", "name", "lang", "kind", "romanisation", "document", "locator", "confidence", "note"),
    "identities.csv": ("left", "right", "judgement", "reason", "document"),
    "searches.csv": ("subject", "question", "where", "on", "outcome"),
    "places.csv": ("entity", "latitude", "longitude", "precision", "within", "source", "note"),
}  # fmt: skip
"""Columns of each table, in the order in which `nkgraph fmt` writes them."""

CLAIM_COLUMNS = (
    "subject", "predicate", "object", "qualifiers", "as_of", "valid_from", "valid_to", "document", "locator",
    "paraphrase", "confidence", "mode", "status", "note",
)  # fmt: skip
"""Columns of every file under ``claims/``."""

SORT_KEYS: dict[str, tuple[str, ...]] = {
    "documents.csv": ("id",),
    "entities.csv": ("id",),
    "names.csv": ("entity", "lang", "kind", "name", "document"),
    "identities.csv": ("left", "right"),
    "searches.csv": ("subject", "question", "where", "on"),
    "places.csv": ("entity",),
}
"""Columns that order the rows of each table in the canonical form."""

CLAIM_SORT_KEY = ("subject", "predicate", "object", "document")


def columns_of(name: str) -> tuple[str, ...]:
    """Columns of a table by its path below ``sources/``."""
    return CLAIM_COLUMNS if name.startswith("claims/") else TABLES[name]


def sort_key_of(name: str) -> tuple[str, ...]:
    """Sorting columns of a table by its path below ``sources/``."""
    return CLAIM_SORT_KEY if name.startswith("claims/") else SORT_KEYS[name]
