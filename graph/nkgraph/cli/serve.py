"""``nkgraph serve``: one local address with explorer, site, query page, SPARQL endpoint and downloads."""

from __future__ import annotations

import click

from nkgraph.cli.talk import open_graph, with_progress


@click.command(short_help="Serve explorer, query page and SPARQL endpoint on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; loopback by default.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--workers", type=click.IntRange(1, 64), help="Queries at the same time; default: cores plus two.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds a query may run.",
)
@click.option("--memory", type=click.IntRange(min=128), default=2048, show_default=True, help="MB a query may take.")
@click.option("--answer", type=click.IntRange(min=1), default=64, show_default=True, help="MB an answer may be long.")
@click.option(
    "--engine",
    type=click.Choice(("nkgraph", "oxigraph")),
    default="nkgraph",
    show_default=True,
    help="Our guarded server, or the stock Oxigraph server: SPARQL alone, without limits.",
)
@click.pass_context
def serve(
    context: click.Context,
    host: str,
    port: int,
    workers: int | None,
    timeout: float,
    memory: int,
    answer: int,
    engine: str,
) -> None:
    """Serve the graph to this machine until Ctrl-C.

    The addresses: / (explorer), /site/ (pages), /query (query page), /sparql (SPARQL 1.1 Protocol, read-only),
    /download/nkgraph.ttl, and /id/…, /document/…, /claim/… as page, Turtle or JSON-LD.
    """
    if engine == "oxigraph":
        _serve_stock(context, host, port)
        return
    from nkgraph.serve.pool import Limits
    from nkgraph.serve.run import default_workers, listening, make_server

    graph = open_graph(context)
    limits = Limits(seconds=timeout, memory=memory << 20, answer=answer << 20)
    server = with_progress(
        "making the pages", lambda: make_server(graph, host, port, workers or default_workers(), limits)
    )
    socket = listening(server)
    name, number = socket.getsockname()[:2]
    click.echo(f"http://{'[' + name + ']' if ':' in name else name}:{number}/")
    server.run(sockets=[socket])


def _serve_stock(context: click.Context, host: str, port: int) -> None:
    """Run the stock Oxigraph server until Ctrl-C."""
    import signal

    from nkgraph.errors import StoreError
    from nkgraph.serve.stock import find_binary, readable_store, stock_server

    given = [
        name
        for name in ("workers", "timeout", "memory", "answer")
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    ]
    if given:
        raise click.UsageError(f"--{given[0]} does not go with --engine oxigraph, which has no limits of its own")
    binary = find_binary()
    cache = open_graph(context).cache
    store = with_progress("preparing the store", lambda: readable_store(binary, cache))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with stock_server(binary, store, host, port) as (address, process):
        click.echo(address)
        click.echo("nkgraph: the Oxigraph server has no limits of its own: for people you trust", err=True)
        try:
            code = process.wait()
        except KeyboardInterrupt:
            return
    raise StoreError(f"the Oxigraph server ended with code {code}")
