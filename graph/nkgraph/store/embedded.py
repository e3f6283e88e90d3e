"""The embedded store: Oxigraph, from the cache on disk or in memory, asked in a child process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Store

from nkgraph.errors import StoreError
from nkgraph.store.evaluation import evaluate
from nkgraph.store.formats import PLAIN, check_format
from nkgraph.store.guard import query_form
from nkgraph.store.isolation import Deadline, run_isolated
from nkgraph.store.warm import WarmWorker

if TYPE_CHECKING:
    from pathlib import Path

    from nkgraph.store.answers import Answer


@dataclass(frozen=True)
class EmbeddedStore:
    """A read-only graph that answers SPARQL.

    Parameters
    ----------
    path
        Folder of a store on disk, opened when first needed; or None with `memory` given.
    memory
        A store in memory.
    keep
        Whatever must live as long as the store does: the temporary folder it stands in.
    """

    path: Path | None = None
    memory: Store | None = None
    keep: object = None

    @cached_property
    def store(self) -> Store:
        """The engine's store in this process."""
        if self.memory is not None:
            return self.memory
        try:
            return Store.read_only(os.fspath(self.path or ""))
        except OSError as error:
            raise StoreError(f"the store {self.path} cannot be opened: {error}") from error

    @cached_property
    def _warm(self) -> WarmWorker | None:
        return WarmWorker(self.path) if self.path is not None and self.memory is None else None

    def answer(self, query: str, result_format: str, timeout: float | None = None) -> bytes:
        """Evaluate a query in a child process and return the serialized answer.

        Parameters
        ----------
        result_format
            ``csv``, ``tsv``, ``json``, ``xml`` for SELECT; ``json``, ``xml`` for ASK; ``turtle``, ``nt``,
            ``jsonld``, ``xml`` for CONSTRUCT and DESCRIBE.
        timeout
            Seconds, or None.

        Raises
        ------
        QueryError
            If the query is refused, wrong, or ran out of time or memory.
        MisuseError
            If the format does not fit the query.
        """
        form = query_form(query)
        check_format(result_format, form)
        deadline = Deadline(timeout)
        found = self._warm.answer(query, result_format, deadline) if self._warm else None
        if found is not None:
            return found
        return run_isolated(lambda: evaluate(self.store, query, result_format), deadline)

    def ask(self, query: str, timeout: float | None = None) -> Answer:
        """Evaluate a query and return Rows, Triples or a bool; errors as for `answer`."""
        from nkgraph.store.answers import read_answer  # noqa: PLC0415 - not needed where bytes are wanted

        form = query_form(query)
        return read_answer(self.answer(query, PLAIN[form], timeout), form)
