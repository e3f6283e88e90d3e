"""The layout: the same places everywhere, nothing on top of anything, in time."""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
from collections import Counter
from math import hypot
from pathlib import Path
from random import Random

import pytest

from nkgraph.views.layout import Layout, ego_layout, layout, node_size

SCRIPT = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from test_layout import sector
from nkgraph.views.layout import layout
nodes, links, weights = sector(400, 900)
print(hashlib.sha256(repr(layout(nodes, links, weights)).encode()).hexdigest(), "numpy" in sys.modules)
"""


def sector(size: int, count: int) -> tuple[list[str], list[tuple[str, str]], dict[str, float]]:
    """A graph in groups of fifty with hubs, a tenth of it without links."""
    dice = Random(3)
    linked = size - size // 10
    links = []
    for _ in range(count):
        a = int(dice.random() * linked)
        near = min(a // 50 * 50 + int(dice.random() ** 3 * 50), linked - 1)
        b = near if dice.random() < 0.85 else int(dice.random() * linked)
        links.append((f"n{a}", f"n{b}"))
    weights = Counter(end for link in links for end in link)
    return [f"n{i}" for i in range(size)], links, {name: float(number) for name, number in weights.items()}


@pytest.fixture(scope="module")
def drawn() -> Layout:
    return layout(*sector(400, 900))


def test_every_node_has_a_rounded_place(drawn: Layout) -> None:
    assert set(drawn.positions) == {f"n{i}" for i in range(400)}
    assert all(value == round(value, 1) for place in drawn.positions.values() for value in place)


@pytest.mark.parametrize("seed", ["0", "1", "12345"])
def test_places_do_not_depend_on_the_hash_seed_nor_on_numpy(drawn: Layout, seed: str) -> None:
    code = SCRIPT.format(tests=str(Path(__file__).parent))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    answer = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.split() == [hashlib.sha256(repr(drawn).encode()).hexdigest(), "False"]


def test_the_order_of_the_input_does_not_matter(drawn: Layout) -> None:
    nodes, links, weights = sector(400, 900)
    Random(1).shuffle(nodes)
    Random(2).shuffle(links)
    assert layout(nodes, [(b, a) for a, b in links], weights) == drawn


def test_discs_stand_apart(drawn: Layout) -> None:
    for one, other in itertools.combinations(drawn.clusters, 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius + 30


def test_members_stand_inside_their_disc(drawn: Layout) -> None:
    for disc in drawn.clusters:
        for name in disc.members:
            x, y = drawn.positions[name]
            assert hypot(x - disc.x, y - disc.y) < disc.radius


def test_every_node_is_a_member_once(drawn: Layout) -> None:
    assert sorted(name for disc in drawn.clusters for name in disc.members) == sorted(drawn.positions)


def test_nodes_do_not_touch(drawn: Layout) -> None:
    nodes, _, weights = sector(400, 900)
    size = {name: node_size(weights.get(name, 0.0), max(weights.values())) for name in nodes}
    for one, other in itertools.combinations(nodes, 2):
        (ax, ay), (bx, by) = drawn.positions[one], drawn.positions[other]
        assert hypot(ax - bx, ay - by) > size[one] + size[other]


def test_isolated_nodes_stand_in_rows_and_columns(drawn: Layout) -> None:
    alone = [f"n{i}" for i in range(360, 400)]
    assert set(drawn.clusters[-1].members) >= set(alone)
    assert len({drawn.positions[name][0] for name in alone}) <= 8


@pytest.mark.parametrize(
    ("nodes", "links"),
    [([], []), (["a"], []), (["a"], [("a", "a")]), (["a", "b"], [("a", "b"), ("a", "b")]), (["a"], [("a", "z")])],
)
def test_small_graphs(nodes: list[str], links: list[tuple[str, str]]) -> None:
    assert set(layout(nodes, links, {}).positions) == set(nodes)


def test_a_sector_of_full_size_is_laid_out_whole() -> None:
    """How long it takes is the benchmarks' business."""
    nodes, links, weights = sector(2000, 5000)
    assert set(layout(nodes, links, weights).positions) == set(nodes)


def star(count: int) -> list[tuple[str, str, str]]:
    relations = ("parent", "client", "skill")
    return [("hub", relations[i % 3], f"n{i:03}") for i in range(count)]


@pytest.mark.parametrize("count", [0, 1, 7, 40, 150])
def test_the_centre_stands_in_the_middle_and_neighbours_do_not_touch(count: int) -> None:
    places = ego_layout("hub", star(count), {"parent": 0, "client": 1, "skill": 2}, {})
    assert places.positions["hub"] == (0.0, 0.0)
    assert len(places.positions) == count + 1
    for one, other in itertools.combinations(places.positions.values(), 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) > 25


def test_neighbours_of_one_relation_stand_side_by_side() -> None:
    links = star(30)
    relation = {target: name for _, name, target in links}
    places = ego_layout("hub", links, {"parent": 2, "client": 1, "skill": 0}, {}).positions
    order = [relation[name] for name in places if name != "hub"]
    assert [name for name, _ in itertools.groupby(order)] == ["skill", "client", "parent"]


def test_the_second_step_stands_beyond_the_first() -> None:
    links = [*star(6), *((f"n{i:03}", "client", f"far{i}-{k}") for i in range(6) for k in range(5))]
    places = ego_layout("hub", links, {}, {}).positions
    far = {name: hypot(*place) for name, place in places.items()}
    assert min(far[name] for name in far if name.startswith("far")) > max(far[f"n{i:03}"] for i in range(6)) + 100
