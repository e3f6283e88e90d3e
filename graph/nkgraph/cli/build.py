"""``nkgraph build``: tables to Turtle, store and pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nkgraph.cli.talk import open_graph, with_progress

if TYPE_CHECKING:
    from nkgraph.knowledge_graph import KnowledgeGraph

MOST_ENTITIES = 20_000


@click.command(short_help="Build Turtle, store, page and site from the tables.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="Folder to write into.",
)
@click.option("--no-pages", is_flag=True, help="Leave out the page and the site.")
@click.pass_context
def build(context: click.Context, output: Path, *, no_pages: bool) -> None:
    """Write the graph as Turtle, as a page to explore, and as a static site.

    The site has a readable page for each entity, document and claim, without scripts and with relative links.
    The store that answers SPARQL is kept in the cache (NKGRAPH_CACHE) and is ready when this command ends. The names of
    the files written are printed. A graph of more than 20,000 entities gets no pages: `nkgraph view` draws parts of it.
    """
    from nkgraph.statistics import headline

    graph = open_graph(context)
    counts = headline(graph)
    graph.export("turtle", output / "nkgraph.ttl")
    written = ["nkgraph.ttl"]
    if not no_pages and counts["entities"] <= MOST_ENTITIES:
        written += _pages(graph, output)
    elif not no_pages:
        click.echo(
            f"nkgraph: no pages: {counts['entities']:,} entities are more than one page can show; "
            "draw a part with nkgraph view ENTITY",
            err=True,
        )
    click.echo(
        f"{counts['claims']} claims and {counts['names']} names of {counts['entities']} entities "
        f"from {counts['documents']} documents, {counts['triples']} triples, version {graph.version}",
        err=True,
    )
    click.echo(f"store: {graph.cache.store} (ask it with nkgraph query)", err=True)
    for name in written:
        click.echo(str(output / name))


def _pages(graph: KnowledgeGraph, output: Path) -> list[str]:
    from nkgraph.files import write_text
    from nkgraph.site import build_site
    from nkgraph.views.compose import sector_picture
    from nkgraph.views.page import render

    html = with_progress("drawing the page", lambda: render(sector_picture(graph)))
    write_text(output / "explorer.html", html)
    with_progress("writing the site", lambda: build_site(graph, output / "site"))
    return ["explorer.html", "site/index.html"]
