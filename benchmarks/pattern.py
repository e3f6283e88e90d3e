"""The pattern: what the real tables are like, so that synthetic ones have their proportions."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nkgraph.curation.columns import CLAIM_COLUMNS
from nkgraph.curation.qualifiers import parse_qualifiers
from nkgraph.model.ontology import LINK, Ontology, Predicate
from nkgraph.model.records import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
Row = dict[str, str]
_SAMPLES = {"date": "2013-03", "quantity": "1200", "address": "https://example.org/", "text": "described in words"}


@dataclass(frozen=True, slots=True)
class Shape:
    """One real claim row as a mould: predicate, types of its ends, and which cells are filled, and how.

    A qualifier is a key, a real value, and the type of the entity that the value names, if it names one.
    """

    predicate: Predicate
    subject_type: str
    object_type: str
    qualifiers: tuple[tuple[str, str, str], ...]
    row: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Rows of the real tables; `types` counts entities, `moulds` groups them; countries stay as they are."""

    documents: Sequence[Row]
    names: Sequence[Row]
    identities: Sequence[Row]
    shapes: Sequence[Shape]
    countries: Sequence[Row]
    types: Mapping[str, int]
    moulds: Mapping[str, Sequence[Row]]
    claims: int


def read_pattern(ontology: Ontology, home: Path = ROOT) -> Pattern:
    """Read the real tables; rows that the ontology does not allow are passed over, as a table may be in the making.

    Every type and every predicate of the ontology is in the pattern at least once, used in the tables or not.
    """
    sources = home / "sources"
    entities = [row for row in _rows(sources / "entities.csv") if row["type"] in ontology.entity_types]
    moulds: dict[str, list[Row]] = defaultdict(list)
    for row in entities:
        moulds[row["type"]].append(row)
    for name in ontology.entity_types:
        moulds.setdefault(name, [{"id": "thing", "type": name, "name": "Thing", "country": "", "note": ""}])
    types = {row["id"]: row["type"] for row in entities}
    claims = [row for path in sorted((sources / "claims").glob("*.csv")) for row in _rows(path)]
    shapes = [shape for row in claims if (shape := _shape(row, types, ontology))]
    used = Counter(shape.predicate.id for shape in shapes)
    shapes += [_bare(p, ontology) for name, p in sorted(ontology.predicates.items()) if name not in used]
    return Pattern(
        documents=list(_rows(sources / "documents.csv")),
        names=list(_rows(sources / "names.csv")),
        identities=list(_rows(sources / "identities.csv")),
        shapes=shapes,
        countries=moulds[COUNTRY],
        types={name: len(rows) for name, rows in sorted(moulds.items())},
        moulds=moulds,
        claims=len(claims),
    )


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def _shape(row: Row, types: Mapping[str, str], ontology: Ontology) -> Shape | None:
    predicate = ontology.predicates.get(row["predicate"])
    subject_type = types.get(row["subject"], "")
    if predicate is None or not ontology.is_a(subject_type, predicate.domain):
        return None
    object_type = types.get(row["object"], "")
    if predicate.kind == LINK and not ontology.is_a(object_type, predicate.range):
        return None
    if any(row[list_] not in ontology.codes[list_] for list_ in ("mode", "status")):
        return None
    try:
        pairs = parse_qualifiers(row["qualifiers"])
    except ValueError:
        return None
    qualifiers = tuple((key, value, types.get(value, "")) for key, value in pairs if key in predicate.qualifiers)
    return _lawful(Shape(predicate, subject_type, object_type, qualifiers, row), ontology)


def _bare(predicate: Predicate, ontology: Ontology) -> Shape:
    """A mould for a predicate that no real row uses."""
    row = dict.fromkeys(CLAIM_COLUMNS, "")
    sample = _SAMPLES.get(predicate.kind, "")
    row |= {"object": sample, "as_of": "2013", "locator": "para 1", "paraphrase": "a statement in a few plain words"}
    row |= {"mode": "reported", "status": "withdrawn"}
    return _lawful(Shape(predicate, _a(predicate.domain, ontology), _a(predicate.range, ontology), (), row), ontology)


def _a(wanted: str, ontology: Ontology) -> str:
    """Some type of entity below a class, or nothing where the class is none of entities."""
    return next((name for name in sorted(ontology.entity_types) if ontology.is_a(name, wanted)), "")


def _lawful(shape: Shape, ontology: Ontology) -> Shape:
    """The mould with what the strict reader would miss or refuse: qualifiers, a date, a score, a reason."""
    predicate, row = shape.predicate, dict(shape.row)
    lacking = sorted(predicate.required - {key for key, _, _ in shape.qualifiers})
    added = [ontology.qualifiers[key] for key in lacking]
    qualifiers = tuple((q.id, _SAMPLES.get(q.kind, ""), _a(q.range, ontology)) for q in added)
    if predicate.needs_date and not (row["as_of"] or row["valid_from"] or row["valid_to"]):
        row["as_of"] = "2013"
    unscored = predicate.allegation or row["mode"] == "alleged"
    row["confidence"] = "" if unscored else row["confidence"] or "medium"
    if row["mode"] == "inferred":
        row["note"] = row["note"] or "read from the context"
    return Shape(predicate, shape.subject_type, shape.object_type, shape.qualifiers + qualifiers, row)
