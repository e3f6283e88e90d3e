"""``nkgraph stats``: counts of what the graph holds."""

from __future__ import annotations

import click

from nkgraph.cli.talk import open_graph, print_table


@click.command(short_help="Count what the graph holds.")
@click.option(
    "-f", "--format", "output_format", type=click.Choice(("table", "json")), default="table", show_default=True
)
@click.pass_context
def stats(context: click.Context, output_format: str) -> None:
    """Count claims, entities, documents, names and links, by kind."""
    counts = open_graph(context).stats()
    if output_format == "json":
        import json

        click.echo(json.dumps(counts, ensure_ascii=False, indent=2))
        return
    rows: list[tuple[str, str, str]] = []
    for key, value in counts.items():
        pairs = value.items() if isinstance(value, dict) else [("", value)]
        rows.extend((key, str(name), str(number)) for name, number in pairs)
    print_table(("count", "of", "number"), rows)
