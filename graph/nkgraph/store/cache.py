"""The cache: one folder for each home, one in it for each state of its tables, ontology and code.

A state is built beside and renamed into place.

A folder holds ``graph.ttl`` and ``store/``. Once under its name it never changes, so any number of commands may
read it at once, and two that build the same state at once each build their own: the first to rename wins.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nkgraph.errors import StoreError

if TYPE_CHECKING:
    from nkgraph.curation.home import Home
    from nkgraph.progress import Watch

VARIABLE = "NKGRAPH_CACHE"
_KEPT = 3
_STALE = 3600.0


class CachedGraph(NamedTuple):
    """A finished cache folder."""

    path: Path

    @property
    def turtle(self) -> Path:
        """The graph as Turtle."""
        return self.path / "graph.ttl"

    @property
    def store(self) -> Path:
        """Folder of the Oxigraph store, to be opened read-only."""
        return self.path / "store"


def cache_root() -> Path:
    """Folder of all caches: ``NKGRAPH_CACHE``, or the user's cache folder."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    if sys.platform == "linux":  # what platformdirs says there, without the time it takes to load
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nkgraph"
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where it is needed

    return user_cache_path("nkgraph")


def home_root(home: Home) -> Path:
    """Folder of all states of one home."""
    return cache_root() / sha256(str(home.path).encode()).hexdigest()[:16]


def cached_graph(home: Home) -> CachedGraph | None:
    """The cache of the home's present state, or None where it has not been built."""
    found = CachedGraph(home_root(home) / home.cache_key())
    return found if found.store.is_dir() else None


def build_cache(home: Home, watch: Watch | None = None) -> CachedGraph:
    """Read the tables, make the triples, load the store; returns the finished folder.

    `watch` is told of the progress.

    Raises
    ------
    InputErrors
        If the tables have faults.
    StoreError
        If the cache folder cannot be written.
    """
    from nkgraph.files import whole_folder  # noqa: PLC0415 - the reader is needed for a cold cache only
    from nkgraph.store.build import build_into  # noqa: PLC0415

    key = home.cache_key()
    final = home_root(home) / key
    with whole_folder(final, replace=False) as beside:
        build_into(home, CachedGraph(beside), watch)
        if home.cache_key() != key:
            raise StoreError("the tables changed while they were read; run the command again")
    _prune(final.parent, final)
    return CachedGraph(final)


def _prune(root: Path, newest: Path) -> None:
    """Remove all but the newest few states, and what a killed build left an hour ago or more."""
    others = [path for path in root.iterdir() if path.is_dir() and path != newest]
    finished = sorted((p for p in others if not p.name.startswith(".")), key=_age, reverse=True)
    stale = [p for p in others if p.name.startswith(".") and _age(p) < _age(newest) - _STALE]
    for folder in (*finished[_KEPT - 1 :], *stale):
        _remove(folder)


def _remove(folder: Path) -> None:
    from shutil import rmtree  # noqa: PLC0415 - a warm cache removes nothing

    rmtree(folder, ignore_errors=True)


def _age(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0
