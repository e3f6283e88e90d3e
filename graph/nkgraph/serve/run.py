"""Start the server: pages into the cache, the pool, uvicorn on loopback."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from nkgraph.serve.app import make_app
from nkgraph.serve.pool import Limits, Pool, probe
from nkgraph.serve.vocabulary import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    import uvicorn

    from nkgraph.knowledge_graph import KnowledgeGraph

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
_BACKLOG = 512
_CONNECTIONS = 4000
_LONGEST_HEADERS = 64 * 1024


def ensure_pages(graph: KnowledgeGraph) -> Path:
    """The folder of pages beside the cached store, made where it is missing, whole or not at all."""
    from nkgraph.files import whole_folder, write_text  # noqa: PLC0415 - needed once for each state of the tables
    from nkgraph.site import build_site  # noqa: PLC0415
    from nkgraph.views.compose import sector_picture  # noqa: PLC0415
    from nkgraph.views.page import render  # noqa: PLC0415

    folder = graph.cache.path / "pages"
    if not folder.is_dir():
        with whole_folder(folder, replace=False) as beside:
            write_text(beside / "explorer.html", render(sector_picture(graph)))
            build_site(graph, beside / "site")
    return folder


def make_server(graph: KnowledgeGraph, host: str, port: int, workers: int, limits: Limits) -> uvicorn.Server:
    """A server that is ready to run."""
    import uvicorn  # noqa: PLC0415 - heavy

    from nkgraph.serve.lines import Line  # noqa: PLC0415

    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    probe(graph.cache.store, limits)
    pool = Pool(graph.cache.store, workers, limits)
    hosts = LOOPBACK if host in LOOPBACK else ("*",)
    app = make_app(pool, ensure_pages(graph), {"nkgraph.ttl": graph.cache.turtle}, vocabulary(graph), hosts)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=Line,
        h11_max_incomplete_event_size=_LONGEST_HEADERS,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )
    return uvicorn.Server(config)


def listening(server: uvicorn.Server) -> socket.socket:
    """The server's socket, bound and listening: from here on a connection waits instead of being refused.

    Each accepted connection inherits that nothing is held back: head and body of an answer are two writes, and the
    second would wait 40 ms for the first to be confirmed.
    """
    sock = server.config.bind_socket()
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.listen(_BACKLOG)
    return sock


def default_workers() -> int:
    """Two more than the processor has cores: a long query on each still leaves room."""
    return (os.cpu_count() or 1) + 2
