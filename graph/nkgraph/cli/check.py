"""``nkgraph check`` and ``nkgraph fmt``: faults of the tables, and their one canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from nkgraph.cli.talk import open_graph, with_progress

if TYPE_CHECKING:
    from nkgraph.errors import Finding


@click.command(short_help="Check tables, rules and shapes; name every fault.")
@click.option("-f", "--format", "output_format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_context
def check(context: click.Context, output_format: str) -> None:
    """Check the tables against the handbook, the rules of the whole graph and the SHACL shapes.

    Every fault is named with file, row, column, value and remedy. Exit 1 if there are any.
    """
    from nkgraph.errors import InputErrors

    try:
        findings = _findings(context)
    except InputErrors as error:
        findings = list(error.findings)
    if output_format == "json":
        import json

        click.echo(json.dumps([finding._asdict() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{len(findings)} findings" if findings else "no findings", err=True)
    if findings:
        context.exit(1)


def _findings(context: click.Context) -> list[Finding]:
    from nkgraph.checks.graph_rules import check_rules
    from nkgraph.checks.shapes import check_shapes
    from nkgraph.checks.spellings import check_spellings

    graph = open_graph(context)
    found = sorted([*check_spellings(graph), *check_rules(graph)])
    return found + with_progress("checking the shapes", lambda: check_shapes(graph))


@click.command(short_help="Write the tables in their one canonical form.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if a table is not canonical.")
@click.pass_context
def fmt(context: click.Context, only_check: bool) -> None:
    """Sort rows and columns, strip spaces, write LF and no byte-order mark. Names the tables it changed."""
    from nkgraph.curation.canonical import format_table, write_formatted
    from nkgraph.curation.corpus import table_names
    from nkgraph.curation.home import find_home
    from nkgraph.errors import InputErrors

    home = find_home(context.obj)
    tables = []
    findings: list[Finding] = []
    for name in table_names(home):
        try:
            tables.append(format_table(home.sources, name))
        except InputErrors as error:
            findings.extend(error.findings)
    if findings:
        raise InputErrors(findings)
    changed = [table.name for table in tables if table.changed] if only_check else write_formatted(tables)
    for name in changed:
        click.echo(f"sources/{name}")
    if only_check and changed:
        context.exit(1)
