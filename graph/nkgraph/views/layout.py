"""Layout: where the nodes of a picture stand, computed here so that the same data gives the same picture.

Two levels: communities (Louvain, Blondel et al. 2008, seeded and fed in sorted order, over integers so
that no hash seed matters) become discs packed with air between them; inside each disc the members
stand on rings around their hub. NetworkX finds the communities and decides no coordinate.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from nkgraph.views.discs import pack
from nkgraph.views.ego import ego_layout
from nkgraph.views.places import Disc, Layout, node_size, rounded
from nkgraph.views.rings import Rings, block, rings, spread, turn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Disc", "Layout", "ego_layout", "layout", "node_size"]

SEED = 1948
SWEEPS = 6
SMALLEST_CLUSTER = 4

Near = dict[int, dict[int, float]]
Point = tuple[float, float]


def layout(nodes: Sequence[str], links: Sequence[tuple[str, str]], weights: Mapping[str, float]) -> Layout:
    """Places for every node; links to unknown nodes and loops are passed over, parallel links add up.

    `weights` says how big a node is drawn (see :func:`nkgraph.views.places.node_size`); one that is missing
    counts as 0. The order of the arguments does not matter.

    >>> layout(["b", "a"], [("a", "b")], {}).clusters[0].members
    ('a', 'b')
    """
    names = sorted(set(nodes))
    near = _near(names, links)
    heaviest = max((weights.get(name, 0.0) for name in names), default=0.0)
    size = [node_size(weights.get(name, 0.0), heaviest) for name in names]
    heaviest_first = sorted(range(len(names)), key=lambda i: (-size[i], -len(near[i]), i))
    groups = _groups(near, heaviest_first)
    alone = [i for i in heaviest_first if not near[i]]
    places, discs = _place(groups, alone, near, size)
    return _finish(names, places, discs)


def _near(names: Sequence[str], links: Sequence[tuple[str, str]]) -> Near:
    """Neighbours by number, with how many links lead to each, in sorted order."""
    number = {name: i for i, name in enumerate(names)}
    count: dict[tuple[int, int], float] = defaultdict(float)
    for source, target in links:
        a, b = number.get(source), number.get(target)
        if a is not None and b is not None and a != b:
            count[min(a, b), max(a, b)] += 1.0
    near: Near = {i: {} for i in range(len(names))}
    for (a, b), weight in sorted(count.items()):
        near[a][b] = near[b][a] = weight
    return near


def _groups(near: Near, order: Sequence[int]) -> list[list[int]]:
    """Communities as lists of members, heaviest first; those too small for a disc share the last one."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(i for i in near if near[i])
    graph.add_weighted_edges_from((a, b, w) for a in near for b, w in near[a].items() if a < b)
    if not graph:
        return []
    rank = {node: i for i, node in enumerate(order)}
    found = [sorted(part, key=rank.__getitem__) for part in nx.community.louvain_communities(graph, seed=SEED)]
    found.sort(key=lambda part: (-len(part), rank[part[0]]))
    groups = [part for part in found if len(part) >= SMALLEST_CLUSTER]
    small = [node for part in found if len(part) < SMALLEST_CLUSTER for node in part]
    return [*groups, small] if small else groups


def _place(
    groups: Sequence[Sequence[int]], alone: Sequence[int], near: Near, size: Sequence[float]
) -> tuple[dict[int, Point], list[tuple[Point, float, Sequence[int]]]]:
    """Pack the discs, then set and turn the members of each."""
    shapes = [rings(group, size) for group in groups]
    grid, reach = block(alone, size)
    radii = [shape.radius for shape in shapes] + ([reach] if alone else [])
    centres = pack(radii, _pulls(groups, near))
    places: dict[int, Point] = {}
    for shape, centre in zip(shapes, centres, strict=False):
        places.update(spread(shape, centre))
    _sweep(shapes, centres, places, near)
    if alone:
        places.update({i: (x + centres[-1][0], y + centres[-1][1]) for i, (x, y) in grid.items()})
    members = [*groups, alone] if alone else list(groups)
    return places, list(zip(centres, radii, members, strict=True))


def _sweep(shapes: Sequence[Rings], centres: Sequence[Point], places: dict[int, Point], near: Near) -> None:
    for _ in range(SWEEPS):
        for shape, centre in zip(shapes, centres, strict=False):
            turn(shape, centre, places, near)


def _pulls(groups: Sequence[Sequence[int]], near: Near) -> dict[tuple[int, int], float]:
    """How many links run between two discs."""
    home = {node: disc for disc, group in enumerate(groups) for node in group}
    pulls: dict[tuple[int, int], float] = defaultdict(float)
    for node, disc in home.items():
        for other, weight in near[node].items():
            if disc < home[other]:
                pulls[disc, home[other]] += weight
    return dict(pulls)


def _finish(
    names: Sequence[str], places: Mapping[int, Point], discs: Sequence[tuple[Point, float, Sequence[int]]]
) -> Layout:
    """Move the whole so that its middle is (0, 0), and round."""
    if not places:
        return Layout({}, ())
    across = [edge for (x, _), radius, _ in discs for edge in (x - radius, x + radius)]
    down = [edge for (_, y), radius, _ in discs for edge in (y - radius, y + radius)]
    dx, dy = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    positions = {names[i]: rounded(x - dx, y - dy) for i, (x, y) in sorted(places.items())}
    clusters = tuple(
        Disc(n, *rounded(x - dx, y - dy), round(radius, 1), tuple(names[i] for i in members))
        for n, ((x, y), radius, members) in enumerate(discs)
    )
    return Layout(positions, clusters)
