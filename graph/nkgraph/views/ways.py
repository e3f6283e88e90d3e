"""Ways: what lies near a thing, and the best evidenced way between two, by the rule of the page's ``path.js``."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log2
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from nkgraph.network.links import LinkGroup
    from nkgraph.store.sources import Source

CLAIMED, UNSCORED, PRICE, MOST_ORIGINS = 20, 4, {"high": 1, "medium": 2, "low": 4}, 4


def neighbourhood(groups: Sequence[LinkGroup], centre: str, depth: int) -> tuple[list[LinkGroup], list[str]]:
    """Links among the things at most `depth` links from the centre, and those things."""
    near = neighbours(groups)
    found = {centre}
    rim = {centre}
    for _ in range(depth):
        rim = set().union(*(near[ident] for ident in rim)) - found
        found |= rim
    return [g for g in groups if g.source in found and g.target in found], sorted(found)


def neighbours(groups: Sequence[LinkGroup]) -> dict[str, set[str]]:
    """For each thing those that a link ties to it."""
    near: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        near[group.source].add(group.target)
        near[group.target].add(group.source)
    return near


def way(
    groups: Sequence[LinkGroup], ends: tuple[str, str], common: Collection[str], sources: Mapping[str, Source]
) -> list[str]:
    """Things on the best evidenced way between two, both ends included; empty where nothing ties them.

    `common` are skills, places, collectives and events: a way leads through them only where there is no other.
    """
    net = nx.Graph()
    links = Counter(end for group in groups if group.source != group.target for end in (group.source, group.target))
    for group in groups:
        if group.source != group.target:
            cost = _cost(group, sources)
            known = net.get_edge_data(group.source, group.target, {"cost": cost})
            net.add_edge(group.source, group.target, cost=min(cost, known["cost"]))
    return _search(net, ends, links, frozenset(common)) or _search(net, ends, links, frozenset())


def _cost(group: LinkGroup, sources: Mapping[str, Source]) -> float:
    best = min(PRICE.get(s.confidence, UNSCORED) for s in group.statements)
    origins = {sources[s.document].origin or s.document for s in group.statements}
    return 1 + best / min(len(origins), MOST_ORIGINS) + (0 if group.fact else CLAIMED)


def _search(net: nx.Graph, ends: tuple[str, str], links: Mapping[str, int], shut: frozenset[str]) -> list[str]:
    """The cheapest way; to pass through a thing costs a little the more links it has."""
    start, goal = ends

    def price(here: str, _: str, edge: Mapping[str, float]) -> float | None:
        if here != start and here in shut:
            return None
        return edge["cost"] + (0.0 if here == start else log2(links[here]) / 4)

    try:
        found: list[str] = nx.dijkstra_path(net, start, goal, weight=price)
    except (nx.NodeNotFound, nx.NetworkXNoPath):
        return []
    return found
