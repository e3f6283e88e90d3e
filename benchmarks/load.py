"""Load: a client in a process of its own that asks an endpoint as fast as it is answered.

``python benchmarks/load.py URL SECONDS CONNECTIONS MODE`` keeps that many connections alive, each with one request
under way; MODE is ``distinct`` (no query twice) or ``repeated`` (one query). One line of JSON is printed: answers a
second and the latencies of the middle and of the slowest hundredth in milliseconds.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import time
from urllib.parse import quote, urlsplit

CHEAP = "SELECT ?label {{ <https://w3id.org/nkgraph/id/korea-computer-center> rdfs:label ?label }} # {number}"


class Line:
    """One connection that is kept alive."""

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)

    async def open(self) -> None:
        """Connect."""
        self.reader, self.writer = await asyncio.open_connection(self.parts.hostname, self.parts.port)

    async def ask(self, query: str) -> None:
        """Ask by GET and read the answer; RuntimeError where it is none."""
        target = f"{self.parts.path}?query={quote(query)}"
        self.writer.write(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n".encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode("latin-1").splitlines()[0])
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await self.reader.readexactly(int(length.partition(b":")[2]))


async def load(url: str, seconds: float, connections: int, mode: str) -> dict[str, float]:
    """Ask for so long over so many connections."""
    numbers, took = itertools.count(), []
    lines = [Line(url) for _ in range(connections)]
    end = time.perf_counter() + seconds

    async def one(line: Line) -> None:
        await line.open()
        while (begin := time.perf_counter()) < end:
            await line.ask(CHEAP.format(number=next(numbers) if mode == "distinct" else 0))
            took.append(time.perf_counter() - begin)

    begin = time.perf_counter()
    await asyncio.gather(*(one(line) for line in lines))
    elapsed = time.perf_counter() - begin
    took.sort()
    return {
        "a_second": len(took) / elapsed,
        "middle": 1000 * took[len(took) // 2],
        "p99": 1000 * took[int(len(took) * 0.99)],
    }


if __name__ == "__main__":
    address, seconds, connections, mode = sys.argv[1:]
    print(json.dumps(asyncio.run(load(address, float(seconds), int(connections), mode))))
