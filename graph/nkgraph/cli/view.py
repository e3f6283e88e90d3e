"""``nkgraph view``: an interactive page of a part of the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nkgraph.cli.talk import complete_entity, open_graph, with_progress

if TYPE_CHECKING:
    from nkgraph.views.picture import Picture


@click.command(short_help="Write an interactive HTML page.")
@click.argument("entity", required=False, shell_complete=complete_entity)
@click.option("-d", "--depth", type=click.IntRange(1, 4), default=1, show_default=True, help="How many links away.")
@click.option("-t", "--to", metavar="ENTITY", help="A second entity: the best evidenced way between the two.")
@click.option("-v", "--view", "name", metavar="NAME", help="A ready view instead of an entity; 'list' names them.")
@click.option(
    "-q",
    "--query",
    "query_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Draw the links that a query returns (?source ?relation ?target, or a CONSTRUCT).",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.pass_context
def view(
    context: click.Context,
    entity: str | None,
    depth: int,
    to: str | None,
    name: str | None,
    query_file: Path | None,
    output: Path | None,
) -> None:
    """Write one HTML file that needs no network: the whole sector, the neighbourhood of ENTITY, or a way between two.

    \b
    nkgraph view Nosotek --depth 2
    nkgraph view Nosotek --to "Korea Computer Center"
    nkgraph view --view ownership -o ownership.html
    """
    from nkgraph.files import write_text
    from nkgraph.views.page import render
    from nkgraph.views.ready import ready_views

    if name == "list":
        for question in ready_views():
            click.echo(f"{question.id}\t{question.title}\t{question.sentence}")
        return
    if sum(given is not None for given in (entity, name, query_file)) > 1:
        raise click.UsageError("give an entity, --view or --query, not several")
    if to is not None and entity is None:
        raise click.UsageError("--to needs the entity to begin at: nkgraph view ENTITY --to ENTITY")
    stem, picture = _picture(context, entity, depth, to, name, query_file)
    path = output or Path(f"nkgraph-{stem}.html")
    html = with_progress("drawing", lambda: render(picture))
    write_text(path, html)
    click.echo(str(path))


def _picture(
    context: click.Context,
    entity: str | None,
    depth: int,
    to: str | None,
    name: str | None,
    query_file: Path | None,
) -> tuple[str, Picture]:
    from nkgraph.views.compose import entity_picture, path_picture, sector_picture, view_picture
    from nkgraph.views.ready import Question, ready_view

    question = ready_view(name) if name else None
    if query_file:
        text = query_file.read_text("utf-8-sig")
        question = Question(query_file.stem, query_file.stem, "The links that the query below returns.", text, 0)
    graph = open_graph(context)
    if question:
        return question.id, view_picture(graph, question)
    if entity is None:
        return "sector", sector_picture(graph, site="")
    if to is not None:
        return f"{graph.find(entity).id}-{graph.find(to).id}", path_picture(graph, entity, to)
    return graph.find(entity).id, entity_picture(graph, entity, depth)
