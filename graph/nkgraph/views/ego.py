"""Ego: the neighbourhood of one thing, on rings by distance and in sectors by relation.

The page's ``places.js`` does the same sums for a thing picked by hand; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, hypot, pi, sin
from typing import TYPE_CHECKING

from nkgraph.views.places import Disc, Layout, rounded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIRST_RADIUS = 200.0
SPACING = 46.0
STAGGER = 92.0
MOST_STAGGERED = 3
COMFORTABLE = 18
OUTWARD = 150.0
FULL = 2 * pi
TOP = -pi / 2

Sector = tuple[int, str, bool]
Key = tuple[Sector, float, str]


@dataclass(frozen=True, slots=True)
class _Ring:
    """One layer: its nodes in turning order with their angles, and the radius of its outermost node."""

    angles: dict[str, float]
    radii: dict[str, float]
    outer: float


def ego_layout(
    centre: str, links: Sequence[tuple[str, str, str]], order: Mapping[str, int], weights: Mapping[str, float]
) -> Layout:
    """Places for everything that `links` (source, relation, target) tie to `centre`, which stands at (0, 0).

    `order` ranks the relations (by section of the dossier); neighbours of one relation and direction stand side
    by side, clockwise from the top, heaviest first, with a gap before the next relation.

    >>> ego_layout("a", [("a", "parent", "b")], {}, {}).positions
    {'a': (0.0, 0.0), 'b': (0.0, -200.0)}
    """
    near = _near(links, order, weights)
    positions = {centre: (0.0, 0.0)}
    ring = _first(sorted(near.get(centre, {}).items(), key=lambda item: item[1]))
    while ring.angles:
        for node, angle in ring.angles.items():
            positions[node] = rounded(ring.radii[node] * cos(angle), ring.radii[node] * sin(angle))
        ring = _next(ring, near, positions)
    reach = max(hypot(x, y) for x, y in positions.values()) + 40
    return Layout(positions, (Disc(0, 0.0, 0.0, round(reach, 1), tuple(positions)),))


def _near(
    links: Sequence[tuple[str, str, str]], order: Mapping[str, int], weights: Mapping[str, float]
) -> dict[str, dict[str, Key]]:
    """For each node its neighbours, each with the key that sorts it into a sector."""
    near: dict[str, dict[str, Key]] = {}
    for source, relation, target in links:
        if source == target:
            continue
        rank = order.get(relation, len(order))
        for node, other, back in ((source, target, False), (target, source, True)):
            key = ((rank, relation, back), -weights.get(other, 0.0), other)
            known = near.setdefault(node, {}).get(other)
            near[node][other] = key if known is None else min(key, known)
    return near


def _first(neighbours: Sequence[tuple[str, Key]]) -> _Ring:
    """The ring next to the centre: one slot a node, half a slot between sectors, staggered when crowded."""
    sectors = len({key[0] for _, key in neighbours})
    slots = len(neighbours) + (sectors * 0.5 if sectors > 1 else 0.0)
    depth = min(max(ceil(len(neighbours) / COMFORTABLE), 1), MOST_STAGGERED)
    radius = max(FIRST_RADIUS, slots * SPACING / (depth * FULL))
    angles: dict[str, float] = {}
    radii: dict[str, float] = {}
    at, before = 0.0, neighbours[0][1][0] if neighbours else None
    for i, (node, key) in enumerate(neighbours):
        if key[0] != before:
            at, before = at + 0.5, key[0]
        angles[node] = TOP + FULL * at / slots
        radii[node] = radius + STAGGER * (i % depth)
        at += 1
    return _Ring(angles, radii, radius + STAGGER * (depth - 1))


def _next(ring: _Ring, near: Mapping[str, Mapping[str, Key]], positions: Mapping[str, object]) -> _Ring:
    """The ring beyond: children as close to their parents' angle as their number allows."""
    taken: set[str] = set()
    families: list[tuple[float, list[str]]] = []
    for parent, angle in ring.angles.items():
        new = sorted((key, node) for node, key in near[parent].items() if node not in positions and node not in taken)
        if new:
            families.append((angle, [node for _, node in new]))
            taken.update(node for _, node in new)
    depth = MOST_STAGGERED if len(taken) > COMFORTABLE else 1
    radius = max(ring.outer + OUTWARD, len(taken) * SPACING / (depth * FULL))
    step = SPACING / (depth * radius)
    angles = _pushed(families, step)
    radii = {node: radius + STAGGER * (i % depth) for i, node in enumerate(angles)}
    return _Ring(angles, radii, radius + STAGGER * (depth - 1))


def _pushed(families: Sequence[tuple[float, Sequence[str]]], step: float) -> dict[str, float]:
    """Angles for families side by side: each begins where it wishes, or where the one before it ends."""
    starts: list[float] = []
    end = families[0][0] - FULL if families else 0.0
    for angle, family in families:
        starts.append(max(angle - step * (len(family) - 1) / 2, end))
        end = starts[-1] + step * len(family)
    over = max(end - starts[0] - FULL, 0.0) if families else 0.0
    drift = sum(
        start - angle + step * (len(family) - 1) / 2 for start, (angle, family) in zip(starts, families, strict=True)
    ) / max(len(families), 1)
    squeeze = FULL / (FULL + over)
    return {
        node: (start - starts[0]) * squeeze + starts[0] - drift + step * squeeze * i
        for start, (_, family) in zip(starts, families, strict=True)
        for i, node in enumerate(family)
    }
