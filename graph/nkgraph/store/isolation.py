"""A piece of work in a disposable child process: the only way to stop an engine that cannot be interrupted.

The child is forked, does the work, and sends its answer through a pipe; the parent waits no longer than it was
told to and then kills it. A fork costs some milliseconds, and the child finds nothing warm; `nkgraph.store.warm` keeps
a child for many queries. Where the system has no fork, the work runs in this process and the limits do not hold.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from _thread import start_new_thread
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from nkgraph.errors import MisuseError, NkgraphError, QueryError, QueryTimeoutError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY_LIMIT = 8 * 1024**3
"""Address space that a child may take, in bytes; a query that wants more ends with a clear error."""

_GOOD, _MISUSE, _QUERY, _STORE = b"+", b"m", b"q", b"s"
_ERRORS: dict[bytes, type[NkgraphError]] = {_MISUSE: MisuseError, _QUERY: QueryError, _STORE: StoreError}
_CHUNK = 1 << 20
_LONGEST_WAIT = 86_400.0


class Deadline:
    """A time from now, in seconds; None never comes."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    def left(self) -> float | None:
        """Seconds that are left, not below 0; None for ever."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    def wait(self) -> float | None:
        """Seconds that one call may wait: what is left, but no more than a day, as no call waits for ever so long."""
        left = self.left()
        return None if left is None else min(left, _LONGEST_WAIT)

    def passed(self) -> QueryTimeoutError:
        """The error of a query that was still running at the time."""
        return QueryTimeoutError(f"the query was stopped after {self._seconds:g} s; ask for less, or allow more time")


def out_of_memory() -> QueryError:
    """The error of a query whose process ended without an answer."""
    return QueryError("the query ended without an answer: it needed more memory than it may take; make it smaller")


def run_isolated(work: Callable[[], bytes], timeout: float | Deadline | None) -> bytes:
    """Run `work` in a child and return its bytes.

    Parameters
    ----------
    work
        Called in the child; its errors of this package's family are raised again here.
    timeout
        Seconds after which the child is killed, or the time at which it is; None waits as long as it takes.

    Raises
    ------
    QueryTimeoutError
        If the time was up.
    QueryError
        If the child ended without an answer: it ran out of memory.
    """
    if not hasattr(os, "fork"):
        return work()
    deadline = timeout if isinstance(timeout, Deadline) else Deadline(timeout)
    pid, reader, lifeline = _fork(work)
    try:
        answer = _receive(reader, deadline)
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        raise
    finally:
        os.close(reader)
        status = os.waitpid(pid, 0)[1]
        os.close(lifeline)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT:
        raise KeyboardInterrupt  # the shell sent it to both; the child may have died of it first
    return _unwrapped(answer)


def limit_memory(size: int) -> None:
    """Let this process take no more address space than `size` bytes, and leave no core behind."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _fork(work: Callable[[], bytes]) -> tuple[int, int, int]:
    """Start the child: its number, where its answer comes, and a pipe whose end tells it that nobody waits any more."""
    reader, writer = os.pipe()
    watched, lifeline = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        os.close(lifeline)
        start_new_thread(_leave_at_the_end_of, (watched,))
        _child(work, writer)
    os.close(writer)
    os.close(watched)
    return pid, reader, lifeline


def _leave_at_the_end_of(pipe: int) -> None:
    os.read(pipe, 1)
    os._exit(1)


def _unwrapped(answer: bytes) -> bytes:
    """What the child sent, or the error that it tells of."""
    kind, payload = answer[:1], answer[1:]
    if kind == _GOOD:
        return payload
    if kind in _ERRORS:
        raise _ERRORS[kind](payload.decode("utf-8", "replace"))
    raise out_of_memory()


def _child(work: Callable[[], bytes], writer: int) -> NoReturn:
    """Do the work, send the answer, and leave without running anybody's clean-up."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGABRT, signal.SIG_DFL)  # an engine without memory aborts; nobody wants to see its stack
    limit_memory(MEMORY_LIMIT)
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        answer = _GOOD + work()
    except QueryError as error:
        answer = _QUERY + str(error).encode()
    except StoreError as error:
        answer = _STORE + str(error).encode()
    except NkgraphError as error:
        answer = _MISUSE + str(error).encode()
    except MemoryError:
        answer = b""
    except Exception as error:  # noqa: BLE001 - a child may not let anything out but bytes
        answer = _QUERY + f"{type(error).__name__}: {error}".encode()
    view = memoryview(answer)
    while view:
        view = view[os.write(writer, view[:_CHUNK]) :]
    os._exit(0)


def _receive(reader: int, deadline: Deadline) -> bytes:
    parts: list[bytes] = []
    waiting = select.poll()  # unlike select, it takes any number of open files
    waiting.register(reader, select.POLLIN)
    while True:
        seconds = deadline.wait()
        if not waiting.poll(None if seconds is None else seconds * 1000):
            if deadline.left() == 0:
                raise deadline.passed()
            continue
        part = os.read(reader, _CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)
