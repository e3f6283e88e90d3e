"""vis: the pyvis network that holds the nodes, edges and options of a picture, and the vis-network it brings.

The lists are filled here and not by pyvis's `add_edge` (quadratic, and it folds parallel edges); its template
is not used at all. Physics is off: every node comes with its place.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from math import log2
from typing import TYPE_CHECKING

from pyvis.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nkgraph.views.picture import Link, Picture

Item = dict[str, object]

BEND = 0.16
LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"


@dataclass(frozen=True, slots=True)
class Held:
    """What the pyvis network holds, as plain values."""

    nodes: list[Item]
    edges: list[Item]
    options: Mapping[str, object]


def held(picture: Picture) -> Held:
    """Fill a directed pyvis network from a picture; nodes and edges are named by their place in it."""
    network = Network(directed=True)
    number = {node.id: i for i, node in enumerate(picture.nodes)}
    network.nodes = [
        {"id": i, "x": node.x, "y": node.y, "size": node.size, "group": node.type}
        for i, node in enumerate(picture.nodes)
    ]
    bends = _bends(picture.links)
    network.edges = [
        {
            "id": i,
            "from": number[link.source],
            "to": number[link.target],
            "width": round(1 + log2(max(len(link.claims), 1)) * 0.6, 1),
            "smooth": _smooth(bends[i]),
        }
        for i, link in enumerate(picture.links)
    ]
    network.set_options(json.dumps(_options(picture)))
    return Held(network.nodes, network.edges, network.options)


def _bends(links: Sequence[Link]) -> list[float]:
    """How far each link bows out so that those between the same two nodes lie side by side; 0 is straight."""
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, link in enumerate(links):
        pairs[min(link.source, link.target), max(link.source, link.target)].append(i)
    bends = [0.0] * len(links)
    for members in pairs.values():
        middle = (len(members) - 1) / 2
        for place, i in enumerate(members):
            side = 1 if links[i].source <= links[i].target else -1
            bends[i] = round(side * (place - middle) * BEND, 2)
    return bends


def _smooth(bend: float) -> Item:
    if not bend:
        return {"enabled": False}
    return {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}


def _options(picture: Picture) -> Item:
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "selectConnectedEdges": False, "hoverConnectedEdges": False, "keyboard": False},
        "nodes": {"shape": "dot", "borderWidth": 1, "labelHighlightBold": False},
        "edges": {
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
            "arrowStrikethrough": False,
            "selectionWidth": 1.5,
            "hoverWidth": 0.5,
            "selfReference": {"size": 14},
        },
        "groups": {style.id: {"shape": style.shape, "color": style.colour} for style in picture.types},
    }


def library() -> str:
    """The source of vis-network as pyvis brings it, without the pointer to a source map that is not there."""
    source = files("pyvis").joinpath(LIBRARY).read_text(encoding="utf-8")
    return source.split("\n//# sourceMappingURL=")[0]
