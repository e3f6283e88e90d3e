"""``nkgraph serve --engine oxigraph``: the stock server over the cached store."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

from nkgraph.errors import MisuseError, StoreError
from nkgraph.serve import stock
from nkgraph.store.cache import CachedGraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph


def test_it_answers_until_control_c(small_graph: KnowledgeGraph) -> None:
    assert stock.readable_store(stock.find_binary(), small_graph.cache) == small_graph.cache.store
    words = ["--home", str(small_graph.home.path), "serve", "--engine", "oxigraph", "--port", "0"]
    command = [sys.executable, "-m", "nkgraph", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        query = "ASK { <https://w3id.org/nkgraph/id/alpha> ?p ?o }"
        assert httpx.get(address, params={"query": query}).json()["boolean"] is True
        process.send_signal(signal.SIGINT)
        _, talk = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "no limits of its own" in talk
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_a_store_of_another_format_is_loaded_anew_and_once(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    (folder / "store").mkdir(parents=True)
    (folder / "graph.ttl").write_bytes(small_graph.cache.turtle.read_bytes())
    binary = stock.find_binary()
    made = stock.readable_store(binary, CachedGraph(folder))
    assert made == folder / "store-server"
    before = made.stat().st_ino
    assert stock.readable_store(binary, CachedGraph(folder)) == made
    assert made.stat().st_ino == before
    (folder / "graph.ttl").write_text("no Turtle")
    (made / "CURRENT").unlink()
    with pytest.raises(StoreError, match="could not load"):
        stock.readable_store(binary, CachedGraph(folder))


def test_without_the_binary_it_says_what_to_do(
    small: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    monkeypatch.setattr(stock.shutil, "which", lambda *_, **__: None)
    with pytest.raises(MisuseError, match="pip install oxigraph"):
        stock.find_binary()
    done = run("--home", str(small), "serve", "--engine", "oxigraph", "--timeout", "3")
    assert done.returncode == 2
    assert "no limits of its own" in done.stderr
