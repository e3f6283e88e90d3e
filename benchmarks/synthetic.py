"""Synthetic tables of any size in the proportions of the real ones.

``python benchmarks/synthetic.py CLAIMS FOLDER [--seed N]`` writes a whole home: the ontology, copied, and tables
that the strict reader takes without a fault. Predicates, types and codes come from the ontology, proportions from
the real tables: each synthetic row is cast in the mould of a real one, with other ends, other words and other
numbers. Rows are written as they are made, so that memory does not grow with their number.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from nkgraph.curation.columns import CLAIM_COLUMNS, TABLES
from nkgraph.curation.qualifiers import write_qualifiers
from nkgraph.model import ontology as kinds
from nkgraph.model.ontology import Ontology, Predicate, read_ontology
from nkgraph.model.records import COUNTRY
from pattern import ROOT, Pattern, Shape, read_pattern
from population import OBJECTS, SUBJECTS, Library, Population, words
from words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SEED = 1948
_LARGEST = 10_000_000
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maker:
    """What every table is made from."""

    pattern: Pattern
    ontology: Ontology
    population: Population
    library: Library
    cells: Words
    dice: Random
    concepts: Mapping[str, Sequence[str]]
    claims: int

    @property
    def scale(self) -> float:
        """How many times larger than the real tables."""
        return self.claims / max(self.pattern.claims, 1)


def write_home(claims: int, folder: Path, seed: int = SEED) -> None:
    """Write ``ontology/`` and ``sources/`` with so many claims into a folder; the same seed gives the same bytes."""
    shutil.copytree(ROOT / "ontology", folder / "ontology", dirs_exist_ok=True)
    ontology = read_ontology(folder / "ontology")
    pattern = read_pattern(ontology)
    dice = Random(seed)
    scale = claims / max(pattern.claims, 1)
    library = Library(max(1, round(len(pattern.documents) * scale)))
    population = Population(pattern, scale, dice)
    maker = Maker(pattern, ontology, population, library, Words(dice), dice, _concepts(ontology), claims)
    sources = folder / "sources"
    shutil.rmtree(sources, ignore_errors=True)
    (sources / "claims").mkdir(parents=True)
    makers = {
        "documents.csv": document_rows,
        "entities.csv": entity_rows,
        "names.csv": name_rows,
        "identities.csv": identity_rows,
        "searches.csv": search_rows,
    }
    for name, columns in TABLES.items():
        _write(sources / name, columns, makers[name](maker) if name in makers else ())
    _write_claims(sources / "claims", claim_rows(maker), ontology)


def document_rows(maker: Maker) -> Iterator[Cells]:
    """Documents; some repeat an earlier one, some a witness that is only named."""
    cells, library = maker.cells, maker.library
    known = {row["id"] for row in maker.pattern.documents}
    for number in range(library.size):
        mould = maker.dice.choice(maker.pattern.documents)
        origin = cells.like(mould["origin"])
        if mould["origin"] in known:
            origin = library.ident(int(maker.dice.random() * number)) if number else ""
        title = cells.name(mould["language"], len(mould["title"])) if mould["title"] else ""
        archived = f"https://archive.example.org/{number}" if mould["archived_url"] else ""
        url = f"https://example.org/{words(number)}/{number}/{'x' * (len(mould['url']) // 2)}"
        yield (
            library.ident(number), title, cells.like(mould["publisher"]), cells.date(mould["published"]),
            mould["language"], mould["kind"], url, archived, origin, cells.like(mould["note"]),
        )  # fmt: skip


def entity_rows(maker: Maker) -> Iterator[Cells]:
    """Entities of every type; countries are the real ones, since every code used needs its country."""
    codes = {row["country"] for row in maker.pattern.countries}
    for kind, size in maker.population.sizes.items():
        for number in range(size):
            ident = maker.population.ident(kind, number)
            if kind == COUNTRY:
                row = maker.pattern.countries[number]
                yield ident, kind, row["name"], row["country"], ""
                continue
            mould = maker.dice.choice(maker.pattern.moulds[kind])
            name = maker.cells.text(len(mould["name"])).title()
            country = mould["country"] if mould["country"] in codes else ""
            yield ident, kind, f"{name} {number}", country, maker.cells.like(mould["note"])


def name_rows(maker: Maker) -> Iterator[Cells]:
    """Names in several scripts, spread over the entities; the number at the end keeps spellings apart."""
    kinds_ = [kind for kind in maker.population.sizes if kind != COUNTRY]
    weights = [maker.population.sizes[kind] for kind in kinds_]
    for number in range(round(len(maker.pattern.names) * maker.scale)):
        mould = maker.dice.choice(maker.pattern.names)
        kind = maker.dice.choices(kinds_, weights)[0]
        spelling = f"{maker.cells.name(mould['lang'], len(mould['name']))} {number}"
        document = maker.library.ident(int(maker.dice.random() * maker.library.size))
        yield (
            maker.population.pick(kind, 1.0), spelling, mould["lang"], mould["kind"], mould["romanisation"], document,
            mould["locator"], mould["confidence"], maker.cells.like(mould["note"]),
        )  # fmt: skip


def identity_rows(maker: Maker) -> Iterator[Cells]:
    """Judgements on neighbours by number."""
    firms = max(maker.population.sizes, key=maker.population.sizes.__getitem__)
    wanted = min(round(len(maker.pattern.identities) * maker.scale), maker.population.sizes[firms] // 2)
    for number in range(wanted):
        mould = maker.dice.choice(maker.pattern.identities)
        left, right = (maker.population.ident(firms, 2 * number + side) for side in (0, 1))
        judgement = "unsure" if mould["judgement"] == "same" else mould["judgement"]
        yield left, right, judgement, maker.cells.like(mould["reason"]), ""


def search_rows(maker: Maker) -> Iterator[Cells]:
    """Searches that found nothing, one for 500 claims."""
    firms = max(maker.population.sizes, key=maker.population.sizes.__getitem__)
    for number in range(maker.claims // 500):
        question = f"a further document {number}"
        day = maker.cells.date("2026-01-01")
        yield maker.population.pick(firms, SUBJECTS), question, "newspapers", day, "nothing was found"


def claim_rows(maker: Maker) -> Iterator[tuple[str, Cells]]:
    """Claims with the section their file is named after, document by document, no claim twice."""
    seen: set[tuple[str, str, str]] = set()
    before = -1
    for number in range(maker.claims):
        document = number * maker.library.size // maker.claims
        if document != before:
            seen.clear()
            before = document
        while True:
            shape = maker.dice.choice(maker.pattern.shapes)
            key = (*_ends(maker, shape), shape.predicate.id)
            if key not in seen and key[0] != key[1]:
                break
        seen.add(key)
        yield shape.predicate.section, _claim(maker, shape, key[0], key[1], maker.library.ident(document))


def _ends(maker: Maker, shape: Shape) -> tuple[str, str]:
    subject = maker.population.pick(shape.subject_type, SUBJECTS)
    return subject, _value(maker, shape.predicate, shape.row["object"], shape.object_type)


def _claim(maker: Maker, shape: Shape, subject: str, value: str, document: str) -> Cells:
    cells, row = maker.cells, shape.row
    known = maker.ontology.qualifiers
    qualifiers = tuple((key, _value(maker, known[key], sample, kind)) for key, sample, kind in shape.qualifiers)
    return (
        subject, shape.predicate.id, value, write_qualifiers(qualifiers), cells.date(row["as_of"]),
        cells.beginning(row["valid_from"]), cells.ending(row["valid_to"]), document, row["locator"],
        cells.like(row["paraphrase"]), row["confidence"], row["mode"], row["status"], cells.like(row["note"]),
    )  # fmt: skip


def _value(maker: Maker, predicate: Predicate, sample: str, kind: str) -> str:
    cells = maker.cells
    if predicate.kind == kinds.LINK:
        return maker.population.pick(kind, OBJECTS)
    if predicate.kind == kinds.CONCEPT:
        return _concept(maker, predicate.range)
    if predicate.kind == kinds.DATE:
        return cells.date(sample)
    if predicate.kind == kinds.QUANTITY:
        return cells.quantity(sample)
    if predicate.kind == kinds.ADDRESS:
        return f"https://example.org/{cells.text(12).replace(' ', '-')}"
    return cells.like(sample)


def _concept(maker: Maker, wanted: str) -> str:
    known = maker.concepts[wanted]
    return known[int(len(known) * maker.dice.random() ** SUBJECTS)]


def _concepts(ontology: Ontology) -> Mapping[str, Sequence[str]]:
    """Ids of concepts by their class."""
    found: dict[str, list[str]] = defaultdict(list)
    for concept in ontology.concepts.values():
        found[concept.type].append(concept.id)
    return found


def _write(path: Path, columns: Cells, rows: Iterable[Cells]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _write_claims(folder: Path, rows: Iterable[tuple[str, Cells]], ontology: Ontology) -> None:
    with ExitStack() as stack:
        writers = {}
        for section in sorted({predicate.section for predicate in ontology.predicates.values()}):
            stream = stack.enter_context((folder / f"{section}.csv").open("w", encoding="utf-8", newline=""))
            writers[section] = csv.writer(stream, lineterminator="\n")
            writers[section].writerow(CLAIM_COLUMNS)
        for section, cells in rows:
            writers[section].writerow(cells)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write a home of synthetic tables.")
    parser.add_argument("claims", type=int, help="how many claims, 1 to 10 million")
    parser.add_argument("folder", type=Path, help="folder to write ontology/ and sources/ into")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, other tables (default: %(default)s)")
    given = parser.parse_args()
    if not 1 <= given.claims <= _LARGEST:
        parser.error("claims: give a number from 1 to 10 million")
    if given.folder.resolve() == ROOT:
        parser.error("folder: this is the repository, whose sources/ are real")
    write_home(given.claims, given.folder, given.seed)
    sys.stdout.write(f"{given.folder}\n")


if __name__ == "__main__":
    main()
