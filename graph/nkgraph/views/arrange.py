"""Arrange: layouts that say what a view is about: who stands above whom, who faces whom, what came when.

A ready view names one in its header (``# layout: tiers``); without one it is laid out in clusters. All sums are in
plain Python over sorted names, so that the same links give the same places on every machine.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING

from nkgraph.views.layout import layout
from nkgraph.views.places import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROW, COLUMN, GAP, WIDE = 30.0, 104.0, 40.0, 0.6
SIDE, BETWEEN = 150.0, 620.0
YEAR, STEP, BAND, FILE, FEW_YEARS = 46.0, 40.0, 90.0, 16, 12
Pair = tuple[str, str]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Where each node stands, discs under them (x, y, radius) and words along an axis (x, y, text)."""

    places: Mapping[str, Point]
    discs: tuple[tuple[float, float, float], ...] = ()
    marks: tuple[tuple[float, float, str], ...] = ()


def arranged(
    kind: str, nodes: Sequence[str], links: Sequence[Pair], weights: Mapping[str, float], years: Mapping[str, int]
) -> Arranged:
    """Places for a view of this kind: ``tiers``, ``sides``, ``years``, or anything else for clusters.

    `links` are (source, target); `years` says when those things happened that did.

    >>> arranged("sides", ["a", "b"], [("a", "b")], {}, {}).places
    {'a': (-310.0, 0.0), 'b': (310.0, 0.0)}
    """
    ways = sorted(set(links))
    if kind == "tiers":
        return Arranged(_tiers(sorted(nodes), ways, weights))
    if kind == "sides":
        return Arranged(_sides(sorted(nodes), ways, weights))
    if kind == "years":
        return _axis(sorted(nodes), ways, years)
    found = layout(nodes, links, weights)
    return Arranged(found.positions, tuple((disc.x, disc.y, disc.radius) for disc in found.clusters))


# ---- tiers: trees that grow to the right from what stands above


def _tiers(nodes: Sequence[str], links: Sequence[Pair], weights: Mapping[str, float]) -> dict[str, Point]:
    """Each thing beside the heaviest of those above it (the targets of its links); trees packed in columns."""
    below = _below(nodes, links, weights)
    hung = {child for children in below.values() for child in children}
    trees = [_tree(root, below) for root in nodes if root not in hung]
    trees.sort(key=lambda tree: (-len(tree), min(tree)))
    return _columns(trees)


def _below(nodes: Sequence[str], links: Sequence[Pair], weights: Mapping[str, float]) -> dict[str, list[str]]:
    """Under each thing those that hang from it, in a forest: a link that would close a circle is passed over."""
    above: dict[str, str] = {}
    for source, target in sorted(links, key=lambda link: (-weights.get(link[1], 0.0), link)):
        at = target
        while at in above:
            at = above[at]
        if source not in above and at != source:
            above[source] = target
    below: dict[str, list[str]] = {node: [] for node in nodes}
    for child in sorted(above):
        below[above[child]].append(child)
    return below


def _tree(root: str, below: Mapping[str, Sequence[str]]) -> dict[str, Point]:
    """One tree: leaves in rows, each thing at the middle of what hangs from it; the biggest branches first."""
    places: dict[str, Point] = {}
    size: dict[str, int] = {}
    order = [(root, 0)]
    for node, depth in order:
        order += [(child, depth + 1) for child in below[node]]
    for node, _ in reversed(order):
        size[node] = sum(size[child] for child in below[node]) or 1
    top = {root: 0.0}
    for node, depth in order:
        at = top[node]
        for child in sorted(below[node], key=lambda name: (-size[name], name)):
            top[child] = at
            at += size[child] * ROW
        places[node] = (depth * COLUMN, top[node] + (size[node] - 1) * ROW / 2)
    return places


def _columns(trees: Sequence[Mapping[str, Point]]) -> dict[str, Point]:
    """Trees beneath each other in columns, so that the whole is a little wider than high."""
    sizes = [(max(x for x, _ in tree.values()) + COLUMN, max(y for _, y in tree.values()) + 2 * ROW) for tree in trees]
    tallest = max((high for _, high in sizes), default=0.0)
    high = max(tallest, sqrt(sum(wide * tall for wide, tall in sizes) / WIDE))
    places: dict[str, Point] = {}
    left = top = broad = 0.0
    for tree, (wide, tall) in zip(trees, sizes, strict=True):
        if top and top + tall > high:
            left, top, broad = left + broad + GAP, 0.0, 0.0
        places.update({node: (x + left, y + top) for node, (x, y) in tree.items()})
        top, broad = top + tall, max(broad, wide)
    return _centred(places)


