"""Entities and concepts read back from a store, and how to find them by any of their names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from nkgraph.errors import AmbiguousNameError, EntityNotFoundError
from nkgraph.model import terms
from nkgraph.model.names import search_key
from nkgraph.model.terms import NK, RDF, RDFS, SKOS, local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nkgraph.model.ontology import Ontology

_NEAREST = 6


@dataclass(slots=True)
class Thing:
    """An entity or concept: id, IRI, label, its own class, roles, home country (entity id), names, note."""

    id: str
    iri: str
    label: str = ""
    type: str = ""
    country: str = ""
    note: str = ""
    roles: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)


def all_things(store: Store, ontology: Ontology) -> dict[str, Thing]:
    """Every entity and concept by id, sorted."""
    found = [*_entities(store, ontology), *_concepts(ontology)]
    return {thing.id: thing for thing in sorted(found, key=lambda thing: thing.id)}


def _entities(store: Store, ontology: Ontology) -> list[Thing]:
    quads = store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(NK + "Entity"))
    return [read_thing(store, quad.subject, ontology) for quad in quads if isinstance(quad.subject, NamedNode)]


def _concepts(ontology: Ontology) -> list[Thing]:
    return [
        Thing(c.id, terms.CONCEPT + c.id, c.label, c.type, note=c.definition, names=[label for _, label in c.labels])
        for c in ontology.concepts.values()
    ]


def read_thing(store: Store, node: NamedNode, ontology: Ontology) -> Thing:
    """Read one entity."""
    thing = Thing(local_name(node.value), node.value)
    types: list[str] = []
    for quad in store.quads_for_pattern(node, None, None):
        iri, value = quad.predicate.value, quad.object
        if iri == RDF + "type" and isinstance(value, NamedNode):
            types.append(local_name(value.value))
        elif iri == NK + "country" and isinstance(value, NamedNode):
            thing.country = local_name(value.value)
        elif isinstance(value, Literal):
            if iri == RDFS + "label":
                thing.label = value.value
            elif iri == NK + "note":
                thing.note = value.value
            elif iri in {NK + "name", SKOS + "altLabel"}:
                thing.names.append(value.value)
    known = [name for name in types if name in ontology.classes]
    thing.roles = tuple(sorted(name for name in known if ontology.classes[name].is_role))
    plain = [name for name in known if not ontology.classes[name].is_role]
    thing.type = max(plain, key=lambda name: (len(ontology.ancestors(name)), name), default="")
    thing.names.sort()
    return thing


def find(things: Mapping[str, Thing], name: str) -> Thing:
    """The thing that goes by an id, an IRI, a prefixed name, or any of its names in any script.

    Raises
    ------
    EntityNotFoundError
        With the nearest names.
    AmbiguousNameError
        If several things bear the name.
    """
    wanted = name.strip()
    ident = wanted.removeprefix("<").removesuffix(">")
    for base in (terms.ENTITY, terms.CONCEPT, "ent:", "skill:"):
        ident = ident.removeprefix(base)
    if ident in things:
        return things[ident]
    index: dict[str, set[str]] = defaultdict(set)
    for thing in things.values():
        for spelling in (thing.label, *thing.names):
            index[search_key(spelling)].add(thing.id)
    hits = sorted(index.get(search_key(wanted), set())) if search_key(wanted) else []
    if len(hits) == 1:
        return things[hits[0]]
    if hits:
        labelled = [hit for hit in hits if search_key(things[hit].label) == search_key(wanted)]
        if len(labelled) == 1:
            return things[labelled[0]]
        raise AmbiguousNameError(name, [(hit, things[hit].label) for hit in hits])
    raise EntityNotFoundError(name, [(hit, things[hit].label) for hit in nearest(index, wanted)])


def nearest(index: Mapping[str, set[str]], wanted: str) -> list[str]:
    """Ids whose names are nearest to a text: those that begin with it, those that hold it, then those alike."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only on the way to an error

    key = search_key(wanted)[:200]
    found: dict[str, None] = {}
    for holds in (str.startswith, str.__contains__):
        for name in sorted((n for n in index if len(key) > 1 and holds(n, key)), key=lambda n: (len(n), n)):
            found.update(dict.fromkeys(sorted(index[name])))
    hits = process.extract(key, list(index), scorer=fuzz.ratio, limit=4 * _NEAREST, score_cutoff=50)
    for name, _, _ in sorted(hits, key=lambda hit: (-hit[1], hit[0])):
        found.update(dict.fromkeys(sorted(index[name])))
    return list(found)[:_NEAREST]
