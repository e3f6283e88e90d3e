"""``nkgraph query``: ask a SPARQL query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nkgraph.cli.talk import complete_question, open_graph, open_store, print_table, write_output

if TYPE_CHECKING:
    from nkgraph.store.embedded import EmbeddedStore
    from nkgraph.store.endpoint import Endpoint

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "nt", "jsonld")


@click.command(short_help="Ask a SPARQL query: text, a file, standard input, or a question of the library.")
@click.argument("query", required=False)
@click.option("-f", "--format", "output_format", type=click.Choice(FORMATS), help="Form of the answer.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@click.option(
    "-t", "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Stop after this long."
)
@click.option(
    "-q", "--question", metavar="ID", shell_complete=complete_question, help="A question of the library, by id."
)
@click.option("-s", "--set", "settings", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@click.option("--at", "address", metavar="URL", help="Ask the SPARQL endpoint at this address instead.")
@click.pass_context
def query(
    context: click.Context,
    query: str | None,
    output_format: str | None,
    output: Path | None,
    timeout: float | None,
    question: str | None,
    settings: tuple[str, ...],
    address: str | None,
) -> None:
    """Ask a SPARQL query.

    QUERY is the text itself, the name of a file, or - for standard input. The prefixes nk:, ent:, skill:, doc:,
    claim: and those of the W3C vocabularies need not be declared. Without --format the answer is a table on a
    terminal, CSV (SELECT), JSON (ASK) or Turtle (CONSTRUCT, DESCRIBE) elsewhere. With --at a SPARQL 1.1 endpoint
    answers; without --timeout it is given 60 seconds.

    \b
    nkgraph query 'SELECT ?branch { ent:korea-computer-center nk:hasBranch ?branch }'
    nkgraph query question.rq --format json
    nkgraph query --question branches-in --set country=RU
    nkgraph query --question is-designated --at http://localhost:7878/query
    """
    from nkgraph.store.formats import TABLE, check_format
    from nkgraph.store.guard import form_of, query_form

    text = _asked(context, query, question, settings)
    form = form_of(text) if address else query_form(text)
    chosen = output_format or _default(form, on_terminal=output is None and sys.stdout.isatty())
    check_format(chosen, form)
    store = _store(context, address)
    if chosen == TABLE:
        _print(store.ask(text, timeout))
    else:
        write_output(store.answer(text, chosen, timeout), output)


def _store(context: click.Context, address: str | None) -> EmbeddedStore | Endpoint:
    if address is None:
        return open_store(context)
    from nkgraph.store.endpoint import Endpoint

    return Endpoint(address)


def _asked(context: click.Context, query: str | None, question: str | None, settings: tuple[str, ...]) -> str:
    """The text to ask: of the argument, or of a question with its parameters bound."""
    if question is None:
        if settings:
            raise click.UsageError("--set belongs to --question")
        return _text(query)
    if query is not None:
        raise click.UsageError("give a query or --question, not both")
    from nkgraph.questions import find_question
    from nkgraph.questions.binding import Known, bind, read_values

    asked = find_question(question)
    given = dict(_setting(one) for one in settings)
    graph = open_graph(context)
    return bind(asked, read_values(asked, given, Known(graph.things, graph.store.store)))


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"--set {text[:80]}: write name=value")
    return name.strip(), value


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
