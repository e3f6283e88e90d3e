"""Turns: whoever has waited longest is given the next thing that comes free.

`asyncio.Queue` wakes the one that waited longest too, but lets a newcomer take the thing before it has woken; under
load some would wait until they are refused.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Things that one task has at a time."""

    def __init__(self) -> None:
        self._free: deque[T] = deque()
        self._waiting: deque[asyncio.Future[T]] = deque()

    def put(self, thing: T) -> None:
        """Give a thing to the first in line, or keep it until somebody comes."""
        while self._waiting:
            first = self._waiting.popleft()
            if not first.done():
                first.set_result(thing)
                return
        self._free.append(thing)

    async def take(self, seconds: float) -> T:
        """The next thing; TimeoutError where none comes free in time."""
        if self._free:
            return self._free.popleft()
        turn: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(seconds):
                return await turn
        except BaseException:
            if turn.done() and not turn.cancelled():
                self.put(turn.result())  # it came in the moment of leaving
            raise
