"""Write sources/metadata.json, the tables in CSVW for machines: ``python docs/make_metadata.py``.

Columns come from `nkgraph.curation.columns`, codes from the ontology, the list of claims files from the folder.
CSVW lets tables share a schema only by an address that a reader would have to fetch, so each claims file carries
its own copy, made here from one.

See W3C, "Metadata Vocabulary for Tabular Data", 2015, https://www.w3.org/TR/tabular-metadata/
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from nkgraph.curation.columns import CLAIM_SORT_KEY, SORT_KEYS, columns_of
from nkgraph.curation.corpus import table_names
from nkgraph.curation.home import Home
from nkgraph.files import write_text
from nkgraph.model.ontology import read_ontology

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nkgraph.model.ontology import Ontology

ROOT = Path(__file__).resolve().parents[1]
JSON = dict[str, object]
SHORT = 110

SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
LANGUAGE = "[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
_POINT = "([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{3}X)[?~]?"
EDTF = rf"({_POINT}|(\.\.|{_POINT})/(\.\.|{_POINT}))"

_WHAT = {
    "documents.csv": "Sources: one page, article, report or file a row",
    "entities.csv": "The things that claims speak of",
    "names.csv": "Spellings of names, each as one document has it",
    "identities.csv": "Decisions whether two things, or a thing and a name, are one",
    "searches.csv": "What was looked for and not found",
    "places.csv": "Coordinates of places",
}
_IDS = {
    "documents.csv": ("id",),
    "entities.csv": ("id",),
    "names.csv": ("entity", "document"),
    "identities.csv": ("left", "document"),
    "searches.csv": ("subject",),
    "places.csv": ("entity", "within"),
    "claims": ("subject", "document"),
}
_REQUIRED = {
    "documents.csv": ("id", "publisher", "language", "kind", "url"),
    "entities.csv": ("id", "type", "name"),
    "names.csv": ("entity", "name", "lang", "kind", "document", "confidence"),
    "identities.csv": ("left", "right", "judgement", "reason"),
    "searches.csv": ("subject", "question", "where", "on", "outcome"),
    "places.csv": ("entity", "latitude", "longitude", "precision", "source"),
    "claims": ("subject", "predicate", "object", "document", "mode", "status"),
}
_KEYS: Mapping[str, Mapping[str, str]] = {
    "names.csv": {"entity": "entities.csv", "document": "documents.csv"},
    "identities.csv": {"left": "entities.csv", "document": "documents.csv"},
    "searches.csv": {"subject": "entities.csv"},
    "places.csv": {"entity": "entities.csv", "within": "entities.csv"},
    "claims": {"subject": "entities.csv", "document": "documents.csv"},
}
_PATTERNS = {
    **dict.fromkeys(("published", "on", "as_of", "valid_from", "valid_to"), EDTF),
    **dict.fromkeys(("language", "lang"), LANGUAGE),
    "country": "[A-Z]{2}",
}
_ADDRESSES = ("url", "archived_url")
_DEGREES = {"latitude": 90, "longitude": 180}
_LISTS = {
    ("documents.csv", "kind"): "document",
    ("names.csv", "kind"): "name",
    ("names.csv", "romanisation"): "romanisation",
    ("names.csv", "confidence"): "confidence",
    ("identities.csv", "judgement"): "judgement",
    ("places.csv", "precision"): "precision",
    ("claims", "confidence"): "confidence",
    ("claims", "mode"): "mode",
    ("claims", "status"): "status",
}


def metadata(home: Home, ontology: Ontology) -> str:
    """The whole of sources/metadata.json, one column a line."""
    group: JSON = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "nkgraph: curated tables on the North Korean IT sector",
        "dc:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
        "dialect": {
            "encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True,
            "lineTerminators": ["\n"], "skipInitialSpace": False, "trim": False,
        },
        "tables": [_table(name, ontology) for name in table_names(home)],
    }  # fmt: skip
    return _written(group)


def _table(name: str, ontology: Ontology) -> JSON:
    kind = "claims" if name.startswith("claims/") else name
    what = _WHAT.get(name) or f"Claims: {Path(name).stem.replace('-', ' ')}"
    schema: JSON = {
        "columns": [_column(kind, column, ontology) for column in columns_of(name)],
        "primaryKey": list(CLAIM_SORT_KEY if kind == "claims" else _primary_key(name)),
    }
    keys = [
        {"columnReference": column, "reference": {"resource": table, "columnReference": "id"}}
        for column, table in _KEYS.get(kind, {}).items()
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {"url": name, "dc:description": what, "tableSchema": schema}


def _primary_key(name: str) -> tuple[str, ...]:
    """The columns that tell the rows apart; a name stands once for each entity, language and document."""
    return ("entity", "name", "lang", "document") if name == "names.csv" else SORT_KEYS[name]


def _column(kind: str, column: str, ontology: Ontology) -> JSON:
    found: JSON = {"name": column, "titles": column, "datatype": _datatype(kind, column, ontology)}
    if column in _REQUIRED[kind]:
        found["required"] = True
    return found


def _datatype(kind: str, column: str, ontology: Ontology) -> JSON | str:
    pattern = _pattern(kind, column, ontology)
    if pattern:
        return {"base": "string", "format": pattern}
    if column in _DEGREES:
        return {"base": "decimal", "minimum": -_DEGREES[column], "maximum": _DEGREES[column]}
    return "anyURI" if column in _ADDRESSES else "string"


def _pattern(kind: str, column: str, ontology: Ontology) -> str:
    """The regular expression that every cell of the column matches, or an empty text."""
    words = {("entities.csv", "type"): ontology.entity_types, ("claims", "predicate"): ontology.predicates}
    if (kind, column) in words:
        return "|".join(sorted(words[kind, column]))
    if (kind, column) in _LISTS:
        codes = sorted(ontology.codes[_LISTS[kind, column]].values(), key=lambda code: code.order)
        return "|".join(code.notation for code in codes)
    return SLUG if column in _IDS[kind] else _PATTERNS.get(column, "")


def _written(group: JSON) -> str:
    """JSON for reading and for line-wise review: a column a line, whatever is short on one line."""
    return _value(group, 0) + "\n"


def _value(value: object, depth: int) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    is_column = isinstance(value, dict) and "datatype" in value
    if not isinstance(value, dict | list) or is_column or len(flat) <= SHORT:
        return flat
    inner, outer = "  " * (depth + 1), "  " * depth
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {_value(item, depth + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(inner + item for item in items) + f"\n{outer}}}"
    return "[\n" + ",\n".join(inner + _value(item, depth + 1) for item in value) + f"\n{outer}]"


def main() -> None:
    """Write the file and name it."""
    home = Home(ROOT)
    write_text(home.sources / "metadata.json", metadata(home, read_ontology(home.ontology)))
    print("sources/metadata.json")


if __name__ == "__main__":
    main()
