"""Name and password, given only where a server asks for them, by the scheme it asks for: Digest before Basic.

A password is never sent before it is asked for: a server that wants Digest would have seen it in the clear.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import httpx

from nkgraph.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_UNAUTHORIZED = 401


class Login(httpx.Auth):
    """The login of one user; remembers which scheme the server asked for."""

    def __init__(self, name: str, password: str) -> None:
        self._name = name
        self._password = password
        self._scheme: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, and once more with what the server asks for."""
        if self._scheme is not None:
            yield from self._scheme.auth_flow(request)
            return
        response = yield request
        if response.status_code != _UNAUTHORIZED:
            return
        asked = [value.lower() for value in response.headers.get_list("www-authenticate")]
        if any(value.startswith("digest") for value in asked):
            self._scheme = digest = httpx.DigestAuth(self._name, self._password)
            flow = digest.auth_flow(request)
            next(flow)  # the request that has just been refused
            with suppress(StopIteration):
                flow.send((yield flow.send(response)))
        elif any(value.startswith("basic") for value in asked):
            self._scheme = httpx.BasicAuth(self._name, self._password)
            yield from self._scheme.auth_flow(request)


def read_login(name: str, file: Path) -> Login:
    """A login whose password is the first line of a file.

    Raises
    ------
    MisuseError
        If the file cannot be read or is empty.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MisuseError(f"the password file {file} cannot be read: {getattr(error, 'strerror', error)}") from error
    if not lines or not lines[0]:
        raise MisuseError(f"the password file {file} is empty; its first line is the password")
    return Login(name, lines[0])
