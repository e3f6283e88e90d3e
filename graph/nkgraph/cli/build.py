"""``nkgraph build``: tables to Turtle, store and pages."""

from __future__ import annotations

from pathlib import Path

import click

from nkgraph.cli.talk import open_graph, with_progress


@click.command(short_help="Build Turtle, store, page and site from the tables.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="Folder to write into.",
)
@click.pass_context
def build(context: click.Context, output: Path) -> None:
    """Write the graph as Turtle, as a page to explore, and as a static site.

    The site has a readable page for each entity, document and claim, without scripts and with relative links.
    The store that answers SPARQL is kept in the cache (NKGRAPH_CACHE) and is ready when this command ends. The names of
    the files written are printed.
    """
    from nkgraph.files import write_text
    from nkgraph.site import build_site
    from nkgraph.views.compose import sector_picture
    from nkgraph.views.page import render

    graph = open_graph(context)
    counts = graph.stats()
    html = with_progress("drawing the page", lambda: render(sector_picture(graph)))
    graph.export("turtle", output / "nkgraph.ttl")
    write_text(output / "explorer.html", html)
    with_progress("writing the site", lambda: build_site(graph, output / "site"))
    click.echo(
        f"{counts['claims']} claims and {counts['names']} names of {counts['entities']} entities "
        f"from {counts['documents']} documents, {counts['triples']} triples, version {graph.version}",
        err=True,
    )
    click.echo(f"store: {graph.cache.store} (ask it with nkgraph query)", err=True)
    for name in ("nkgraph.ttl", "explorer.html", "site/index.html"):
        click.echo(str(output / name))
