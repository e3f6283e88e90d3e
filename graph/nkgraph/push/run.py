"""A push from beginning to end: go on from the bookmark, send, verify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nkgraph.errors import EndpointError, StoreError
from nkgraph.push.bookmark import bookmark
from nkgraph.push.pieces import pieces
from nkgraph.push.sender import Sender
from nkgraph.push.verification import Verified, count, verify
from nkgraph.store.endpoint import Endpoint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nkgraph.push.bookmark import Bookmark
    from nkgraph.push.login import Login
    from nkgraph.push.target import Target
    from nkgraph.push.verification import Asked

CHUNK = 20_000
"""Triples of a piece: 3 MB of N-Triples, small enough for the limits that servers and proxies set by default."""


@dataclass(frozen=True, slots=True)
class Push:
    """What is pushed, where to, and how.

    Parameters
    ----------
    turtle, ours
        The graph as Turtle, and the store that holds the same graph.
    folder
        Where the bookmark is kept.
    replace
        Whether the graph there is emptied first.
    """

    turtle: Path
    ours: Asked
    folder: Path
    target: Target
    replace: bool = False
    login: Login | None = None
    chunk: int = CHUNK
    timeout: float = 60.0

    def run(self, report: Callable[[int, int], None]) -> Verified:
        """Send what is not confirmed yet, then verify the whole; `report` is told triples done and in all.

        Raises
        ------
        EndpointError
            If the server cannot be reached or refuses; a second run goes on after the last confirmed piece.
        StoreError
            If the graph there is not ours afterwards; a second run begins anew.
        """
        mark = bookmark(self.folder, self.turtle, self.target, replace=self.replace)
        total = count(self.ours)
        theirs = Endpoint(self.target.query_url, self.login)
        self._send(mark, self._confirmed(mark, theirs, total), total, report)
        try:
            verified = verify(self.ours, theirs, self.target.graph, self.timeout)
        except StoreError:
            mark.forget()
            raise
        mark.forget()
        return verified

    def _confirmed(self, mark: Bookmark, theirs: Endpoint, total: int) -> int:
        """Triples that need not be sent: confirmed, and still there (a store in memory forgets when it restarts)."""
        confirmed = mark.confirmed()
        if not 0 < confirmed <= total or count(theirs, self.target.graph, self.timeout) < confirmed:
            return 0
        return confirmed

    def _send(self, mark: Bookmark, done: int, total: int, report: Callable[[int, int], None]) -> None:
        report(done, total)
        with Sender(self.target.address, self.login, self.timeout) as sender:
            for piece in pieces(self.turtle, self.chunk, done):
                try:
                    sender.send(piece.body, first=self.replace and piece.first == 0)
                except EndpointError as error:
                    held = f"{done} of {total} triples are confirmed; the same command goes on from there"
                    raise EndpointError(f"{error}\n{held}" if done else str(error)) from error
                done = piece.last
                mark.set(done)
                report(done, total)
