"""The ontology as the code needs it, read from the Turtle files; no predicate is listed in Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from nkgraph.errors import MisuseError
from nkgraph.model import terms
from nkgraph.model.terms import NK, OWL, RDF, RDFS, SKOS, local_name

if TYPE_CHECKING:
    from pathlib import Path

LINK, CONCEPT, DATE, QUANTITY, TEXT, ADDRESS = "link", "concept", "date", "quantity", "text", "address"
_LITERAL_KINDS = {terms.EDTF: DATE, terms.QUANTITY: QUANTITY, terms.XSD + "string": TEXT, terms.XSD + "anyURI": ADDRESS}
Statements = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """A class: its parents (local names), labels, and how it is drawn."""

    id: str
    label: str
    definition: str
    parents: frozenset[str]
    is_role: bool
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A property that claims (or qualifiers) may use. `kind` tells what its values are."""

    id: str
    label: str
    definition: str
    domain: str
    range: str
    kind: str
    section: str = ""
    single_valued: bool = False
    drawn: bool = False
    allegation: bool = False
    needs_date: bool = False
    narrows: bool = False
    sites: bool = False
    qualifiers: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Code:
    """A value of a code list; `order` sorts the list, `gives_fact` tells whether such claims become facts."""

    id: str
    notation: str
    label: str
    definition: str
    order: int
    gives_fact: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """A skill, service or platform: its class, labels and broader concepts."""

    id: str
    type: str
    label: str
    definition: str
    broader: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ontology:
    """Classes, predicates, qualifiers, code lists, concepts and rules by local name."""

    classes: Mapping[str, OntologyClass]
    predicates: Mapping[str, Predicate]
    qualifiers: Mapping[str, Predicate]
    codes: Mapping[str, Mapping[str, Code]]
    concepts: Mapping[str, Concept]
    rules: tuple[str, ...]
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_a(self, name: str, ancestor: str) -> bool:
        """Tell whether a class is the other one or below it."""
        return ancestor in self.ancestors(name)

    def ancestors(self, name: str) -> frozenset[str]:
        """The class and everything above it."""
        if name not in self._ancestors:
            above = self.classes[name].parents if name in self.classes else frozenset()
            self._ancestors[name] = frozenset({name}).union(*(self.ancestors(parent) for parent in above))
        return self._ancestors[name]

    @cached_property
    def entity_types(self) -> frozenset[str]:
        """Classes that a row of the entities table may name: below Entity, no role."""
        return frozenset(n for n, c in self.classes.items() if self.is_a(n, "Entity") and not c.is_role)

    @cached_property
    def sections(self) -> tuple[Code, ...]:
        """Sections of a dossier in reading order."""
        return tuple(sorted(self.codes["section"].values(), key=lambda code: code.order))


def read_ontology(folder: Path) -> Ontology:
    """Read every Turtle file of the ontology folder.

    Raises
    ------
    MisuseError
        If the folder has no Turtle, or a file is not Turtle (file, line and column are named).
    """
    statements, texts = _statements(folder)
    classes = {name: _class(name, statements, texts) for name in _of_type(statements, OWL + "Class")}
    qualifiers = {n: _predicate(n, statements, texts, classes) for n in _of_type(statements, NK + "Qualifier")}
    everywhere = frozenset(n for n in qualifiers if _one(statements[NK + n], "everywhere") == "true")
    predicates = {n: _predicate(n, statements, texts, classes) for n in _of_type(statements, NK + "Predicate")}
    return Ontology(
        classes=classes,
        predicates={n: replace(p, qualifiers=p.qualifiers | everywhere) for n, p in predicates.items()},
        qualifiers=qualifiers,
        codes=_codes(statements, texts),
        concepts=_concepts(statements, texts),
        rules=tuple(v for s in sorted(statements) for v in statements[s].get(terms.SH + "construct", ())),
    )


def _statements(folder: Path) -> tuple[Statements, Mapping[tuple[str, str], list[tuple[str, str]]]]:
    statements: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    texts: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    paths = sorted(folder.glob("*.ttl"))
    if not paths:
        raise MisuseError(f"no ontology in {folder}: expected nkgraph.ttl and its companions")
    for path in paths:
        try:
            for quad in parse(path=path, format=RdfFormat.TURTLE):
                subject, predicate, value = quad.subject, quad.predicate.value, quad.object
                if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                    raise MisuseError(f"{path.name}: blank nodes are not used here; give every node an IRI")
                statements[subject.value][predicate].append(value.value)
                if isinstance(value, Literal):
                    texts[subject.value, predicate].append((value.language or "", value.value))
        except (SyntaxError, OSError) as error:
            raise MisuseError(f"{path.name} cannot be read as Turtle: {error}") from error
    return statements, texts


