"""``nkgraph push``: the graph into another store, over HTTP or as files for its bulk loader."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nkgraph.cli.talk import open_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nkgraph.push.login import Login


@click.command(short_help="Load the graph into another store, or write its bulk-load files.")
@click.argument("url", metavar="[GSP_URL]", required=False)
@click.option("--graph", metavar="IRI", help="Graph to fill; without it the default graph.")
@click.option("--query-url", metavar="URL", help="SPARQL endpoint of the same store, asked afterwards.")
@click.option("--replace", is_flag=True, help="Empty the graph first.")
@click.option("--user", metavar="NAME", help="Name to log in by, where the server asks for one.")
@click.option(
    "--password-file", type=click.Path(dir_okay=False, path_type=Path), help="File whose first line is the password."
)
@click.option("--chunk", type=click.IntRange(min=1), default=20_000, show_default=True, help="Triples sent at once.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds that the server may take for each piece and each query.",
)
@click.option("--bulk", type=click.Path(file_okay=False, path_type=Path), help="Write bulk-load files here instead.")
@click.pass_context
def push(
    context: click.Context,
    url: str | None,
    graph: str | None,
    query_url: str | None,
    replace: bool,
    user: str | None,
    password_file: Path | None,
    chunk: int,
    timeout: float,
    bulk: Path | None,
) -> None:
    """Load the graph into any store that speaks the SPARQL 1.1 Graph Store HTTP Protocol.

    GSP_URL is the address of its graph store. The graph is sent in pieces; a push that broke off goes on after the
    last piece that the server confirmed when the same command is given again. Afterwards the store is asked whether it
    holds what it should: count, counts and checksums by predicate, kinds of literals, and a sample of texts.

    \b
    nkgraph push http://127.0.0.1:7878/store
    nkgraph push http://127.0.0.1:8890/sparql-graph-crud-auth --graph https://w3id.org/nkgraph/ \\
        --user dba --password-file virtuoso.password
    nkgraph push --bulk FOLDER
    """
    if (url is None) == (bulk is None):
        raise click.UsageError("give the address of a graph store, or --bulk FOLDER")
    if url is None:
        _bulk(context, bulk or Path(), graph)
    else:
        _send(context, url, graph, query_url, replace, _login(user, password_file), chunk, timeout)


def _send(
    context: click.Context,
    url: str,
    graph: str | None,
    query_url: str | None,
    replace: bool,
    login: Login | None,
    chunk: int,
    timeout: float,
) -> None:
    from nkgraph.push.run import Push
    from nkgraph.push.target import make_target
    from nkgraph.store.cache import home_root

    target = make_target(url, graph, query_url)
    ours = open_graph(context)
    order = Push(ours.cache.turtle, ours.store, home_root(ours.home), target, replace, login, chunk, timeout)
    with _progress("sending") as report:
        found = order.run(report)
    click.echo(
        f"{found.triples} triples at {target.url}{f' in {graph}' if graph else ''}, verified: "
        f"{found.predicates} predicates by count and checksum, {found.kinds} kinds of literals, {found.texts} texts"
    )


def _bulk(context: click.Context, folder: Path, graph: str | None) -> None:
    from nkgraph.push.bulk import write_bulk
    from nkgraph.push.target import check_graph

    check_graph(graph)
    ours = open_graph(context)
    total = len(ours.store.store)
    with _progress("writing") as report:
        written = write_bulk(ours.cache.turtle, folder, graph, lambda done: report(done, total))
    for loader, command in written.commands().items():
        click.echo(f"# {loader}\n{command}")


def _login(user: str | None, password_file: Path | None) -> Login | None:
    if user is None and password_file is None:
        return None
    if user is None or password_file is None:
        raise click.UsageError("--user and --password-file belong together")
    from nkgraph.push.login import read_login

    return read_login(user, password_file)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Tells how many triples are done: a bar with rate and time left on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: click.echo(f"{what}: {done} of {total} triples", err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]:,.0f} triples/s")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=None, rate=0.0)
        yield lambda done, total: bar.update(task, completed=done, total=total, rate=bar.tasks[0].speed or 0.0)
