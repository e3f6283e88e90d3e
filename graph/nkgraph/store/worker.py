"""A disposable worker: a process that answers queries one after the other until it is killed.

Its arguments are STORE MEMORY ANSWER: a folder and two numbers of bytes. Requests come on standard input, answers go to
standard output, both as frames (see `nkgraph.store.frames`). No engine here can stop a query, so the parent kills the
process; memory is limited by the system, and an answer that grows beyond its limit ends the query. Whatever it is
doing, it ends when its standard input does: it does not outlive its parent.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from _thread import start_new_thread
from contextlib import suppress
from queue import SimpleQueue
from typing import BinaryIO

from pyoxigraph import Store

from nkgraph.errors import NkgraphError
from nkgraph.store.evaluation import evaluate_into
from nkgraph.store.frames import BAD, GOOD, LARGE, read_frame, write_frame
from nkgraph.store.isolation import limit_memory

OUT_OF_MEMORY = 9
"""Exit code of a worker that could not get the memory it wanted."""


class AnswerTooLargeError(Exception):
    """The answer grew beyond its limit."""


class BoundedBuffer(io.BytesIO):
    """A buffer that refuses to grow beyond a number of bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Append, or raise AnswerTooLargeError."""
        if self.tell() + len(data) > self._limit:
            raise AnswerTooLargeError
        return super().write(data)


def answer(store: Store, request: bytes, limit: int) -> tuple[bytes, bytes]:
    """(kind, payload) for one request, whose first line is the format and whose rest is the query."""
    name, _, query = request.partition(b"\n")
    buffer = BoundedBuffer(limit)
    try:
        evaluate_into(store, query.decode("utf-8"), name.decode("ascii"), buffer)
    except AnswerTooLargeError:
        return LARGE, f"the answer is larger than {limit} bytes; ask for less, or use LIMIT".encode()
    except NkgraphError as error:
        return BAD, str(error).encode()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - a worker may not let anything out but frames
        return BAD, f"{type(error).__name__}: {error}".encode()
    return GOOD, buffer.getvalue()


def main() -> None:
    """Answer until standard input ends."""
    path, memory, limit = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    limit_memory(memory)
    store = Store.read_only(path)  # opened now, so that the first query finds it open
    requests: SimpleQueue[bytes] = SimpleQueue()
    start_new_thread(_listen, (sys.stdin.buffer, requests))
    sink: BinaryIO = sys.stdout.buffer
    write_frame(sink, GOOD, b"")
    try:
        while True:
            write_frame(sink, *answer(store, requests.get(), limit))
    except OSError:
        os._exit(0)  # nobody listens
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _listen(source: BinaryIO, requests: SimpleQueue[bytes]) -> None:
    """Pass requests on, in a thread of its own: so that the end of the stream is seen while a query runs."""
    try:
        while (frame := read_frame(source)) is not None:
            requests.put(frame[1])
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
