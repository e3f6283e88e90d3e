"""The warm worker: used, replaced, never left behind, and never a reason for another answer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from nkgraph.errors import QueryError, QueryTimeoutError
from nkgraph.store import isolation, warm
from nkgraph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nkgraph.knowledge_graph import KnowledgeGraph

ASK = "ASK { ?s a nk:Firm }"
EXPLODING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_TWICE = "REPLACE({}, '.', '0123456789')"
BOMB = "SELECT (STRLEN({}) AS ?n) {{}}".format(_TWICE.format(_TWICE.format(_TWICE.format(
    _TWICE.format(_TWICE.format(_TWICE.format(_TWICE.format(_TWICE.format(_TWICE.format("'0123456789'"))))))))))  # fmt: skip
"""A text of 10^10 letters."""


def soon(wanted: Callable[[], bool]) -> bool:
    """Whether it comes true within half a minute."""
    end = time.monotonic() + 30
    while not wanted():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def line_of(store: EmbeddedStore) -> warm._Line:
    assert store._warm is not None
    assert store._warm._line is not None
    return store._warm._line


def heat(store: EmbeddedStore) -> int:
    """Ask until the worker answers; its process number."""
    assert soon(lambda: store.ask(ASK) is True and store._warm is not None and store._warm._ready)
    return line_of(store).process.pid


def gone(pid: int) -> bool:
    """No such process, or one that only waits to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture
def store(small_graph: KnowledgeGraph) -> Iterator[EmbeddedStore]:
    own = EmbeddedStore(small_graph.cache.store)
    yield own
    if own._warm is not None:
        own._warm.dismiss()


def test_the_first_queries_start_no_process(store: EmbeddedStore) -> None:
    for _ in range(warm.FORKED_FIRST):
        assert store.ask(ASK) is True
    assert store._warm is not None
    assert store._warm._line is None


def test_a_worker_answers_as_a_fork_does(small_graph: KnowledgeGraph, store: EmbeddedStore) -> None:
    asked = [
        ("SELECT ?s ?label { ?s a nk:Firm ; rdfs:label ?label } ORDER BY ?label", "json"),
        ("SELECT ?s ?label { ?s a nk:Firm ; rdfs:label ?label } ORDER BY ?label", "csv"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "nt"),
        ("CONSTRUCT { ?s nk:parent ?o } { ?s nk:parent ?o }", "turtle"),
        (ASK, "xml"),
    ]
    pid = heat(store)
    for query, name in asked:
        assert store.answer(query, name) == EmbeddedStore(small_graph.cache.store).answer(query, name)
    with pytest.raises(QueryError, match=r"line 2, column \d+") as ours:
        store.ask("SELECT * {\n?s ?p }")
    with pytest.raises(QueryError) as theirs:
        EmbeddedStore(small_graph.cache.store).ask("SELECT * {\n?s ?p }")
    assert str(ours.value) == str(theirs.value)
    assert heat(store) == pid, "one process for all of them"


def test_after_a_timeout_comes_another_worker(store: EmbeddedStore) -> None:
    first = heat(store)
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 s"):
        store.ask(EXPLODING, 0.3)
    assert gone(first)
    assert store.ask(ASK) is True
    assert heat(store) != first


def test_a_worker_killed_from_outside_is_no_fault_of_the_query(store: EmbeddedStore) -> None:
    first = heat(store)
    os.kill(first, signal.SIGKILL)
    assert store.ask(ASK) is True
    second = heat(store)
    assert second != first
    os.kill(second, signal.SIGSTOP)
    threading.Timer(0.3, os.kill, (second, signal.SIGKILL)).start()
    assert store.ask(ASK) is True, "killed while it had the query"
    assert heat(store) not in {first, second}


def test_a_worker_that_hangs_is_stopped_in_time(store: EmbeddedStore) -> None:
    first = heat(store)
    os.kill(first, signal.SIGSTOP)
    with pytest.raises(QueryTimeoutError):
        store.ask(ASK + " # " + "x" * 900_000, 0.3)
    assert gone(first)


