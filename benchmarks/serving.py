"""Serving: cheap queries a second, their latency beside an explosive query, and idle connections that are held.

``python benchmarks/serving.py`` measures ``nkgraph serve`` over the real tables by a client in a process of its own.
"""

from __future__ import annotations

import json
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
EXPLOSIVE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CHEAP = "ASK { ent:korea-computer-center a nk:Organisation }"
Row = tuple[str, float, str, float | None, str]
"""Name, measured, unit, budget, ``at least`` or ``at most``."""


@contextmanager
def served(home: Path, *options: str) -> Iterator[str]:
    """``nkgraph serve`` on a free port until the block ends; yields the address of its endpoint."""
    command = [sys.executable, "-m", "nkgraph", "--home", str(home), "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip() + "sparql"
            httpx.get(address, params={"query": CHEAP}, timeout=60).raise_for_status()
            yield address
        finally:
            process.send_signal(signal.SIGINT)


def load(address: str, seconds: float, connections: int, mode: str) -> dict[str, float]:
    """What load.py measures."""
    words = [sys.executable, str(HERE / "load.py"), address, str(seconds), str(connections), mode]
    found: dict[str, float] = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return found


def explosive(address: str) -> None:
    """Ask what no engine can answer, and be refused when the time is up."""
    httpx.get(address, params={"query": EXPLOSIVE}, timeout=120)


def held(address: str, wanted: int) -> tuple[int, int, float]:
    """(connections open, status, milliseconds) of a cheap query beside so many idle connections."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    parts, lines = urlsplit(address), []
    with ExitStack() as stack, httpx.Client(timeout=30) as client:
        client.get(address, params={"query": CHEAP})
        place = (parts.hostname or "", parts.port or 0)
        for _ in range(min(wanted, most - 200)):
            line = socket.create_connection(place, timeout=30)
            lines.append(stack.enter_context(line))
        begin = time.perf_counter()
        status = client.get(address, params={"query": CHEAP + " # beside"}).status_code
        return len(lines), status, 1000 * (time.perf_counter() - begin)


def serving(home: Path, seconds: float = 5) -> Iterator[Row]:
    """All figures."""
    with served(home, "--timeout", str(2 * seconds + 5)) as address:
        for mode in ("distinct", "repeated"):
            took = max((load(address, seconds, connections, mode) for connections in (8, 32)), key=_rate)
            yield f"cheap queries a second, {mode}", took["a_second"], "", 1000, "at least"
        running = threading.Thread(target=explosive, args=[address])
        running.start()
        time.sleep(0.5)
        beside = load(address, seconds, 1, "distinct")
        yield "slowest hundredth of cheap queries while an explosive one runs", beside["p99"], "ms", 50, "at most"
        running.join()
    for wanted in (500, 2_000, 10_000):
        with served(home) as address:
            number, status, took_ms = held(address, wanted)
            yield f"a cheap query beside {number:,} idle connections: HTTP {status}", took_ms, "ms", None, ""


def _rate(took: dict[str, float]) -> float:
    return took["a_second"]


if __name__ == "__main__":
    for name, measured, unit, budget, bound in serving(HERE.parent):
        print(f"{name}: {measured:.4g} {unit}" + (f" ({bound} {budget:g})" if budget else ""), flush=True)
