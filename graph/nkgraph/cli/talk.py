"""What every verb shares: opening the graph, talk on stderr, tables on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph
    from nkgraph.store.embedded import EmbeddedStore


Result = TypeVar("Result")


def open_graph(context: click.Context) -> KnowledgeGraph:
    """The graph of ``--home``; says so on stderr when a cache has to be built, or cannot be."""
    from nkgraph.knowledge_graph import open as open_knowledge_graph
    from nkgraph.store.cache import cached_graph

    graph = open_knowledge_graph(context.obj)
    if cached_graph(graph.home) is None:
        build_with_bar(graph)
        if graph.note:
            click.echo(f"nkgraph: {graph.note}", err=True)
    return graph


def open_store(context: click.Context) -> EmbeddedStore:
    """The embedded store alone: the short way from a shell to an answer."""
    from nkgraph.curation.home import find_home
    from nkgraph.store.cache import cached_graph
    from nkgraph.store.embedded import EmbeddedStore

    cached = cached_graph(find_home(context.obj))
    return EmbeddedStore(cached.store) if cached else open_graph(context).store


def build_with_bar(graph: KnowledgeGraph) -> None:
    """Build the cache; on a terminal with a bar that tells the rate and the time left."""
    if not sys.stderr.isatty():
        _ = graph.cache
        return
    from nkgraph.cli.bar import build_bar

    with build_bar() as graph.watch:
        _ = graph.cache


def with_progress(what: str, work: Callable[[], Result]) -> Result:
    """Run a piece of work; on a terminal with a moving sign beside its name."""
    if not sys.stderr.isatty():
        return work()
    from rich.console import Console

    with Console(stderr=True).status(what):
        return work()


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows: as a table on a terminal, tab-separated elsewhere."""
    if not sys.stdout.isatty():
        for row in [columns, *rows]:
            click.echo("\t".join(visible(cell) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    Console().print(table)


def visible(text: str) -> str:
    """A text whose control and bidirectional characters cannot act on a terminal.

    >>> visible("a\\u202eb\\x1b[31m")
    'a\\\\u202eb\\\\x1b[31m'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def write_output(payload: bytes, output: Path | None) -> None:
    """Write bytes to a file, atomically, or to stdout."""
    if output is None:
        stream = sys.stdout.buffer
        stream.write(payload)
        if payload and not payload.endswith(b"\n"):
            stream.write(b"\n")
        stream.flush()
        return
    from nkgraph.files import write_with

    write_with(output, lambda stream: stream.write(payload))
    click.echo(str(output))


def complete_entity(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Ids of entities that begin as typed, read from the table alone so that the shell does not wait."""
    import csv

    from nkgraph.curation.home import find_home
    from nkgraph.errors import NkgraphError

    try:
        home = find_home(context.find_root().params.get("home"))
        with (home.sources / "entities.csv").open(encoding="utf-8-sig", newline="") as stream:
            return [row["id"] for row in csv.DictReader(stream) if row["id"].startswith(incomplete)]
    except (NkgraphError, OSError, KeyError, csv.Error):
        return []


def complete_question(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Ids of questions that begin as typed."""
    from nkgraph.questions import all_questions

    return [question.id for question in all_questions() if question.id.startswith(incomplete)]
