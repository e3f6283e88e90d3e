"""Ways: what lies near a thing, and the best evidenced way between two, by the rule of the page's ``path.js``."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from math import log2
from typing import TYPE_CHECKING

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
    at: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for group in groups:
        if group.source != group.target:
            cost = _cost(group, sources)
            at[group.source].append((group.target, cost))
            at[group.target].append((group.source, cost))
    return _search(at, ends, frozenset(common)) or _search(at, ends, frozenset())


def _cost(group: LinkGroup, sources: Mapping[str, Source]) -> float:
    best = min(PRICE.get(s.confidence, UNSCORED) for s in group.statements)
    origins = {sources[s.document].origin or s.document for s in group.statements}
    return 1 + best / min(len(origins), MOST_ORIGINS) + (0 if group.fact else CLAIMED)


def _search(at: Mapping[str, Sequence[tuple[str, float]]], ends: tuple[str, str], shut: frozenset[str]) -> list[str]:
    """Dijkstra; to pass through a thing costs a little the more links it has."""
    start, goal = ends
    before: dict[str, str] = {}
    least = {start: 0.0}
    heap = [(0.0, start)]
    done: set[str] = set()
    while heap:
        total, node = heappop(heap)
        if node == goal:
            break
        if node in done or (node != start and node in shut):
            continue
        done.add(node)
        toll = 0.0 if node == start else log2(len(at[node])) / 4
        for other, cost in at[node]:
            far = total + toll + cost
            if other not in least or far < least[other]:
                least[other], before[other] = far, node
                heappush(heap, (far, other))
    found = [goal]
    while found[-1] in before and found[-1] != start:
        found.append(before[found[-1]])
    return found[::-1] if found[-1] == start else []
