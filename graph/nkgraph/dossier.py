"""A dossier: everything the graph says of one thing, in reading order, each line with its documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nkgraph.model.ontology import LINK
from nkgraph.model.records import NAME
from nkgraph.network.links import is_fact
from nkgraph.store.statements import LITERAL, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nkgraph.model.ontology import Ontology
    from nkgraph.store.sources import Source
    from nkgraph.store.things import Thing

PREFERENCE = "confidence, then independent origins, then dates with both ends known, then the latest report"
"""The rule of `nkgraph.triples.facts` in short, as people are told it wherever values differ."""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement with the claims behind it.

    `value` is the text to show, `other` the id of the thing it points to (or empty), `incoming` whether the
    dossier's subject is the object of it.
    """

    predicate: str
    label: str
    value: str
    other: str
    incoming: bool
    statements: tuple[Statement, ...]
    fact: bool

    @property
    def date(self) -> str:
        """The earliest day among the claims; empty where undated."""
        return min((s.date for s in self.statements if s.date), default="")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Values that compete for a predicate that holds one value at a time; the first is the preferred one."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A thing with names, sections of lines, contradictions and its documents."""

    thing: Thing
    type_label: str
    country: str
    roles: tuple[str, ...]
    names: tuple[Statement, ...]
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    contradictions: tuple[Contradiction, ...]
    sources: Mapping[str, Source]
    labels: Mapping[str, str]

    @property
    def spellings(self) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
        """Names as (text, language, kind, ids of the documents that spell it so), each once."""
        found: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
        for s in self.names:
            found[s.object, s.language, s.name_kind][s.document] = None
        return tuple((*key, tuple(documents)) for key, documents in found.items())

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all sections."""
        return tuple(line for _, lines in self.sections for line in lines)


def make_dossier(
    thing: Thing,
    statements: Sequence[Statement],
    things: Mapping[str, Thing],
    sources: Mapping[str, Source],
    ontology: Ontology,
) -> Dossier:
    """Order the claims about a thing into a dossier."""
    names = [s for s in statements if s.predicate == NAME and s.subject == thing.id]
    lines = _lines(thing.id, (s for s in statements if s.predicate != NAME), things, ontology)
    sections = []
    for section in ontology.sections:
        members = [line for line in lines if ontology.predicates[line.predicate].section == section.notation]
        if members:
            sections.append((section.label, tuple(members)))
    used = {s.document for s in statements}
    country = things[thing.country].label if thing.country in things else ""
    return Dossier(
        thing=thing,
        type_label=ontology.classes[thing.type].label if thing.type in ontology.classes else thing.type,
        country=country,
        roles=tuple(ontology.classes[role].label for role in thing.roles),
        names=tuple(sorted(names, key=lambda s: (s.language, s.name_kind, s.object, s.document))),
        sections=tuple(sections),
        contradictions=_contradictions(lines, ontology),
        labels=_labels(statements, things, ontology),
        sources={ident: sources[ident] for ident in sorted(used) if ident in sources},
    )


def _labels(statements: Iterable[Statement], things: Mapping[str, Thing], ontology: Ontology) -> dict[str, str]:
    """Labels of the things that qualifiers name by id."""
    named = {value for s in statements for key, value in s.qualifiers.items() if ontology.qualifiers[key].kind == LINK}
    return {ident: things[ident].label for ident in sorted(named) if ident in things}


def _lines(ident: str, statements: Iterable[Statement], things: Mapping[str, Thing], ontology: Ontology) -> list[Line]:
    groups: dict[tuple[str, str, bool], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.predicate in ontology.predicates:
            incoming = statement.subject != ident
            other = statement.subject if incoming else statement.object
            groups[statement.predicate, other, incoming].append(statement)
    order = {name: place for place, name in enumerate(sorted(ontology.predicates))}
    lines = [_line(key, members, things, ontology) for key, members in groups.items()]
    return sorted(lines, key=lambda li: (li.incoming, order[li.predicate], li.date or "9999", li.value, li.other))


def _line(
    key: tuple[str, str, bool], members: list[Statement], things: Mapping[str, Thing], ontology: Ontology
) -> Line:
    name, other, incoming = key
    is_thing = incoming or members[0].object_kind != LITERAL
    value = things[other].label if is_thing and other in things else other
    ordered = tuple(sorted(members, key=lambda s: (s.date or "9999", s.document, s.id)))
    fact = any(is_fact(s, ontology) for s in members)
    return Line(name, ontology.predicates[name].label, value, other if is_thing else "", incoming, ordered, fact)


def _contradictions(lines: Iterable[Line], ontology: Ontology) -> tuple[Contradiction, ...]:
    rivals: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if ontology.predicates[line.predicate].single_valued and not line.incoming:
            rivals[line.predicate].append(line)
    return tuple(
        Contradiction(
            ontology.predicates[name].label, tuple(sorted(group, key=lambda li: (not li.fact, li.date, li.value)))
        )
        for name, group in sorted(rivals.items())
        if len(group) > 1
    )
