"""How far a build has come: what it tells while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Progress:
    """Bytes of claims read, out of how many, and triples written."""

    done: int = 0
    total: int = 0
    triples: int = 0


Watch = Callable[[Progress], object]
"""Is called now and then with the same `Progress`, and once more at the end."""
