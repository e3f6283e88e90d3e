"""``nkgraph export``: take the graph away in a format of your choice."""

from __future__ import annotations

from pathlib import Path

import click

from nkgraph.cli.talk import open_graph, with_progress

FORMATS = ("turtle", "nt", "nq", "rdfxml", "jsonld", "graphml", "gexf", "csv")


@click.command(short_help="Write the graph as Turtle, JSON-LD, GraphML, CSV ...")
@click.argument("export_format", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File (or folder, for csv) to write.")
@click.pass_context
def export(context: click.Context, export_format: str, output: Path | None) -> None:
    """Write the whole graph in FORMAT: turtle, nt, nq, rdfxml, jsonld, graphml, gexf or csv.

    The RDF formats hold everything; graphml and gexf hold the links; csv is a folder of tables. Without --output the
    file is called nkgraph with the ending of the format.
    """
    from nkgraph.export import FORMATS as WRITERS

    path = output or Path("nkgraph-csv" if export_format == "csv" else "nkgraph" + WRITERS[export_format].ending)
    graph = open_graph(context)
    for written in with_progress(f"writing {path}", lambda: graph.export(export_format, path)):
        click.echo(str(written))
