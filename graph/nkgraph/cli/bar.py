"""The progress bar of a build: how much of the tables is read, triples a second, and the time left."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nkgraph.progress import Progress, Watch


@contextmanager
def build_bar() -> Iterator[Watch]:
    """A bar on stderr, and what moves it."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[said]}"),
        TimeRemainingColumn(),
    )
    begin = time.monotonic()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading the tables", total=None, said="")

        def move(progress: Progress) -> None:
            rate = progress.triples / max(time.monotonic() - begin, 0.001)
            said = f"{progress.triples:,} triples, {rate:,.0f} a second"
            finished = progress.done >= progress.total
            what = "finishing the store" if finished else "reading the tables"
            bar.update(task, description=what, completed=progress.done, total=progress.total, said=said)

        yield move
