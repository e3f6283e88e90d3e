"""Sends pieces of a graph: again where that is safe, and with a plain sentence where it is of no use.

Sending a piece twice changes nothing, so it is sent again after a broken connection and after 429, 502, 503, 504. It
is not sent again after a silence (the server may still be at work on it), nor after a refusal.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn, Self

import httpx

from nkgraph.errors import EndpointError, shown
from nkgraph.store import received

if TYPE_CHECKING:
    from types import TracebackType

    from nkgraph.push.login import Login

PAUSES = (0.5, 1.0, 2.0)
_LONGEST_PAUSE, _LONGEST_BODY = 30.0, 1 << 20
_PASSING = frozenset({429, 502, 503, 504})
_SAID = {
    401: "does not accept this login",
    403: "does not let this user write",
    404: "has no graph store at this address",
    405: "does not take graphs at this address; it may be read-only, or the address be that of its endpoint",
    413: "takes no piece as large as this; use a smaller --chunk",
    415: "does not take N-Triples",
    429: "asks for fewer requests; try again later",
    503: "is busy or starting; try again later",
    507: "has no room left",
}
_NO_LOGIN = "wants a login; give --user and --password-file"


@dataclass(slots=True)
class Sender:
    """A connection to one graph of one store; closed when its block ends.

    Parameters
    ----------
    address
        Of the graph, as `Target.address` gives it.
    timeout
        Seconds that the server may take for a piece.
    """

    address: str
    login: Login | None = None
    timeout: float = 60.0
    _client: httpx.Client = field(init=False, repr=False)
    _reached: bool = field(default=False, init=False, repr=False)

    def __post_init__(self) -> None:
        headers = {"Accept": "application/json, text/plain, */*;q=0.1", "User-Agent": "nkgraph"}
        self._client = httpx.Client(headers=headers, auth=self.login, timeout=self.timeout, follow_redirects=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._client.close()

    @property
    def name(self) -> str:
        """The address of the store, fit to be shown."""
        return str(httpx.URL(self.address).copy_with(query=None))

    def send(self, body: bytes, *, first: bool) -> None:
        """Put N-Triples into the graph: in place of what is there (`first`), or beside it.

        Raises
        ------
        EndpointError
            If the server cannot be reached, refuses, or is no graph store.
        """
        for pause in (*PAUSES, None):
            try:
                wait = self._once("PUT" if first else "POST", body, pause)
            except httpx.TimeoutException as error:
                raise EndpointError(
                    f"{self.name} did not take a piece within {self.timeout:g} s; "
                    "give it longer by --timeout or less by --chunk"
                ) from error
            except httpx.TransportError as error:
                self._lost(error, pause)
                wait = pause
            if wait is None:
                return
            time.sleep(wait)

    def _once(self, method: str, body: bytes, pause: float | None) -> float | None:
        """Send once; None when done, or seconds to wait before it is sent again."""
        headers, end = {"Content-Type": "application/n-triples"}, time.monotonic() + self.timeout
        with self._client.stream(method, self.address, content=body, headers=headers) as response:
            self._reached = True
            text = _beginning(response, end)
        if response.status_code in _PASSING and pause is not None:
            return _asked_pause(response, pause)
        if not response.is_success:
            self._refused(response, text)
        if "html" in response.headers.get("content-type", "") and text.strip():
            raise EndpointError(f"{self.name} gives a web page; this is no address of a graph store")
        return None

    def _refused(self, response: httpx.Response, text: bytes) -> NoReturn:
        status = response.status_code
        if response.is_redirect:
            raise EndpointError(f"{self.name} has moved to {shown(response.headers.get('location', ''))}; push there")
        said = _SAID.get(status, "failed" if response.is_server_error else "does not take the graph")
        if status == httpx.codes.UNAUTHORIZED and self.login is None:
            said = _NO_LOGIN
        why = received.excerpt(text, response.headers.get("content-type", ""))
        raise EndpointError(f"{self.name} {said} (HTTP {status})" + (f": {why}" if why else ""))

    def _lost(self, error: httpx.TransportError, pause: float | None) -> None:
        """Go on after a broken connection, but not where there never was one."""
        if pause is None or not self._reached:
            what = "cannot be reached" if isinstance(error, httpx.ConnectError) else "broke off the connection"
            raise EndpointError(f"{self.name} {what}: {error}") from error


def _beginning(response: httpx.Response, end: float) -> bytes:
    """The first MB of what the server says; no more of it is wanted, nor is a server that drips waited for."""
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if time.monotonic() > end:
            raise httpx.ReadTimeout("the time is up")
        if len(body) >= _LONGEST_BODY:
            break
    return bytes(body)


def _asked_pause(response: httpx.Response, pause: float) -> float:
    """Seconds of ``Retry-After``, within reason; else our own pause."""
    asked = response.headers.get("retry-after", "")
    return min(float(asked), _LONGEST_PAUSE) if asked.isdecimal() else pause
