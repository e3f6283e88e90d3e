"""Compose: from the graph to a picture: which nodes, links, claims and documents, and where each node stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from nkgraph.model.records import NAME
from nkgraph.model.terms import BASE, CONCEPT
from nkgraph.network.links import LinkGroup, is_fact
from nkgraph.store.statements import LITERAL, Statement
from nkgraph.views.atlas import atlas_of
from nkgraph.views.layout import ego_layout, layout
from nkgraph.views.picture import (
    Cluster,
    Link,
    Node,
    Picture,
    PictureClaim,
    PictureDocument,
    PictureName,
    ReadyView,
    Relation,
    TypeStyle,
)
from nkgraph.views.places import Layout, node_size
from nkgraph.views.ready import Question, asked, ready_views
from nkgraph.views.stories import all_stories, told
from nkgraph.views.ways import neighbourhood, neighbours, way

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nkgraph.knowledge_graph import KnowledgeGraph

TITLE = "The North Korean IT sector"
SENTENCE = "Firms, parents, branches, clients, skills, products, events and designations, each with its document."
WITHOUT_LINKS, SMALL_GROUPS = "Without links", "Small groups"
_NAMED = 2
_COMMON = frozenset({"Place", "Collective", "Event"})
_AMONG = """  VALUES ?source {{ {0} }}
  VALUES ?target {{ {0} }}
