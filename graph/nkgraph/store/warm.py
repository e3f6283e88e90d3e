"""A warm worker: one disposable child that is kept for many queries of one store on disk.

A fork for each query costs milliseconds, and each forked child finds its pages shared and its caches cold. So from the
third query on a process of its own (`nkgraph.store.worker`) is started beside; once it is ready it answers, until a
query overstays, runs out of memory, is interrupted, or the worker dies: then it is killed, and another one is started
by the next query. While there is none, or it is at work for another thread, the caller forks as before.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakSet, finalize

from nkgraph.errors import QueryError
from nkgraph.store.frames import GOOD, HEAD, question
from nkgraph.store.isolation import MEMORY_LIMIT, out_of_memory

if TYPE_CHECKING:
    import socket
    import subprocess
    from pathlib import Path

    from nkgraph.store.isolation import Deadline

FORKED_FIRST = 2
"""Queries of a store that are forked before a worker is started: the command line asks one."""

_ROOM = 512 * 1024**2
"""Resident memory in bytes above which a worker is not kept for the next query."""

_FAILURES = 3
"""Workers that may end before they are ready; then no more are started."""

_CHUNK = 1 << 20
_ABORTED, _OUT_OF_MEMORY = -6, 9


def worker_command(store: Path, memory: int, answer: int) -> tuple[str, ...]:
    """The command of a worker: the interpreter of this process, which finds modules where this one does."""
    places = [place for place in sys.path if isinstance(place, str)]
    code = f"import sys; sys.path[:] = {places!r}; from nkgraph.store.worker import main; main()"
    return sys.executable, "-P", "-c", code, os.fspath(store), str(memory), str(answer)


def worker_environment() -> dict[str, str]:
    """The environment of a worker: few malloc arenas, since each takes address space that counts against the limit."""
    return {**os.environ, "MALLOC_ARENA_MAX": "2"}


class _Line(NamedTuple):
    """A worker and the socket to it."""

    process: subprocess.Popen[bytes]
    sock: socket.socket


class WarmWorker:
    """The worker of one store on disk: at most one process, for one thread at a time."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._asked = 0
        self._failed = 0
        self._ready = False
        self._lock = Lock()
        self._line: _Line | None = None
        self._end: finalize[..., WarmWorker] | None = None
        _LIVING.add(self)

    def answer(self, query: str, result_format: str, deadline: Deadline) -> bytes | None:
        """The serialized answer, or None where the caller has to ask in another way.

        Raises
        ------
        QueryTimeoutError, QueryError
            As the same query in a child of its own would.
        """
        if not self._lock.acquire(blocking=False):
            return None
        try:
            line = self._hired()
            return None if line is None else self._exchange(line, query, result_format, deadline)
        finally:
            self._lock.release()

    def dismiss(self) -> None:
        """Kill the worker, if there is one, and wait until it is gone."""
        if self._end is not None:
            self._end()
        self._line, self._end, self._ready = None, None, False

    def forget(self) -> None:
        """In a forked child: let go of the parent's worker, without a word to it."""
        self._lock = Lock()
        if self._line is not None and self._end is not None:
            self._end.detach()
            self._line.sock.close()
            self._line.process.returncode = 0
        self._line, self._end, self._ready = None, None, False

    def _hired(self) -> _Line | None:
        """The worker, if it is ready; one that is gone or missing is started anew."""
        self._asked += 1
        if self._line is not None and self._line.process.poll() is not None:
            self._failed += not self._ready
            self.dismiss()
        if self._line is None:
            if self._asked > FORKED_FIRST and self._failed < _FAILURES and sys.executable and hasattr(os, "fork"):
                self._hire()
            return None
        if not self._ready:
            self._ready = _says_ready(self._line.sock)
        return self._line if self._ready else None

    def _hire(self) -> None:
        import socket  # noqa: PLC0415 - the command line, which asks one query, needs neither
        import subprocess  # noqa: PLC0415

        ours, theirs = socket.socketpair()
        command = worker_command(self._store, MEMORY_LIMIT, MEMORY_LIMIT)
        try:
            process = subprocess.Popen(  # noqa: S603
                command,
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                stderr=subprocess.DEVNULL,
                env=worker_environment(),
            )
        except OSError:  # no process to be had: the caller's fork will say so, if it cannot do without
            ours.close()
            return
        finally:
            theirs.close()
        self._line = _Line(process, ours)
        self._end = finalize(self, _kill, self._line)

    def _exchange(self, line: _Line, query: str, result_format: str, deadline: Deadline) -> bytes | None:
        try:
            _send(line.sock, question(query, result_format), deadline)
            kind, payload = _receive(line.sock, deadline)
        except OSError:
            line.process.kill()
            code = line.process.wait()  # what it died of, if it was dead
            self.dismiss()
            if code in {_ABORTED, _OUT_OF_MEMORY}:
                raise out_of_memory() from None
            return None  # it was killed from outside, which is no fault of the query
        except BaseException:
            self.dismiss()
            raise
        if _resident(line.process.pid) > _ROOM:
            self.dismiss()
        if kind == GOOD:
            return payload
        raise QueryError(payload.decode("utf-8", "replace"))


_LIVING: WeakSet[WarmWorker] = WeakSet()


def _forget_all() -> None:
    for worker in list(_LIVING):
        worker.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


def _kill(line: _Line) -> None:
    line.process.kill()
    line.sock.close()
    line.process.wait()


def _says_ready(sock: socket.socket) -> bool:
    """Whether the worker has opened the store; does not wait for it."""
    sock.settimeout(0)
    with suppress(BlockingIOError, ConnectionError):
        return len(sock.recv(HEAD)) == HEAD
    return False


def _limit(sock: socket.socket, deadline: Deadline) -> None:
    """Let the next call wait no longer than the deadline allows."""
    if deadline.left() == 0:
        raise deadline.passed()
    sock.settimeout(deadline.wait())


def _send(sock: socket.socket, data: bytes, deadline: Deadline) -> None:
    view = memoryview(data)
    while view:
        _limit(sock, deadline)
        with suppress(TimeoutError):
            view = view[sock.send(view) :]


def _receive(sock: socket.socket, deadline: Deadline) -> tuple[bytes, bytes]:
    """Kind and payload; OSError where the worker is gone, QueryTimeoutError where it does not say them in time."""
    head = _read(sock, HEAD, deadline)
    return head[:1], _read(sock, int.from_bytes(head[1:], "big"), deadline)


def _read(sock: socket.socket, size: int, deadline: Deadline) -> bytes:
    parts: list[bytes] = []
    while size:
        _limit(sock, deadline)
        with suppress(TimeoutError):
            part = sock.recv(min(size, _CHUNK))
            if not part:
                raise ConnectionError
            parts.append(part)
            size -= len(part)
    return b"".join(parts)


def _resident(pid: int) -> int:
    """Bytes of memory that a process has; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as stream:  # noqa: PTH123 - the short way, for each query
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
