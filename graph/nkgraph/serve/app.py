"""The application: routes, headers, and the pages it serves from disk."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from nkgraph.serve.addresses import Addresses
from nkgraph.serve.protocol import Endpoint, plain_error
from nkgraph.views.vis import library

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager

    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from nkgraph.serve.pool import Pool

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
)

_STATIC = Path(__file__).parent / "static"
_OUTLINE = Path(str(files("nkgraph.views") / "outline" / "world.json"))
_QUERY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:"
)


class SafeHeaders:
    """Adds headers that keep a browser from guessing, telling and framing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its answer."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        await self.app(scope, receive, add if scope["type"] == "http" else send)


class KindConvertor(Convertor[str]):
    """The first part of a thing's address."""

    regex = "id|skill|document|claim"

    def convert(self, value: str) -> str:
        """As it stands."""
        return value

    def to_string(self, value: str) -> str:
        """As it stands."""
        return value


def make_app(
    pool: Pool, pages: Path, downloads: Mapping[str, Path], vocabulary: bytes, hosts: Sequence[str]
) -> Starlette:
    """The application over a pool, a folder of pages (``explorer.html``, ``site/``) and files to take away.

    `vocabulary` is the JSON that the query page completes from; `hosts` are the names under which the server may be
    asked: a page elsewhere must not reach it under a name of its own.
    """
    register_url_convertor("kind", KindConvertor())
    routes = [
        *_pages(pages),
        *_files(downloads, vocabulary),
        Route("/sparql", Endpoint(pool).handle, methods=["GET", "POST"]),
        Route("/{kind:kind}/{ident}", Addresses(pool, pages / "site").handle),
    ]
    middleware = [
        Middleware(SafeHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
    ]
    errors = {HTTPException: plain_error, Exception: plain_error}
    return Starlette(routes=routes, middleware=middleware, lifespan=_lifespan(pool), exception_handlers=errors)


def _lifespan(pool: Pool) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """What starts the pool with the server and stops it with it."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    return lifespan


def _pages(pages: Path) -> list[BaseRoute]:
    """Explorer, query page and site."""

    async def explorer(_: Request) -> Response:
        return FileResponse(pages / "explorer.html")

    async def query_page(_: Request) -> Response:
        return FileResponse(_STATIC / "query.html", headers={"Content-Security-Policy": _QUERY_POLICY})

    return [
        Route("/", explorer),
        Route("/explorer.html", explorer),
        Route("/query", query_page),
        Mount("/site", StaticFiles(directory=pages / "site", html=True)),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


def _files(downloads: Mapping[str, Path], vocabulary: bytes) -> list[BaseRoute]:
    """Files to take away, and what the query page reads."""

    async def download(request: Request) -> Response:
        path = downloads.get(request.path_params["name"])
        if path is None:
            raise HTTPException(404, "to be had: " + ", ".join(downloads))
        return FileResponse(path, filename=path.name)

    return [
        Route("/vocabulary.json", lambda _: Response(vocabulary, media_type="application/json")),
        Route("/favicon.ico", lambda _: Response(status_code=204)),
        Route("/outline.json", lambda _: FileResponse(_OUTLINE)),
        Route("/vis-network.min.js", lambda _: Response(library(), media_type="text/javascript; charset=utf-8")),
        Route("/download/{name}", download),
    ]
