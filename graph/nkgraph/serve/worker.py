"""A disposable worker: a process that answers queries one after the other until it is killed.

Run as ``python -m nkgraph.serve.worker STORE MEMORY RESULT``: requests come on standard input, answers go to
standard output, both as frames (see `nkgraph.serve.frames`). No engine here can stop a query, so the parent kills the
process; memory is limited by the system, and an answer that grows beyond its limit ends the query.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import BinaryIO

from nkgraph.errors import NkgraphError
from nkgraph.serve.frames import BAD, GOOD, LARGE, read_frame, write_frame
from nkgraph.store.embedded import EmbeddedStore
from nkgraph.store.evaluation import evaluate_into


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


def answer(store: EmbeddedStore, request: bytes, limit: int) -> tuple[bytes, bytes]:
    """(kind, payload) for one request, whose first line is the format and whose rest is the query."""
    name, _, query = request.partition(b"\n")
    buffer = BoundedBuffer(limit)
    try:
        evaluate_into(store.store, query.decode("utf-8"), name.decode("ascii"), buffer)
    except AnswerTooLargeError:
        return LARGE, f"the answer is larger than {limit} bytes; ask for less, or use LIMIT".encode()
    except NkgraphError as error:
        return BAD, str(error).encode()
    except MemoryError:
        os._exit(9)
    return GOOD, buffer.getvalue()


def main() -> None:
    """Answer until standard input ends."""
    path, memory, limit = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from pathlib import Path  # noqa: PLC0415 - after the limits

    store = EmbeddedStore(Path(path))
    ready = store.store  # opened now, so that the first query finds it open
    source: BinaryIO = sys.stdin.buffer
    sink: BinaryIO = sys.stdout.buffer
    write_frame(sink, GOOD, str(len(ready)).encode())
    while (frame := read_frame(source)) is not None:
        kind, payload = answer(store, frame[1], limit)
        write_frame(sink, kind, payload)


if __name__ == "__main__":
    main()
