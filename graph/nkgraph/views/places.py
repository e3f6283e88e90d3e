"""Places: the values every layout returns, and how big a node of a given weight is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALLEST = 5.0
LARGEST = 22.0


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle with the nodes inside it, biggest first; pixels at scale 1."""

    id: int
    x: float
    y: float
    radius: float
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where every node stands (rounded to one decimal) and the discs they stand in."""

    positions: Mapping[str, tuple[float, float]]
    clusters: tuple[Disc, ...]


def node_size(weight: float, heaviest: float) -> float:
    """Radius in pixels of a node: its area grows with its weight.

    >>> node_size(0, 10), node_size(10, 10)
    (5.0, 22.0)
    """
    share = 0.0 if heaviest <= 0 else min(max(weight / heaviest, 0.0), 1.0)
    return round(SMALLEST + (LARGEST - SMALLEST) * sqrt(share), 1)


def rounded(x: float, y: float) -> tuple[float, float]:
    """A point to one decimal, never minus zero, so that equal places have equal bytes.

    >>> rounded(-0.01, 2.26)
    (0.0, 2.3)
    """
    return round(x, 1) + 0.0, round(y, 1) + 0.0
