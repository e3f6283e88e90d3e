"""Discs: circles of given radii packed close together without touching, linked ones near each other.

Each disc, biggest first, goes to the cheapest place that touches two discs already placed
(Wang et al., "Visualization of large hierarchical data by circle packing", CHI 2006, uses the same
tangent step). Cost is the distance to the middle, flattened to the shape of a screen, plus the
distance to the discs it is linked with.
"""

from __future__ import annotations

from math import hypot, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Point = tuple[float, float]
Placed = dict[int, Point]

AIR = 44.0
FLATTEN = 0.84
PULL = 0.55


def pack(radii: Sequence[float], pulls: Mapping[tuple[int, int], float]) -> list[Point]:
    """Centres for discs of these radii; `pulls` weighs the links between two discs (lower number first).

    >>> pack([10.0, 10.0], {})
    [(0.0, 0.0), (-64.0, 0.0)]
    """
    order = sorted(range(len(radii)), key=lambda i: (-radii[i], i))
    friends = _friends(len(radii), pulls)
    placed: Placed = {}
    for disc in order:
        placed[disc] = _best(disc, radii, placed, friends[disc])
    return [placed[i] for i in range(len(radii))]


def _friends(count: int, pulls: Mapping[tuple[int, int], float]) -> list[dict[int, float]]:
    friends: list[dict[int, float]] = [{} for _ in range(count)]
    for (a, b), weight in sorted(pulls.items()):
        friends[a][b] = friends[b][a] = weight
    return friends


def _best(disc: int, radii: Sequence[float], placed: Placed, friends: Mapping[int, float]) -> Point:
    """The cheapest free place for a disc; the middle for the first one."""
    if not placed:
        return (0.0, 0.0)
    ranked = sorted((round(_cost(p, placed, friends), 6), p) for p in _candidates(radii[disc], radii, placed))
    for _, point in ranked:
        if _free(point, radii[disc], radii, placed):
            return point
    right = max(x + radii[i] for i, (x, _) in placed.items())
    return (right + radii[disc] + AIR, 0.0)


def _cost(point: Point, placed: Placed, friends: Mapping[int, float]) -> float:
    x, y = point
    cost = hypot(x * FLATTEN, y)
    total = sum(weight for friend, weight in friends.items() if friend in placed)
    if not total:
        return cost
    drawn = sum(w * hypot(x - placed[f][0], y - placed[f][1]) for f, w in friends.items() if f in placed)
    return cost + PULL * drawn / total


def _free(point: Point, radius: float, radii: Sequence[float], placed: Placed) -> bool:
    x, y = point
    for other, (ox, oy) in placed.items():
        reach = radius + radii[other] + AIR - 0.01
        if (x - ox) ** 2 + (y - oy) ** 2 < reach * reach:
            return False
    return True


def _candidates(radius: float, radii: Sequence[float], placed: Placed) -> Iterator[Point]:
    """Places that touch two neighbouring discs, and those right, left, below and above of each disc."""
    discs = list(placed.items())
    for n, (i, (ax, ay)) in enumerate(discs):
        a = radius + radii[i] + AIR
        yield from ((ax + a, ay), (ax - a, ay), (ax, ay + a), (ax, ay - a))
        for j, (bx, by) in discs[:n]:
            b = radius + radii[j] + AIR
            gap = hypot(bx - ax, by - ay)
            if gap < a + b:
                yield from _tangent((ax, ay), (bx, by), a, b, gap)


def _tangent(first: Point, second: Point, a: float, b: float, gap: float) -> Iterator[Point]:
    """The two points at distance `a` from the first and `b` from the second centre."""
    ux, uy = (second[0] - first[0]) / gap, (second[1] - first[1]) / gap
    along = (a * a - b * b + gap * gap) / (2 * gap)
    square = a * a - along * along
    if square < 0:
        return
    across = sqrt(square)
    yield first[0] + ux * along - uy * across, first[1] + uy * along + ux * across
    yield first[0] + ux * along + uy * across, first[1] + uy * along - ux * across
