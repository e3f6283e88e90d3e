"""``nkgraph query``: ask a SPARQL query."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from nkgraph.cli.talk import open_store, print_table, write_output

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "nt", "jsonld")


@click.command(short_help="Ask a SPARQL query: text, a file, or standard input.")
@click.argument("query", required=False)
@click.option("-f", "--format", "output_format", type=click.Choice(FORMATS), help="Form of the answer.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@click.option(
    "-t", "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Stop after this long."
)
@click.pass_context
def query(
    context: click.Context, query: str | None, output_format: str | None, output: Path | None, timeout: float | None
) -> None:
    """Ask a SPARQL query.

    QUERY is the text itself, the name of a file, or - for standard input. The prefixes nk:, ent:, skill:, doc:,
    claim: and those of the W3C vocabularies need not be declared. Without --format the answer is a table on a
    terminal, CSV (SELECT), JSON (ASK) or Turtle (CONSTRUCT, DESCRIBE) elsewhere.

    \b
    nkgraph query 'SELECT ?branch { ent:korea-computer-center nk:hasBranch ?branch }'
    nkgraph query question.rq --format json
    """
    from nkgraph.store.formats import TABLE, check_format
    from nkgraph.store.guard import query_form

    text = _text(query)
    form = query_form(text)
    chosen = output_format or _default(form, on_terminal=output is None and sys.stdout.isatty())
    check_format(chosen, form)
    store = open_store(context)
    if chosen == TABLE:
        _print(store.ask(text, timeout))
    else:
        write_output(store.answer(text, chosen, timeout), output)


def _text(argument: str | None) -> str:
    if argument is None and sys.stdin.isatty():
        raise click.UsageError("give a query, a file, or - for standard input")
    if argument is None or argument == "-":
        return _decoded(sys.stdin.buffer.read(), "standard input")
    looks_like_text = "{" in argument or "\n" in argument
    if looks_like_text:
        return argument
    path = Path(argument)
    if path.is_file():
        return _decoded(path.read_bytes(), argument)
    if path.suffix in {".rq", ".sparql"} or "/" in argument:
        raise click.UsageError(f"there is no file {argument}")
    return argument


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{name} is not UTF-8 (byte {error.start})") from error


def _default(form: str, *, on_terminal: bool) -> str:
    if on_terminal:
        return "table"
    return {"SELECT": "csv", "ASK": "json"}.get(form, "turtle")


def _print(answer: object) -> None:
    from nkgraph.store.answers import Rows, Triples, text_of

    if isinstance(answer, Rows):
        print_table(answer.columns, answer.to_texts())
    elif isinstance(answer, Triples):
        print_table(("subject", "predicate", "object"), [tuple(text_of(term) for term in t) for t in answer])
    else:
        click.echo("yes" if answer else "no")