"""
_QUERY = """SELECT DISTINCT ?source ?relation ?target WHERE {{
  ?relation nk:drawn true .
  ?source ?relation ?target .
{}}}
"""


def sector_picture(graph: KnowledgeGraph, site: str = "site/") -> Picture:
    """The whole sector, opening on its clusters; `site` is where the static site lies, seen from the page."""
    groups = graph.links()
    idents = sorted({s.subject for s in graph.statements} | _ends(groups))
    weights = _weights(groups)
    places = layout(idents, [(g.source, g.target) for g in groups], weights)
    query = _QUERY.format("")
    whole = _picture(graph, TITLE, SENTENCE, query, "", groups, idents, weights, places, ready_views())
    return replace(whole, site=site)


def entity_picture(graph: KnowledgeGraph, name: str, depth: int) -> Picture:
    """The neighbourhood of one thing up to `depth` links away."""
    thing = graph.find(name)
    groups, idents = neighbourhood(graph.links(), thing.id, depth)
    weights = _weights(groups)
    places = ego_layout(thing.id, [(g.source, g.relation, g.target) for g in groups], _reading_order(graph), weights)
    query = _QUERY.format(f"  FILTER(?source = <{thing.iri}> || ?target = <{thing.iri}>)\n")
    sentence = f"What documents tie to {thing.label}, up to {depth} {'link' if depth == 1 else 'links'} away."
    return _picture(graph, thing.label, sentence, query, thing.id, groups, idents, weights, places, [])


def path_picture(graph: KnowledgeGraph, first: str, second: str) -> Picture:
    """The best evidenced way between two things, with all links among them; the two alone where nothing ties them."""
    one, other = graph.find(first), graph.find(second)
    types = {ident: graph.ontology.ancestors(thing.type) for ident, thing in graph.things.items()}
    common = {i for i, t in graph.things.items() if t.iri.startswith(CONCEPT) or not _COMMON.isdisjoint(types[i])}
    idents = sorted(way(graph.links(), (one.id, other.id), common, graph.sources) or {one.id, other.id})
    groups = [g for g in graph.links() if g.source in idents and g.target in idents]
    weights = _weights(groups)
    places = layout(idents, [(g.source, g.target) for g in groups], weights)
    title, query = f"{one.label} … {other.label}", _QUERY.format(_AMONG.format(_values(graph, idents)))
    sentence = f"The best evidenced way from {one.label} to {other.label}."
    picture = _picture(graph, title, sentence, query, "", groups, idents, weights, places, [])
    return replace(picture, opens=f"path={one.id}+{other.id}")


def _values(graph: KnowledgeGraph, idents: Sequence[str]) -> str:
    return " ".join(f"<{graph.things[ident].iri}>" for ident in idents)


def view_picture(graph: KnowledgeGraph, question: Question) -> Picture:
    """The links that a query returns."""
    wanted = asked(question.query, graph.store)
    groups = [g for g in graph.links() if (g.source, g.relation, g.target) in wanted]
    idents = sorted(_ends(groups))
    weights = _weights(groups)
    places = layout(idents, [(g.source, g.target) for g in groups], weights)
    picture = _picture(
        graph, question.title, question.sentence, question.query, "", groups, idents, weights, places, [question]
    )
    return replace(picture, opens=f"view={question.id}", stories=())


def _reading_order(graph: KnowledgeGraph) -> Mapping[str, int]:
    """Predicates by the section of the dossier they stand in."""
    rank = {section.notation: place for place, section in enumerate(graph.ontology.sections)}
    return {name: rank[predicate.section] for name, predicate in graph.ontology.predicates.items()}


def _ends(groups: Iterable[LinkGroup]) -> set[str]:
    return {end for group in groups for end in (group.source, group.target)}


def _weights(groups: Iterable[LinkGroup]) -> Mapping[str, float]:
    """How many links end at each thing."""
    count: Counter[str] = Counter()
    for group in groups:
        count[group.source] += 1
        count[group.target] += 1
    return {ident: float(number) for ident, number in count.items()}


def _picture(
    graph: KnowledgeGraph,
    title: str,
    sentence: str,
    query: str,
    start: str,
    groups: Sequence[LinkGroup],
    idents: Sequence[str],
    weights: Mapping[str, float],
    places: Layout,
    questions: Sequence[Question],
) -> Picture:
    shown = set(idents)
    kept = [s for s in graph.statements if s.predicate != NAME and s.subject in shown and _whole(s, shown)]
    position = {statement.id: place for place, statement in enumerate(kept)}
    links = [
        Link(f"l{n}", g.source, g.relation, g.target, tuple(sorted(position[s.id] for s in g.statements)), g.fact)
        for n, g in enumerate(groups)
    ]
    names = [s for s in graph.statements if s.predicate == NAME and s.subject in shown]
    return Picture(
        title=title,
        sentence=sentence,
        query=query,
        version=graph.version,
        base=BASE,
        start=start,
        types=_types(graph, idents),
        relations=_relations(graph, {s.predicate for s in kept}),
        sections=tuple((section.notation, section.label) for section in graph.ontology.sections),
        nodes=_nodes(graph, idents, names, weights, places),
        links=tuple(links),
        claims=tuple(_claim(statement, graph) for statement in kept),
        documents=_documents(graph, {s.document for s in (*kept, *names)}),
        clusters=_clusters(graph, places, weights, groups),
        views=_views(graph, links, questions),
        stories=told(all_stories(), shown) if questions else (),
        qualifiers=tuple((name, predicate.kind) for name, predicate in sorted(graph.ontology.qualifiers.items())),
        atlas=atlas_of(graph, idents),
    )


def _whole(statement: Statement, shown: set[str]) -> bool:
    return statement.object_kind == LITERAL or statement.object in shown


def _types(graph: KnowledgeGraph, idents: Iterable[str]) -> tuple[TypeStyle, ...]:
    present = sorted({graph.things[ident].type for ident in idents})
    classes = graph.ontology.classes
    return tuple(
        TypeStyle(
            n,
            classes[n].label,
            classes[n].colour,
            classes[n].shape,
            not _COMMON.isdisjoint(graph.ontology.ancestors(n)),
        )
        for n in present
    )


def _relations(graph: KnowledgeGraph, used: set[str]) -> tuple[Relation, ...]:
    return tuple(
        Relation(p.id, p.label, p.definition, p.section, p.kind, p.drawn, p.allegation, p.single_valued)
        for name, p in sorted(graph.ontology.predicates.items())
        if name in used
    )


def _nodes(
    graph: KnowledgeGraph,
    idents: Sequence[str],
    names: Sequence[Statement],
    weights: Mapping[str, float],
    places: Layout,
) -> tuple[Node, ...]:
    spelled: dict[str, list[PictureName]] = defaultdict(list)
    for s in names:
        spelled[s.subject].append(PictureName(s.object, s.language, s.name_kind, s.document))
    cluster = {ident: number for number, disc in enumerate(places.clusters) for ident in disc.members}
    heaviest = max(weights.values(), default=1.0)
    found = []
    for ident in idents:
        thing = graph.things[ident]
        x, y = places.positions[ident]
        size = node_size(weights.get(ident, 0.0), heaviest)
        group = cluster.get(ident, -1)
        found.append(
            Node(
                ident,
                thing.label,
                thing.type,
                thing.country,
                thing.roles,
                tuple(spelled[ident]),
                thing.note,
                x,
                y,
                size,
                group,
                thing.iri.startswith(CONCEPT),
            )
        )
    return tuple(found)


def _claim(s: Statement, graph: KnowledgeGraph) -> PictureClaim:
    return PictureClaim(
        id=s.id,
        subject=s.subject,
        predicate=s.predicate,
        object=s.object,
        object_is_node=s.object_kind != LITERAL,
        document=s.document,
        locator=s.locator,
        paraphrase=s.paraphrase,
        confidence=s.confidence,
        mode=s.mode,
        status=s.status,
        as_of=s.as_of,
        valid_from=s.valid_from,
        valid_to=s.valid_to,
        qualifiers=tuple(sorted(s.qualifiers.items())),
        note=s.note,
        fact=is_fact(s, graph.ontology),
        preferred=s.preferred,
    )


def _documents(graph: KnowledgeGraph, used: set[str]) -> tuple[PictureDocument, ...]:
    return tuple(
        PictureDocument(d.id, d.title, d.publisher, d.published, d.language, d.kind, d.url, d.archived_url, d.origin)
        for ident, d in graph.sources.items()
        if ident in used
    )


def _clusters(
    graph: KnowledgeGraph, places: Layout, weights: Mapping[str, float], groups: Sequence[LinkGroup]
) -> tuple[Cluster, ...]:
    near = neighbours(groups)
    found = []
    for number, disc in enumerate(places.clusters):
        biggest = sorted(disc.members, key=lambda ident: (-weights.get(ident, 0.0), ident))
        label = ", ".join(graph.things[ident].label for ident in biggest[:_NAMED])
        if not any(weights.get(ident) for ident in disc.members):
            label = WITHOUT_LINKS
        elif not _hangs_together(disc.members, near):
            label = SMALL_GROUPS
        found.append(Cluster(number, label, disc.x, disc.y, disc.radius))
    return tuple(found)


def _hangs_together(members: Sequence[str], near: Mapping[str, set[str]]) -> bool:
    """Whether links inside a disc tie all its members together; a disc of small groups has several islands."""
    inside, rim, reached = set(members), {members[0]}, {members[0]}
    while rim:
        rim = set().union(*(near[ident] for ident in rim)) & inside - reached
        reached |= rim
    return len(reached) == len(inside)


def _views(graph: KnowledgeGraph, links: Sequence[Link], questions: Sequence[Question]) -> tuple[ReadyView, ...]:
    place = {(link.source, link.relation, link.target): number for number, link in enumerate(links)}
    found = []
    for question in questions:
        hits = sorted(place[key] for key in asked(question.query, graph.store) if key in place)
        found.append(
            ReadyView(question.id, question.title, question.sentence, question.query, tuple(hits), question.layout)
        )
    return tuple(found)