def _of_type(statements: Statements, iri: str) -> list[str]:
    return sorted(local_name(s) for s, po in statements.items() if iri in po.get(RDF + "type", ()) and s.startswith(NK))


def _english(texts: Mapping[tuple[str, str], list[tuple[str, str]]], subject: str, predicate: str) -> str:
    values = texts.get((subject, predicate), [])
    return next((text for lang, text in values if lang in {"en", ""}), "")


def _locals(values: Iterable[str]) -> frozenset[str]:
    return frozenset(local_name(value) for value in values if value.startswith(NK))


def _one(po: Mapping[str, list[str]], name: str) -> str:
    return po.get(NK + name, [""])[0]


def _class(name: str, statements: Statements, texts: Mapping[tuple[str, str], list[tuple[str, str]]]) -> OntologyClass:
    po = statements[NK + name]
    return OntologyClass(
        id=name,
        label=_english(texts, NK + name, RDFS + "label"),
        definition=_english(texts, NK + name, SKOS + "definition"),
        parents=_locals(po.get(RDFS + "subClassOf", ())),
        is_role=NK + "Role" in po[RDF + "type"],
        colour=_one(po, "colour"),
        shape=_one(po, "shape"),
    )


def _predicate(
    name: str,
    statements: Statements,
    texts: Mapping[tuple[str, str], list[tuple[str, str]]],
    classes: Mapping[str, OntologyClass],
) -> Predicate:
    po = statements[NK + name]
    target = po.get(RDFS + "range", [""])[0]
    kind = _LITERAL_KINDS.get(target) or (CONCEPT if _is_concept(target, statements) else LINK)
    if kind == LINK and local_name(target) not in classes:
        raise MisuseError(f"nk:{name}: its rdfs:range {target or '(none)'} is neither a class nor a known datatype")
    return Predicate(
        id=name,
        label=_english(texts, NK + name, RDFS + "label"),
        definition=_english(texts, NK + name, SKOS + "definition"),
        domain=local_name(po.get(RDFS + "domain", [NK + "Entity"])[0]),
        range=local_name(target),
        kind=kind,
        section=local_name(_one(po, "section")).removeprefix("section-"),
        single_valued=_one(po, "singleValued") == "true",
        drawn=_one(po, "drawn") == "true",
        allegation=_one(po, "allegation") == "true",
        needs_date=_one(po, "needsDate") == "true",
        narrows=_one(po, "narrows") == "true",
        sites=_one(po, "sites") == "true",
        qualifiers=_locals(po.get(NK + "qualifier", ())),
        required=_locals(po.get(NK + "requiredQualifier", ())),
    )


def _is_concept(iri: str, statements: Statements) -> bool:
    return SKOS + "Concept" in statements.get(iri, {}).get(RDFS + "subClassOf", ())


def _codes(
    statements: Statements, texts: Mapping[tuple[str, str], list[tuple[str, str]]]
) -> Mapping[str, Mapping[str, Code]]:
    lists: dict[str, dict[str, Code]] = defaultdict(dict)
    for subject, po in statements.items():
        for notation in po.get(SKOS + "notation", ()):
            name = local_name(po[SKOS + "inScheme"][0]).removeprefix("scheme-")
            lists[name][notation] = Code(
                id=local_name(subject),
                notation=notation,
                label=_english(texts, subject, RDFS + "label"),
                definition=_english(texts, subject, SKOS + "definition"),
                order=int(_one(po, "order") or 0),
                gives_fact=_one(po, "givesFact") != "false",
            )
    return lists


def _concepts(statements: Statements, texts: Mapping[tuple[str, str], list[tuple[str, str]]]) -> Mapping[str, Concept]:
    found = {}
    for subject, po in statements.items():
        if not subject.startswith(terms.CONCEPT):
            continue
        kinds = [local_name(kind) for kind in po.get(RDF + "type", ()) if kind.startswith(NK)]
        if not kinds:
            continue
        name = subject.removeprefix(terms.CONCEPT)
        labels = [pair for p in ("prefLabel", "altLabel", "hiddenLabel") for pair in texts.get((subject, SKOS + p), ())]
        found[name] = Concept(
            id=name,
            type=kinds[0],
            label=_english(texts, subject, SKOS + "prefLabel"),
            definition=_english(texts, subject, SKOS + "definition"),
            broader=tuple(sorted(b.removeprefix(terms.CONCEPT) for b in po.get(SKOS + "broader", ()))),
            labels=tuple(labels),
        )
    return dict(sorted(found.items()))
