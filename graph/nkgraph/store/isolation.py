"""A piece of work in a disposable child process: the only way to stop an engine that cannot be interrupted.

The child is forked, does the work, and sends its answer through a pipe; the parent waits no longer than it was
told to and then kills it. A fork costs a few milliseconds. Where the system has no fork, the work runs in this
process and the limits do not hold.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from nkgraph.errors import MisuseError, NkgraphError, QueryError, QueryTimeoutError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY_LIMIT = 8 * 1024**3
"""Address space that a child may take, in bytes; a query that wants more ends with a clear error."""

_GOOD, _MISUSE, _QUERY, _STORE = b"+", b"m", b"q", b"s"
_ERRORS: dict[bytes, type[NkgraphError]] = {_MISUSE: MisuseError, _QUERY: QueryError, _STORE: StoreError}
_CHUNK = 1 << 20


def run_isolated(work: Callable[[], bytes], timeout: float | None) -> bytes:
    """Run `work` in a child and return its bytes.

    Parameters
    ----------
    work
        Called in the child; its errors of this package's family are raised again here.
    timeout
        Seconds after which the child is killed; None waits as long as it takes.

    Raises
    ------
    QueryTimeoutError
        If the time was up.
    QueryError
        If the child ended without an answer: it ran out of memory.
    """
    if not hasattr(os, "fork"):
        return work()
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _child(work, writer)
    os.close(writer)
    try:
        answer = _receive(reader, timeout)
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        raise
    finally:
        os.close(reader)
        status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT:
        raise KeyboardInterrupt  # the shell sent it to both; the child may have died of it first
    kind, payload = answer[:1], answer[1:]
    if kind == _GOOD:
        return payload
    if kind in _ERRORS:
        raise _ERRORS[kind](payload.decode("utf-8", "replace"))
    raise QueryError("the query ended without an answer: it needed more memory than it may take; make it smaller")


def _child(work: Callable[[], bytes], writer: int) -> None:
    """Do the work, send the answer, and leave without running anybody's clean-up."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    _limit_memory()
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


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)


def _receive(reader: int, timeout: float | None) -> bytes:
    end = None if timeout is None else time.monotonic() + timeout
    parts: list[bytes] = []
    while True:
        left = None if end is None else max(0.0, end - time.monotonic())
        ready, _, _ = select.select([reader], [], [], left)
        if not ready:
            raise QueryTimeoutError(f"the query was stopped after {timeout:g} s; ask for less, or allow more time")
        part = os.read(reader, _CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)
