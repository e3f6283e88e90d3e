"""Links: the claims that tie two things, grouped by source, relation and target, and as a NetworkX multigraph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nkgraph.store.statements import LITERAL, Statement
from nkgraph.store.things import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

    from nkgraph.model.ontology import Ontology


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """All claims that say the same of the same two things. `fact` tells whether one of them became a fact."""

    source: str
    relation: str
    target: str
    statements: tuple[Statement, ...]
    fact: bool

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that make the statement, sorted."""
        return tuple(sorted({statement.document for statement in self.statements}))


def link_groups(statements: Iterable[Statement], ontology: Ontology) -> list[LinkGroup]:
    """Group the claims of drawn predicates; sorted by source, relation, target."""
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        predicate = ontology.predicates.get(statement.predicate)
        if predicate and predicate.drawn and statement.object_kind != LITERAL:
            groups[statement.key].append(statement)
    return [
        LinkGroup(*key, tuple(members), any(is_fact(member, ontology) for member in members))
        for key, members in sorted(groups.items())
    ]


def is_fact(statement: Statement, ontology: Ontology) -> bool:
    """Tell whether a claim gave a direct triple."""
    stands = ontology.codes["status"][statement.status].gives_fact and ontology.codes["mode"][statement.mode].gives_fact
    predicate = ontology.predicates.get(statement.predicate)
    return stands and (statement.preferred or predicate is None or not predicate.single_valued)


def multigraph(groups: Sequence[LinkGroup], things: Mapping[str, Thing], ontology: Ontology) -> nx.MultiDiGraph:
    """Links as a MultiDiGraph.

    Nodes are ids with ``label``, ``type``, ``country``, ``roles``. Edges have the relation as key and carry
    ``relation``, ``label``, ``claims`` and ``documents`` (tuples of ids), ``confidence`` (the best; empty for
    allegations), ``first`` and ``last`` (EDTF dates or empty) and ``fact``.
    """
    import networkx as nx  # noqa: PLC0415 - the way to an answer does not need it

    graph = nx.MultiDiGraph(name="nkgraph")
    for ident in sorted({end for group in groups for end in (group.source, group.target)}):
        thing = things.get(ident) or Thing(ident, ident, ident)
        graph.add_node(ident, label=thing.label, type=thing.type, country=thing.country, roles=thing.roles)
    for group in groups:
        graph.add_edge(group.source, group.target, key=group.relation, **_attributes(group, ontology))
    return graph


def _attributes(group: LinkGroup, ontology: Ontology) -> dict[str, object]:
    ranks = {code.notation: code.order for code in ontology.codes["confidence"].values()}
    dates = sorted(s.date for s in group.statements if s.date)
    return {
        "relation": group.relation,
        "label": ontology.predicates[group.relation].label,
        "claims": tuple(statement.id for statement in group.statements),
        "documents": group.documents,
        "confidence": max((s.confidence for s in group.statements), key=lambda c: ranks.get(c, 0), default=""),
        "first": dates[0] if dates else "",
        "last": dates[-1] if dates else "",
        "fact": group.fact,
    }