# ---- sides: two blocks that face each other


def _sides(nodes: Sequence[str], links: Sequence[Pair], weights: Mapping[str, float]) -> dict[str, Point]:
    """Sources on the left, targets on the right; what is both stands where it is more often."""
    lean: Counter[str] = Counter()
    near: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        lean[source] -= 1
        lean[target] += 1
        near[source].append(target)
        near[target].append(source)
    right = [node for node in nodes if lean[node] > 0]
    left = [node for node in nodes if lean[node] <= 0]
    heavy = sorted(right, key=lambda node: (-weights.get(node, 0.0), node))
    rank = {node: float(i) for i, node in enumerate(heavy)}
    for side in (left, heavy, left):
        side.sort(key=lambda node: (_middle(rank, near[node], rank.get(node, 0.0)), node))
        rank.update({node: float(i) * len(nodes) / max(len(side), 1) for i, node in enumerate(side)})
    return {**_block(left, -1), **_block(heavy, 1)}


def _middle(rank: Mapping[str, float], others: Iterable[str], alone: float) -> float:
    known = [rank[other] for other in others if other in rank]
    return round(sum(known) / len(known), 6) if known else alone


def _block(side: Sequence[str], way: int) -> dict[str, Point]:
    """One side in as many columns as keep it near the shape of a window, read row by row."""
    across = max(1, round(sqrt(len(side) * ROW / SIDE / 2.4)))
    down = ceil(len(side) / across)
    return {
        node: rounded(
            way * (BETWEEN / 2 + SIDE * (i % across)), ((i // across) - (down - 1) / 2) * ROW + _step(i, across)
        )
        for i, node in enumerate(side)
    }


def _step(i: int, across: int) -> float:
    """Columns of one row stand a little lower one after the other, so that names have room."""
    return ROW * (i % across) / across


# ---- years: what happened stands above an axis, who took part below it


def _axis(nodes: Sequence[str], links: Sequence[Pair], years: Mapping[str, int]) -> Arranged:
    near: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        near[source].append(target)
        near[target].append(source)
    dated = [node for node in nodes if node in years]
    if not dated:
        return Arranged({node: (i * YEAR, 0.0) for i, node in enumerate(nodes)})
    first, last = min(years[node] for node in dated), max(years[node] for node in dated)
    column: dict[str, float] = {node: years[node] - first + 0.0 for node in dated}
    rest = [node for node in nodes if node not in column]
    beside = {node: round(_middle(column, near[node], -1.0)) for node in rest}
    loose = [node for node in rest if beside[node] < 0]
    places = {
        **_stacked({node: years[node] - first for node in dated}, -1),
        **_stacked({node: at for node, at in beside.items() if at >= 0}, 1),
        **{node: (-(i // FILE + 2) * YEAR, (i % FILE - FILE / 2) * STEP) for i, node in enumerate(loose)},
    }
    step = 5 if last - first > FEW_YEARS else 1
    spoken = [year for year in range(first, last + 1) if year % step == 0]
    shift = (last - first) * YEAR / 2
    marks = tuple((*rounded((year - first) * YEAR - shift, 0.0), str(year)) for year in spoken)
    if loose:
        files = (len(loose) - 1) // FILE
        marks += ((*rounded(-(files / 2 + 2) * YEAR - shift, (FILE / 2 + 1) * STEP), "undated"),)
    return Arranged({node: rounded(x - shift, y) for node, (x, y) in places.items()}, (), marks)


def _stacked(column: Mapping[str, int], way: int) -> dict[str, Point]:
    """Things of one year one over the other, away from the axis; those of every other year half a step further out."""
    height: Counter[int] = Counter()
    places = {}
    for node in sorted(column, key=lambda name: (column[name], name)):
        at = height[column[node]]
        height[column[node]] += 1
        places[node] = (column[node] * YEAR, way * (BAND / 2 + STEP * at + STEP / 2 * (column[node] % 2)))
    return places


def _centred(places: Mapping[str, Point]) -> dict[str, Point]:
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    if not xs:
        return {}
    dx, dy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {node: rounded(x - dx, y - dy) for node, (x, y) in sorted(places.items())}
