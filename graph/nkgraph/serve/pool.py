"""The pool: a fixed number of workers, one query each at a time; one that overstays is killed and replaced."""

from __future__ import annotations

import asyncio
import subprocess
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nkgraph.errors import NkgraphError, QueryError, QueryTimeoutError, StoreError
from nkgraph.serve.remembered import Remembered
from nkgraph.serve.turns import Turns
from nkgraph.store.frames import BAD, LARGE, question, receive_frame
from nkgraph.store.warm import worker_command, worker_environment

if TYPE_CHECKING:
    from pathlib import Path


class BusyError(NkgraphError):
    """All workers are taken and stayed taken for as long as a request may wait."""


class AnswerLimitError(QueryError):
    """The query wanted more memory, or a longer answer, than it may have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, bytes of memory, bytes of answer; and how long a request waits for a worker."""

    seconds: float = 30.0
    memory: int = 2 * 1024**3
    answer: int = 64 * 1024**2
    wait: float = 5.0


@dataclass
class Pool:
    """Workers over one store on disk. `start` before the first query, `stop` after the last."""

    store: Path
    size: int
    limits: Limits
    _remembered: Remembered = field(default_factory=Remembered)
    _idle: Turns[Process] = field(default_factory=Turns)
    _all: set[Process] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self) -> None:
        """Start all workers and wait until each has opened the store."""
        await asyncio.gather(*(self._hire() for _ in range(self.size)))

    async def stop(self) -> None:
        """Kill all workers."""
        for task in self._tasks:
            task.cancel()
        for process in list(self._all):
            await self._dismiss(process)

    async def ask(self, query: str, result_format: str) -> bytes:
        """The serialized answer of a query that has passed the guard.

        A caller that is cancelled, because its client has gone, takes its worker with it.

        Raises
        ------
        BusyError, QueryTimeoutError, AnswerLimitError, QueryError
        """
        known = self._remembered.find(query, result_format)
        if known is not None:
            return known
        worker = await self._worker()
        kind, payload = await self._exchange(worker, query, result_format)
        self._idle.put(worker)
        if kind == LARGE:
            raise AnswerLimitError(payload.decode())
        if kind == BAD:
            raise QueryError(payload.decode())
        self._remembered.keep(query, result_format, payload)
        return payload

    async def _worker(self) -> Process:
        """An idle worker; waits for one no longer than a request may."""
        try:
            return await self._idle.take(self.limits.wait)
        except TimeoutError as error:
            raise BusyError("all workers are busy; try again in a moment") from error

    async def _exchange(self, worker: Process, query: str, result_format: str) -> tuple[bytes, bytes]:
        """Kind and payload of what the worker says; one that does not say it in time or whole is replaced."""
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await _exchange(worker, query, result_format)
        except TimeoutError as error:
            self._replace(worker)
            raise QueryTimeoutError(f"the query was stopped after {self.limits.seconds:g} s") from error
        except (asyncio.IncompleteReadError, ConnectionError, BrokenPipeError) as error:
            self._replace(worker)
            raise AnswerLimitError(f"the query needed more than {self.limits.memory >> 20} MB of memory") from error
        except BaseException:
            self._replace(worker)
            raise

    def _replace(self, worker: Process) -> None:
        async def swap() -> None:
            await self._dismiss(worker)
            await self._hire()

        task = asyncio.create_task(swap())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _hire(self) -> None:
        command = worker_command(self.store, self.limits.memory, self.limits.answer)
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=worker_environment()
        )
        self._all.add(process)
        assert process.stdout is not None  # noqa: S101 - it was asked for as a pipe
        await receive_frame(process.stdout)
        self._idle.put(process)

    async def _dismiss(self, process: Process) -> None:
        self._all.discard(process)
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def probe(store: Path, limits: Limits) -> None:
    """Start one worker and let it end, to learn whether it can open the store within its limits.

    Raises
    ------
    StoreError
        If it cannot.
    """
    command = worker_command(store, limits.memory, limits.answer)
    done = subprocess.run(command, env=worker_environment(), stdin=DEVNULL, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise StoreError(f"a worker cannot open the store within {limits.memory >> 20} MB; allow more with --memory")


async def _exchange(worker: Process, query: str, result_format: str) -> tuple[bytes, bytes]:
    assert worker.stdin is not None  # noqa: S101 - both were asked for as pipes
    assert worker.stdout is not None  # noqa: S101
    worker.stdin.write(question(query, result_format))
    await worker.stdin.drain()
    return await receive_frame(worker.stdout)
