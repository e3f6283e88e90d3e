"""Parts of the server by themselves: whose turn it is, what is remembered, and how long a silent line is kept."""

from __future__ import annotations

import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import pytest
import uvicorn

from nkgraph.serve import lines
from nkgraph.serve.remembered import Remembered
from nkgraph.serve.turns import Turns
from servers import free_port

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator


Result = TypeVar("Result")


def played(play: Coroutine[object, object, Result]) -> Result:
    """What a coroutine returns, run in a thread: in this one the browser of another test may keep a loop."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, play).result()


def test_whoever_waited_longest_is_next_whatever_newcomers_do() -> None:
    async def play() -> list[str]:
        turns: Turns[int] = Turns()
        turns.put(1)
        order = []

        async def one(name: str) -> None:
            thing = await turns.take(60)
            order.append(name)
            await asyncio.sleep(0)
            turns.put(thing)

        async def greedy() -> None:
            for _ in range(20):
                await one("greedy")

        await asyncio.gather(greedy(), one("b"), one("c"))
        return order

    assert played(play())[:4] == ["greedy", "b", "c", "greedy"]


def test_who_leaves_the_line_loses_nothing() -> None:
    async def play() -> int:
        turns: Turns[int] = Turns()
        leaving = asyncio.create_task(turns.take(60))
        await asyncio.sleep(0)
        turns.put(7)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        taken = await turns.take(60)
        with pytest.raises(TimeoutError):
            await turns.take(0.01)
        return taken

    assert played(play()) == 7


def test_answers_are_remembered_by_query_and_format_within_their_room() -> None:
    known = Remembered(room=1000)
    known.keep("ASK {}", "json", b"a" * 500)
    assert known.find("ASK {}", "json") == b"a" * 500
    assert known.find("ASK {}", "xml") is None
    known.keep("ASK { }", "json", b"b" * 500)
    assert known.find("ASK {}", "json") is None
    assert known.find("ASK { }", "json") == b"b" * 500
    known.keep("ASK {  }", "json", b"c" * 5000)
    assert known.find("ASK {  }", "json") is None


@pytest.mark.parametrize(
    "query", ["SELECT (NOW() AS ?t) {}", "SELECT (rand() AS ?x) {}", "SELECT (STRUUID() AS ?x) {}"]
)
def test_what_changes_is_not_remembered(query: str) -> None:
    known = Remembered()
    known.keep(query, "json", b"x")
    assert known.find(query, "json") is None


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that waits a moment for the head of a request; its port."""
    monkeypatch.setattr(lines, "HEAD_SECONDS", 0.2)

    async def app(_scope, _receive, send) -> None:  # type: ignore[no-untyped-def]
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    port = free_port()
    config = uvicorn.Config(app, port=port, http=lines.Line, lifespan="off", log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    yield port
    server.should_exit = True
    thread.join()


REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize(
    "said", [b"", b"GET / HTTP/1.1\r\nHost: loc", REQUEST + b"GET / HT"], ids=["silent", "half", "second"]
)
def test_a_line_that_says_nothing_whole_is_closed(hurried: int, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", hurried), timeout=30) as line:
        line.sendall(said)
        heard = b""
        while part := line.recv(1000):
            heard += part
    assert heard.count(b"HTTP/1.1 204") == said.count(REQUEST)