def test_a_bomb_ends_with_the_same_error_and_the_next_query_works(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm, "MEMORY_LIMIT", 1 << 30)
    with monkeypatch.context() as forked:
        forked.setattr(isolation, "MEMORY_LIMIT", 1 << 30)  # for the bomb alone: this process may have as much itself
        with pytest.raises(QueryError, match="more memory than it may take"):
            store.ask(BOMB)
    first = heat(store)
    with pytest.raises(QueryError, match="more memory than it may take"):
        store.ask(BOMB)
    assert gone(first)
    assert store.ask(ASK) is True
    assert heat(store) != first


def test_two_threads_at_once(store: EmbeddedStore) -> None:
    heat(store)
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d a ?f }"
    with ThreadPoolExecutor(6) as threads:
        counts = [threads.submit(store.ask, slow) for _ in range(4)]
        small = [threads.submit(store.ask, ASK) for _ in range(20)]
        assert {one.result() for one in small} == {True}
        assert len({tuple(one.result()) for one in counts}) == 1  # type: ignore[arg-type]


def test_a_fork_of_the_parent_leaves_its_worker_alone(store: EmbeddedStore) -> None:
    pid = heat(store)
    child = os.fork()
    if child == 0:
        assert store._warm is not None
        fine = store._warm._line is None and all(store.ask(ASK) is True for _ in range(5))
        store._warm.dismiss()
        os._exit(0 if fine else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert heat(store) == pid


def test_a_worker_holds_no_other_file_of_its_parent(store: EmbeddedStore, tmp_path: Path) -> None:
    with (tmp_path / "open").open("w") as stream:
        os.set_inheritable(stream.fileno(), True)
        pid = heat(store)
        links = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
        assert str(tmp_path / "open") not in links


def test_a_store_that_is_forgotten_ends_its_worker(small_graph: KnowledgeGraph) -> None:
    own = EmbeddedStore(small_graph.cache.store)
    pid = heat(own)
    del own
    assert gone(pid)


def test_a_store_in_memory_has_none(store: EmbeddedStore) -> None:
    assert EmbeddedStore(memory=store.store)._warm is None


def test_a_worker_that_cannot_start_is_not_tried_for_ever(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    def broken(*_: object) -> tuple[str, ...]:
        started.append(1)
        return sys.executable, "-c", "raise SystemExit(1)"

    monkeypatch.setattr(warm, "worker_command", broken)
    assert soon(lambda: store.ask(ASK) is True and store._warm is not None and store._warm._failed == 3)
    count = len(started)
    assert all(store.ask(ASK) is True for _ in range(5))
    assert len(started) == count


ORPHANS = """
import os, signal, sys, threading, time
from nkgraph.store.embedded import EmbeddedStore
store = EmbeddedStore(sys.argv[1])
while not (store.ask("ASK { ?s ?p ?o }") and store._warm._ready):
    time.sleep(0.05)
how = sys.argv[2]
print(store._warm._line.process.pid, flush=True)
if how == "idle":
    os.kill(os.getpid(), signal.SIGKILL)
if how == "forked":
    store._warm.dismiss()
    store._warm._failed = 9
if how in ("busy", "forked"):
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGKILL)).start()
    store.ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
if how == "interrupted":
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        store.ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    except KeyboardInterrupt:
        assert store._warm._line is None
        print(store.ask("ASK { ?s ?p ?o }"), flush=True)
"""


@pytest.mark.parametrize(("how", "code"), [("exit", 0), ("idle", -9), ("busy", -9), ("forked", -9), ("interrupted", 0)])
def test_nothing_outlives_the_parent(small_graph: KnowledgeGraph, how: str, code: int) -> None:
    command = [sys.executable, "-c", ORPHANS, str(small_graph.cache.store), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True) as parent:
        out, _ = parent.communicate(timeout=60)
    assert parent.returncode == code
    assert out.split()[1:] == (["True"] if how == "interrupted" else [])
    assert soon(lambda: gone(int(out.split()[0])))
    assert soon(lambda: members(parent.pid) == [])


def members(session: int) -> list[str]:
    """Processes of a session that are alive."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            state, _, _, own = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if folder.name.isdigit() and own == str(session) and state != "Z":
            found.append(folder.name)
    return found
