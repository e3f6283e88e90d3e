"""Any SPARQL 1.1 endpoint: asked over HTTP by form POST, read no longer than it may take, never half believed.

A query changes nothing, so it is sent again where nothing of an answer has come: the connection was refused, or the
server said 503. Everything else is reported: a refusal, a web page instead of an answer, an answer that breaks off.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

from nkgraph.errors import EndpointError, QueryError, QueryTimeoutError, shown
from nkgraph.model.terms import prologue
from nkgraph.store import received
from nkgraph.store.evaluation import write_answer
from nkgraph.store.formats import PLAIN, check_format
from nkgraph.store.guard import form_of

if TYPE_CHECKING:
    import httpx

    from nkgraph.store.answers import Answer

DEFAULT_TIMEOUT = 60.0
LARGEST_ANSWER = 1 << 30
_PAUSES = (0.2, 0.5, 1.0)
_BAD_REQUEST, _UNAVAILABLE, _OK = 400, 503, 200
_SAID = {
    401: "wants a login; put it into the address: https://user:password@host/…",
    403: "refuses to answer",
    404: "has nothing at this address; endpoints often end in /sparql or /query",
    405: "does not take a form POST here",
    406: "cannot give SPARQL results as JSON or N-Triples",
    413: "finds the query too long",
    429: "asks for fewer queries; try again later",
    503: "is busy or starting; try again later",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A SPARQL endpoint by its address; parameters of the address (``?default-graph-uri=…``) are sent along.

    `login` answers a server that asks for a name and password in another way than by the address.
    """

    url: str
    login: httpx.Auth | None = None

    def answer(self, query: str, result_format: str, timeout: float | None = None) -> bytes:
        """Ask and return the answer serialized, in the formats of `EmbeddedStore.answer`.

        Raises
        ------
        QueryError
            If the server finds fault with the query.
        QueryTimeoutError
            If the whole answer was not there in time.
        EndpointError
            If the server cannot be reached, refuses, or gives something that is no whole answer.
        """
        form = form_of(query)
        check_format(result_format, form)
        output = BytesIO()
        write_answer(received.parse(self._payload(query, form, timeout), form), result_format, output)
        return output.getvalue()

    def ask(self, query: str, timeout: float | None = None) -> Answer:
        """Ask and return Rows, Triples or a bool; errors as for `answer`."""
        from nkgraph.store.answers import read_answer  # noqa: PLC0415 - not needed where bytes are wanted

        form = form_of(query)
        return read_answer(self.answer(query, PLAIN[form], timeout), form)

    def _payload(self, query: str, form: str, timeout: float | None) -> bytes:
        """What the server sent, as JSON (SELECT, ASK) or N-Triples, whole."""
        seconds = DEFAULT_TIMEOUT if timeout is None else timeout
        content, body = self._exchange(prologue() + query, received.accept(form), seconds)
        try:
            return received.normal(body, content, form)
        except received.NotAnAnswerError as error:
            raise EndpointError(f"{self.name} {error}") from error

    @property
    def name(self) -> str:
        """The address without a password, fit to be shown."""
        import httpx  # noqa: PLC0415 - the shell answers from the embedded store without it

        try:
            address = httpx.URL(self.url)
        except httpx.InvalidURL as error:
            raise EndpointError(f"{shown(self.url)} is no address: {error}") from error
        if address.scheme not in {"http", "https"} or not address.host:
            raise EndpointError(f"{shown(self.url)} is no address of an endpoint; it begins with http:// or https://")
        return str(address.copy_with(userinfo=b"", query=None, fragment=None))

    def _exchange(self, query: str, accept: str, seconds: float) -> tuple[str, bytes]:
        """Content type and body of the first answer that is one."""
        import httpx  # noqa: PLC0415

        name, end = self.name, time.monotonic() + seconds
        headers = {"Accept": accept, "User-Agent": "nkgraph"}
        with httpx.Client(headers=headers, auth=self.login, follow_redirects=False) as client:
            for pause in (*_PAUSES, None):
                try:
                    return self._once(client, query, end, again=pause is not None)
                except _AgainError:
                    time.sleep(min(pause or 0.0, max(0.0, end - time.monotonic())))
                except httpx.ConnectError as error:
                    if pause is None or end - time.monotonic() <= pause:
                        raise EndpointError(f"{name} cannot be reached: {error}") from error
                    time.sleep(pause)
                except httpx.TimeoutException as error:
                    raise QueryTimeoutError(f"{name} did not answer within {seconds:g} s; ask for less") from error
                except httpx.HTTPError as error:
                    raise EndpointError(f"{name} broke off its answer: {error}") from error
        raise EndpointError(f"{name} {_SAID[_UNAVAILABLE]}")

    def _once(self, client: httpx.Client, query: str, end: float, *, again: bool) -> tuple[str, bytes]:
        with client.stream("POST", self.url, data={"query": query}, timeout=_left(end)) as response:
            if response.status_code == _UNAVAILABLE and again:
                raise _AgainError
            body = _read(response, end)
            if response.status_code != _OK:
                self._refused(response, body)
            return response.headers.get("content-type", ""), body

    def _refused(self, response: httpx.Response, body: bytes) -> NoReturn:
        status, text = response.status_code, received.excerpt(body, response.headers.get("content-type", ""))
        if status == _BAD_REQUEST:
            raise QueryError(f"{self.name} finds fault with the query: {text or 'it does not say what'}")
        if response.is_redirect:
            raise EndpointError(f"{self.name} has moved to {shown(response.headers.get('location', ''))}; ask there")
        said = _SAID.get(status, "failed" if response.is_server_error else "does not answer")
        raise EndpointError(f"{self.name} {said} (HTTP {status})" + (f": {text}" if text else ""))


class _AgainError(Exception):
    """The server said 503 and nothing else."""


def _left(end: float) -> httpx.Timeout:
    """What is left of the time, for each step of the exchange."""
    import httpx  # noqa: PLC0415

    return httpx.Timeout(max(0.001, end - time.monotonic()))


def _read(response: httpx.Response, end: float) -> bytes:
    """The body, chunk by chunk, so that a server that drips is stopped too."""
    import httpx  # noqa: PLC0415

    parts, size = [], 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if time.monotonic() > end:
            raise httpx.ReadTimeout("the time is up")
        if size > LARGEST_ANSWER:
            raise EndpointError(f"the answer is larger than {LARGEST_ANSWER >> 20} MB; ask for less")
    return b"".join(parts)
