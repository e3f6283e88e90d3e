"""The stock Oxigraph server over the cached store: fast, and without limits of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL
from typing import TYPE_CHECKING

from nkgraph.errors import MisuseError, StoreError
from nkgraph.files import whole_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nkgraph.store.cache import CachedGraph

_SECONDS = 60.0


def find_binary() -> str:
    """The ``oxigraph`` command: beside this interpreter, or on the path.

    Raises
    ------
    MisuseError
        If there is none.
    """
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if found is None:
        raise MisuseError("the Oxigraph server is not installed; pip install oxigraph")
    return found


def readable_store(binary: str, cache: CachedGraph) -> Path:
    """The cached store, or, where the server has another format, one that it has loaded itself beside it, once.

    Raises
    ------
    StoreError
        If it cannot load the Turtle.
    """
    own = cache.path / "store-server"
    for folder in (cache.store, own):
        if folder.is_dir() and _reads(binary, folder):
            return folder
    with whole_folder(own, replace=True) as beside:
        command = [binary, "load", "--location", str(beside), "--file", str(cache.turtle)]
        done = subprocess.run(command, stdout=DEVNULL, stderr=DEVNULL, check=False)  # noqa: S603
        if done.returncode:
            raise StoreError(f"the Oxigraph server could not load {cache.turtle}; pip install --upgrade oxigraph")
    return own


def _reads(binary: str, store: Path) -> bool:
    command = [binary, "query", "--location", str(store), "--query", "ASK { ?s ?p ?o }", "--results-format", "json"]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0 and b"true" in done.stdout


@contextmanager
def stock_server(binary: str, store: Path, host: str, port: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run the server until the block ends; yields its address, where it listens by then, and its process.

    Raises
    ------
    StoreError
        If the address cannot be had, or the server ends at once.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind((host, port))
            number = int(free.getsockname()[1])
    except OSError as error:
        raise StoreError(f"{host} port {port}: {error.strerror or error}") from error
    name = f"[{host}]:{number}" if ":" in host else f"{host}:{number}"
    command = [binary, "serve-read-only", "--location", str(store), "--bind", name]
    with subprocess.Popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL) as process:  # noqa: S603
        try:
            _wait_for(host, number, process)
            yield f"http://{name}/query", process
        finally:
            with suppress(ProcessLookupError):
                process.kill()  # it writes nothing


def _wait_for(host: str, port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _SECONDS
    while process.poll() is None and time.monotonic() < end:
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            return
        time.sleep(0.05)
    raise StoreError("the Oxigraph server does not start; run `oxigraph serve-read-only` by itself to see why")
