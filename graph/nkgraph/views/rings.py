"""Rings: the members of one cluster on circles around its hub, and the tidy block of the isolated ones.

Heavy members stand inside, light ones outside, each ring turned and sorted so that a node looks at
its neighbours (the barycentre step of Sugiyama et al. 1981, on circles). No two nodes can overlap, and
nothing is left to chance or to a numerical library.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, ceil, cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Point = tuple[float, float]

AIR = 15.0
MARGIN = 14.0
OUTSIDE = 0.4
NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Rings:
    """Members by ring, from the hub outwards, the radius of each ring, and the radius of the whole."""

    members: tuple[tuple[int, ...], ...]
    radii: tuple[float, ...]
    radius: float


def rings(members: Sequence[int], size: Sequence[float]) -> Rings:
    """Deal members, heaviest first, to rings that have room for them.

    >>> rings([4, 2, 7], [5.0] * 8).members
    ((4,), (2, 7))
    """
    dealt, radii = [tuple(members[:1])], [0.0]
    edge = size[members[0]]
    at = 1
    while at < len(members):
        biggest = size[members[at]]
        radius = edge + AIR + biggest
        room = max(int(2 * pi * radius / (2 * biggest + AIR)), 1)
        ring = tuple(members[at : at + room])
        dealt.append(ring)
        radii.append(radius)
        edge = radius + biggest
        at += len(ring)
    return Rings(tuple(dealt), tuple(radii), edge + MARGIN)


def spread(shape: Rings, centre: Point) -> dict[int, Point]:
    """First places: every ring evenly filled, in the order dealt."""
    places: dict[int, Point] = {}
    for ring, radius in zip(shape.members, shape.radii, strict=True):
        places.update(_around(ring, radius, centre, -pi / 2))
    return places


def turn(shape: Rings, centre: Point, places: dict[int, Point], near: Mapping[int, Mapping[int, float]]) -> None:
    """One sweep from the hub outwards: sort each ring by where its members' neighbours stand, and rotate it."""
    inside = {node for ring in shape.members for node in ring}
    for ring, radius in zip(shape.members[1:], shape.radii[1:], strict=True):
        wish = {node: _wish(node, centre, places, near[node], inside.__contains__) for node in ring}
        order = sorted(ring, key=lambda node: (round(wish[node], 9), node))
        step = 2 * pi / len(order)
        off = [wish[node] - step * i for i, node in enumerate(order)]
        start = atan2(sum(sin(a) for a in off), sum(cos(a) for a in off))
        places.update(_around(order, radius, centre, start))


def _wish(
    node: int,
    centre: Point,
    places: Mapping[int, Point],
    near: Mapping[int, float],
    inside: Callable[[int], bool],
) -> float:
    """The angle at which a node would see its neighbours; where it stands now when it has none to see."""
    dx = dy = 0.0
    for other, weight in near.items():
        x, y = places[other][0] - centre[0], places[other][1] - centre[1]
        away = hypot(x, y)
        if away > 1:
            pull = weight * (1.0 if inside(other) else OUTSIDE)
            dx, dy = dx + pull * x / away, dy + pull * y / away
    if hypot(dx, dy) < NOTHING:
        dx, dy = places[node][0] - centre[0], places[node][1] - centre[1]
    return atan2(dy, dx)


def _around(ring: Sequence[int], radius: float, centre: Point, start: float) -> dict[int, Point]:
    step = 2 * pi / max(len(ring), 1)
    return {
        node: (centre[0] + radius * cos(start + step * i), centre[1] + radius * sin(start + step * i))
        for i, node in enumerate(ring)
    }


def block(members: Sequence[int], size: Sequence[float]) -> tuple[dict[int, Point], float]:
    """Rows and columns for nodes without links, around (0, 0), with the radius of the disc that holds them.

    >>> block([0, 1, 2], [5.0] * 3)[0]
    {0: (-12.5, -12.5), 1: (12.5, -12.5), 2: (-12.5, 12.5)}
    """
    if not members:
        return {}, 0.0
    columns = ceil(sqrt(len(members)))
    rows = ceil(len(members) / columns)
    pitch = 2 * max(size[node] for node in members) + AIR
    left, top = -(columns - 1) * pitch / 2, -(rows - 1) * pitch / 2
    places = {node: (left + pitch * (i % columns), top + pitch * (i // columns)) for i, node in enumerate(members)}
    return places, hypot(left, top) + pitch / 2 + MARGIN
