"""SPARQL servers for tests: the Oxigraph server and Virtuoso, on loopback, in a folder that is thrown away."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GRAPH = "https://w3id.org/nkgraph/"
_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
SchedulerInterval = 10
DirsAllowed = {folder}, {data}
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
ThreadsPerQuery = 2
MaxQueryMem = 1G
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
DefaultGraph = {graph}
"""


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until the port answers; fail where the server ends before."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode} before it listened")
        with socket.socket() as sock:
            sock.settimeout(1)
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing listens on port {port} after {seconds:g} s")


@contextmanager
def running(*command: str, port: int) -> Iterator[None]:
    """Run a server until the block ends."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port, process)
            yield
        finally:
            process.kill()


@contextmanager
def serving(home: Path, *options: str) -> Iterator[str]:
    """``nkgraph serve`` on a free port; yields its address, without the last slash; ends it by Ctrl-C."""
    command = [sys.executable, "-m", "nkgraph", "--home", str(home), "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip().rstrip("/")
        try:
            assert address.startswith("http://127.0.0.1:"), process.stderr.read() if process.stderr else ""
            yield address  # it listens: what is asked from now on waits until all workers are up
        finally:
            process.send_signal(signal.SIGINT)
            try:
                assert process.wait(timeout=30) in {0, 130, -signal.SIGINT}
            finally:
                process.kill()


@contextmanager
def oxigraph_server(turtle: Path, folder: Path) -> Iterator[str]:
    """PyPI's ``oxigraph``: loads the Turtle and answers read-only; yields the address of its endpoint."""
    binary = str(Path(sys.executable).with_name("oxigraph"))
    store, port = str(folder / "oxigraph"), free_port()
    subprocess.run([binary, "load", "--location", store, "--file", str(turtle)], check=True, capture_output=True)
    with running(binary, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}", port=port):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def virtuoso(turtle: Path, folder: Path) -> Iterator[str]:
    """Debian's Virtuoso, unprivileged; loads the Turtle into one graph; yields the address of its endpoint."""
    home = folder / "virtuoso"
    home.mkdir(parents=True)
    sql, http = free_port(), free_port()
    ini = home / "virtuoso.ini"
    ini.write_text(_INI.format(folder=home, data=turtle.parent, sql=sql, http=http, graph=GRAPH), "utf-8")
    binary = shutil.which("virtuoso-t") or "virtuoso-t"
    with running(binary, "+foreground", "+configfile", str(ini), port=http):
        _load(turtle, sql)
        yield f"http://127.0.0.1:{http}/sparql?default-graph-uri={GRAPH}"


def _load(turtle: Path, port: int) -> None:
    """Load by Virtuoso's own client; again where the server, still starting, reports a deadlock."""
    client = shutil.which("isql-vt") or "isql-vt"
    command = f"log_enable(2); DB.DBA.TTLP(file_to_string_output('{turtle}'), '', '{GRAPH}', 0); checkpoint;"
    for _ in range(10):
        done = subprocess.run(
            [client, f"127.0.0.1:{port}", "dba", "dba", f"EXEC={command}"], capture_output=True, text=True, check=False
        )
        if "Error" not in done.stderr + done.stdout:
            return
        if "40001" not in done.stderr:
            break
        time.sleep(1)
    raise RuntimeError(done.stderr + done.stdout)
