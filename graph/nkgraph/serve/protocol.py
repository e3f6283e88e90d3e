"""The SPARQL 1.1 Protocol, its query operation: GET, form POST, direct POST; read-only.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from nkgraph.errors import QueryError, QueryTimeoutError
from nkgraph.model.terms import DATASET
from nkgraph.serve.negotiation import choose, offered
from nkgraph.serve.pool import AnswerLimitError, BusyError, Pool
from nkgraph.store.guard import LONGEST_QUERY, query_form

if TYPE_CHECKING:
    from starlette.requests import Request

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_LONGEST_BODY = 3 * LONGEST_QUERY
_MOST_PARAMETERS = 100
_BODY_SECONDS = 20.0
_GONE = 499
_QUICK = 0.05
"""Seconds after which the server begins to look whether the client is still there: most answers are earlier."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The endpoint over a pool of workers."""

    pool: Pool

    async def handle(self, request: Request) -> Response:
        """Answer one request of the protocol."""
        query = await _read_query(request)
        try:
            form = query_form(query)
        except QueryError as error:
            raise HTTPException(403 if "refused" in str(error) else 400, str(error)) from error
        chosen = choose(request.headers.get("accept", ""), offered(form))
        if chosen is None:
            raise HTTPException(406, f"a {form} can be had as: " + ", ".join(offered(form)))
        media, name = chosen
        payload = await self._answer(request, query, name)
        charset = "; charset=utf-8" if media.startswith("text/") else ""
        return Response(payload, media_type=media + charset, headers={"Vary": "Accept"})

    async def _answer(self, request: Request, query: str, name: str) -> bytes:
        """The answer; the worker is stopped when the client leaves before it comes."""
        work = asyncio.create_task(self.pool.ask(query, name))
        try:
            await asyncio.wait({work}, timeout=_QUICK)
            if not work.done():
                await self._watched(request, work)
            return await _result(work)
        finally:
            work.cancel()

    async def _watched(self, request: Request, work: asyncio.Task[bytes]) -> None:
        """Wait for the answer or for the client to leave."""
        leaving = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait({work, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise HTTPException(_GONE, "the client has gone")
        finally:
            leaving.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await leaving


async def _result(work: asyncio.Task[bytes]) -> bytes:
    try:
        return await work
    except BusyError as error:
        raise HTTPException(503, str(error), headers={"Retry-After": "2"}) from error
    except QueryTimeoutError as error:
        raise HTTPException(504, str(error)) from error
    except AnswerLimitError as error:
        raise HTTPException(507, str(error)) from error
    except QueryError as error:
        raise HTTPException(400, str(error)) from error


async def _gone(request: Request) -> None:
    """Return when the client has closed its connection."""
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            return


async def _read_query(request: Request) -> str:
    """The one query of a request; anything else is refused with a reason."""
    parameters = _parameters(request.scope["query_string"].decode("latin-1"))
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == _UPDATE:
            raise HTTPException(403, "updates are refused: the graph is read-only")
        if kind not in {_FORM, _QUERY}:
            raise HTTPException(415, f"send a POST as {_FORM} (query=…) or as {_QUERY}")
        text = _decoded(await _body(request))
        parameters = parameters + (_parameters(text) if kind == _FORM else [("query", text)])
    names = [name for name, _ in parameters]
    if "update" in names or "using-graph-uri" in names:
        raise HTTPException(403, "updates are refused: the graph is read-only")
    for name, value in parameters:
        if name in {"default-graph-uri", "named-graph-uri"} and not (name.startswith("default") and value == DATASET):
            raise HTTPException(400, f"there is one graph here, <{DATASET}>; leave {name} out")
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1:
        raise HTTPException(400, "send exactly one query, as the parameter query or as the body of a POST")
    return queries[0]


def _parameters(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the parameters are not UTF-8 behind their percent signs") from error
    except ValueError as error:
        raise HTTPException(400, f"more than {_MOST_PARAMETERS} parameters") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the body is not UTF-8") from error


async def _body(request: Request) -> bytes:
    parts = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for part in request.stream():
                parts += part
                if len(parts) > _LONGEST_BODY:
                    raise HTTPException(413, f"a query of more than {LONGEST_QUERY} characters is refused")
    except TimeoutError as error:
        raise HTTPException(408, f"the body did not come within {_BODY_SECONDS:g} s") from error
    return bytes(parts)


async def plain_error(_: Request, error: Exception) -> Response:
    """Errors as plain text: for people who read them in a terminal, and safe in a browser."""
    if isinstance(error, HTTPException):
        return PlainTextResponse(error.detail + "\n", error.status_code, headers=error.headers)
    return PlainTextResponse("something went wrong here\n", 500)
