"""Fixtures: the real graph, a small home that a test may break, the command, and a browser without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import nkgraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from nkgraph.knowledge_graph import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "tests" / "small"


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of this test run's own, so that no test sees another day's store."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["NKGRAPH_CACHE"] = str(folder)
    os.environ.pop("NKGRAPH_HOME", None)
    return folder


@pytest.fixture(scope="session")
def graph(cache_folder: Path) -> KnowledgeGraph:
    """The real graph."""
    assert cache_folder.is_dir()
    return nkgraph.open(ROOT)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A home of five documents and thirteen entities that a test may edit."""
    home = tmp_path / "home"
    shutil.copytree(ROOT / "ontology", home / "ontology")
    shutil.copytree(SMALL / "sources", home / "sources")
    return home


@pytest.fixture
def small_graph(small: Path) -> KnowledgeGraph:
    """The graph of the small home."""
    return nkgraph.open(small)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in a folder of its own, as a user's shell would."""

    def command(*words: str, stdin: str | None = None, env: dict[str, str] | None = None, cwd: Path = tmp_path):  # type: ignore[no-untyped-def]
        return subprocess.run(
            [sys.executable, "-m", "nkgraph", *words],
            input=stdin if stdin is not None else "",
            capture_output=True,
            text=True,
            cwd=cwd,
            env={**os.environ, "COLUMNS": "120", **(env or {})},
            timeout=120,
            check=False,
        )

    return command


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    from page_fixture import launch

    with launch() as chromium:
        yield chromium
