"""The graph pushed into other stores: real ones, and one that behaves badly."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Store

from nkgraph.errors import EndpointError, MisuseError, StoreError
from nkgraph.model.terms import prologue
from nkgraph.push.bookmark import bookmark
from nkgraph.push.pieces import pieces
from nkgraph.push.run import Push
from nkgraph.push.sender import Sender
from nkgraph.push.target import make_target
from nkgraph.push.verification import verify
from nkgraph.store.embedded import EmbeddedStore
from nkgraph.store.endpoint import Endpoint
from servers import GRAPH, free_port, running, virtuoso

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nkgraph.knowledge_graph import KnowledgeGraph

    Run = Callable[..., subprocess.CompletedProcess[str]]

OTHER = "https://example.org/other"


# ---------------------------------------------------------------- a store that behaves badly


class Faulty(ThreadingHTTPServer):
    """A graph store and endpoint in memory; `faults` says what happens to the requests to come, None for nothing."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.store = Store()
        self.faults: list[str | int | None] = []
        self.taken: list[tuple[str, int]] = []
        self.logins: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Faulty

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_PUT(self) -> None:
        self.take()

    def do_POST(self) -> None:
        self.answer() if self.path.startswith("/query") else self.take()

    def say(self, status: int, body: bytes = b"", content: str = "text/plain", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def take(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fault = self.server.faults.pop(0) if self.server.faults else None
        self.server.logins.append(self.headers.get("Authorization", ""))
        if fault == "die":
            self.close_connection = True
        elif fault == "html":
            self.say(200, b"<html><body><h1>Welcome</h1></body></html>", "text/html")
        elif fault == "basic":
            self.say(401, WWW_Authenticate='Basic realm="store"')
        elif fault == "moved":
            self.say(307, Location="http://127.0.0.1:1/elsewhere")
        elif isinstance(fault, int):
            self.say(fault, b"<p>no\x1b[31m</p>", "text/html", Retry_After="0")
        else:
            self.keep(body)
            if fault == "die after":
                self.close_connection = True
            else:
                self.say(204)

    def keep(self, body: bytes) -> None:
        name = parse_qs(urlsplit(self.path).query).get("graph")
        graph = NamedNode(name[0]) if name else None
        if self.command == "PUT":
            self.server.store.update(f"CLEAR SILENT GRAPH <{name[0]}>" if name else "CLEAR DEFAULT")
        self.server.store.load(body, format=RdfFormat.N_TRIPLES, to_graph=graph)
        self.server.taken.append((self.command, body.count(b"\n")))

    def answer(self) -> None:
        query = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
        found = self.server.store.query(query).serialize(format=QueryResultsFormat.JSON)
        self.say(200, found, "application/sparql-results+json")


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    server = Faulty()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nkgraph.push.sender.PAUSES", (0.01, 0.01, 0.01))


@pytest.fixture
def total(small_graph: KnowledgeGraph) -> int:
    return len(small_graph.store.store)


@pytest.fixture
def order(small_graph: KnowledgeGraph, faulty: Faulty, tmp_path: Path) -> Callable[..., Push]:
    """A push to the faulty server in pieces of 400 triples."""

    def make(graph: str | None = None, **options: object) -> Push:
        target = make_target(faulty.url + "/store", graph)
        cache = small_graph.cache
        return Push(cache.turtle, small_graph.store, tmp_path / "marks", target, **{"chunk": 400, **options})  # type: ignore[arg-type]

    return make


def quiet(_: int, __: int) -> None:
    """Tell nobody."""


def marks(order: Push) -> list[int]:
    return [json.loads(path.read_text("utf-8"))["confirmed"] for path in order.folder.glob("push-*.json")]


# ---------------------------------------------------------------- pieces and addresses


def test_pieces_together_are_the_graph_and_each_stands_alone(small_graph: KnowledgeGraph, total: int) -> None:
    parts = list(pieces(small_graph.cache.turtle, 300))
    store = Store()
    for part in reversed(parts):
        store.load(part.body, format=RdfFormat.N_TRIPLES)
        store.load(part.body, format=RdfFormat.N_TRIPLES)
    assert set(store) == set(small_graph.store.store)
    assert [part.first for part in parts] == list(range(0, total, 300))
    assert parts[-1].last == total


def test_skipping_gives_the_rest(small_graph: KnowledgeGraph) -> None:
    turtle = small_graph.cache.turtle
    assert b"".join(p.body for p in pieces(turtle, 70, 130)) == b"".join(p.body for p in pieces(turtle, 10_000, 130))


def test_a_blank_node_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "blank.ttl"
    path.write_text("<http://a/b> <http://a/c> [] .", "utf-8")
    with pytest.raises(StoreError, match="blank node"):
        list(pieces(path, 10))


@pytest.mark.parametrize(
    ("store", "endpoint"),
    [
        ("http://h:7878/store", "http://h:7878/query"),
        ("http://h:8890/sparql-graph-crud-auth", "http://h:8890/sparql"),
        ("https://h:8182/sparql/gsp/", "https://h:8182/sparql"),
        ("http://h:7200/repositories/nk/rdf-graphs/service", "http://h:7200/repositories/nk"),
        ("http://h:3030/nk/data", "http://h:3030/nk/query"),
    ],
)
def test_the_endpoint_follows_from_the_address_of_the_store(store: str, endpoint: str) -> None:
    assert make_target(store).query_url == endpoint


@pytest.mark.parametrize(
    ("address", "graph", "said"),
    [
        ("ftp://h/store", None, "no address"),
        ("http://", None, "no address"),
        ("http://h:99999/store", None, "no address"),
        ("http://h/sto\u202ere", None, "no address"),
        ("http://u:p@h/store", None, "--password-file"),
        ("http://h/store#x", None, "no part after #"),
        ("http://h/database", None, "--query-url"),
        ("http://h/store", "other", "no IRI"),
        ("http://h/store", "http://a/> } #", "no IRI"),
    ],
)
def test_what_is_no_target_is_refused(address: str, graph: str | None, said: str) -> None:
    with pytest.raises(MisuseError, match=re.escape(said)) as caught:
        make_target(address, graph)
    assert "u:p" not in str(caught.value)


# ---------------------------------------------------------------- real stores


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """An Oxigraph server that may be written to."""
    port, binary = free_port(), str(Path(sys.executable).with_name("oxigraph"))
    with running(binary, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}", port=port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def oxigraph_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph") / "store") as address:
        yield address


@pytest.fixture(scope="module")
def virtuoso_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address and folder of a Virtuoso with one triple in another graph; it may read the folder."""
    folder = tmp_path_factory.mktemp("virtuoso")
    (folder / "one.ttl").write_text("<http://a/b> <http://a/c> <http://a/d> .", "utf-8")
    with virtuoso(folder / "one.ttl", folder) as endpoint:
        yield endpoint.partition("/sparql")[0], folder


@pytest.mark.parametrize("graph", [None, OTHER])
def test_into_the_oxigraph_server(oxigraph_address: str, graph: str | None, run: Run, small: Path, total: int) -> None:
    named = ("--graph", graph) if graph else ()
    words = ("--home", str(small), "push", f"{oxigraph_address}/store", *named, "--chunk", "300", "--replace")
    for _ in range(2):
        done = run(*words)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"{total} triples at {oxigraph_address}/store")
        assert f"sending: 300 of {total} triples" in done.stderr
        assert f"sending: {total} of {total} triples" in done.stderr


def test_into_virtuoso_with_a_digest_login(
    virtuoso_folder: tuple[str, Path], run: Run, small: Path, total: int, tmp_path: Path
) -> None:
    address, _ = virtuoso_folder
    (tmp_path / "password").write_text("dba\n", "utf-8")
    words = ("--home", str(small), "push", f"{address}/sparql-graph-crud-auth", "--graph", OTHER, "--chunk", "500")
    refused = run(*words)
    assert refused.returncode == 2
    assert "wants a login; give --user and --password-file (HTTP 401)" in refused.stderr
    done = run(*words, "--user", "dba", "--password-file", "password", "--replace")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{total} triples at ")


def test_a_wrong_password_and_a_closed_door(
    virtuoso_folder: tuple[str, Path], run: Run, small: Path, tmp_path: Path
) -> None:
    address, _ = virtuoso_folder
    (tmp_path / "password").write_text("wrong", "utf-8")
    login = ("--user", "dba", "--password-file", "password", "--graph", OTHER)
    done = run("--home", str(small), "push", f"{address}/sparql-graph-crud-auth", *login)
    assert (done.returncode, "does not accept this login" in done.stderr) == (2, True)
    done = run("--home", str(small), "push", f"{address}/sparql-graph-crud", "--graph", OTHER)
    assert (done.returncode, "does not let this user write (HTTP 403)" in done.stderr) == (2, True)


def test_the_real_graph_is_the_same_in_oxigraph_and_virtuoso(
    graph: KnowledgeGraph, virtuoso_folder: tuple[str, Path], oxigraph_address: str, run: Run, tmp_path: Path
) -> None:
    """Every script, every datatype: the checks find no difference where there is none."""
    address, _ = virtuoso_folder
    (tmp_path / "password").write_text("dba", "utf-8")
    named = ("--graph", GRAPH, "--replace", "--timeout", "300")
    login = ("--user", "dba", "--password-file", "password")
    for words in ((f"{address}/sparql-graph-crud-auth", *named, *login), (f"{oxigraph_address}/store", *named)):
        done = run("push", *words, env={"NKGRAPH_HOME": str(graph.home.path)})
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"{len(graph.store.store)} triples at ")


def test_a_read_only_server_says_so(run: Run, small: Path, small_graph: KnowledgeGraph) -> None:
    port, binary = free_port(), str(Path(sys.executable).with_name("oxigraph"))
    store = str(small_graph.cache.store)
    with running(binary, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}", port=port):
        done = run("--home", str(small), "push", f"http://127.0.0.1:{port}/store")
    assert done.returncode == 2
    assert "does not let this user write (HTTP 403): The server is read-only" in done.stderr


# ---------------------------------------------------------------- going on


def test_a_push_that_died_half_way_goes_on_from_the_last_confirmed_piece(
    order: Callable[..., Push], faulty: Faulty, total: int
) -> None:
    faulty.faults = [None, None, *["die"] * 4]
    with pytest.raises(
        EndpointError, match=f"800 of {total} triples are confirmed; the same command goes on"
    ) as caught:
        order(replace=True).run(quiet)
    assert "broke off the connection" in str(caught.value)
    assert marks(order()) == [800]
    seen: list[int] = []
    verified = order(replace=True, chunk=700).run(lambda done, _: seen.append(done))
    assert verified.triples == total == len(faulty.store)
    assert seen == [800, *range(1500, total, 700), total]
    assert [command for command, _ in faulty.taken] == ["PUT", *["POST"] * (len(faulty.taken) - 1)]
    assert marks(order()) == []


def test_a_connection_that_breaks_is_tried_again(order: Callable[..., Push], faulty: Faulty, total: int) -> None:
    """Also where the piece had arrived: sent twice, it is there once."""
    faulty.faults = [None, "die", 503, None, "die after", 429]
    assert order(OTHER).run(quiet).triples == total
    assert sum(number for _, number in faulty.taken) == total + 400


def test_a_store_that_forgot_is_sent_everything(order: Callable[..., Push], faulty: Faulty, total: int) -> None:
    faulty.faults = [None, None, *["die"] * 4]
    with pytest.raises(EndpointError):
        order().run(quiet)
    faulty.store.clear()
    assert order().run(quiet).triples == total


def test_another_graph_or_mode_has_a_bookmark_of_its_own(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    turtle = small_graph.cache.turtle
    targets = [make_target("http://h/store"), make_target("http://h/store", OTHER), make_target("http://g/store")]
    paths = {bookmark(tmp_path, turtle, target, replace=r).path for target in targets for r in (True, False)}
    assert len(paths) == 6


@pytest.mark.parametrize("text", ["", "{", "[]", '{"confirmed": "all"}', '{"confirmed": -3}', "\udcff"])
def test_a_broken_bookmark_begins_anew(small_graph: KnowledgeGraph, tmp_path: Path, text: str) -> None:
    mark = bookmark(tmp_path, small_graph.cache.turtle, make_target("http://h/store"), replace=False)
    mark.path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert mark.confirmed() == 0


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("fault", "said", "times"),
    [
        ("html", "gives a web page; this is no address of a graph store", 1),
        ("moved", "has moved to 'http://127.0.0.1:1/elsewhere'", 1),
        ("basic", "wants a login", 1),
        (401, "wants a login; give --user and --password-file (HTTP 401)", 1),
        (403, "does not let this user write (HTTP 403)", 1),
        (404, "has no graph store at this address (HTTP 404)", 1),
        (405, "does not take graphs at this address", 1),
        (413, "takes no piece as large as this; use a smaller --chunk (HTTP 413)", 1),
        (415, "does not take N-Triples (HTTP 415)", 1),
        (500, "failed (HTTP 500): no\\x1b[31m", 1),
        (503, "is busy or starting; try again later (HTTP 503)", 4),
    ],
)
def test_a_refusal_is_said_plainly_and_repeated_only_where_it_may_pass(
    order: Callable[..., Push], faulty: Faulty, fault: str | int, said: str, times: int
) -> None:
    faulty.faults = [fault] * 9
    with pytest.raises(EndpointError, match=re.escape(said)):
        order().run(quiet)
    assert len(faulty.logins) == times
    assert len(faulty.store) == 0


def test_nobody_there(run: Run, small: Path) -> None:
    done = run("--home", str(small), "push", f"http://127.0.0.1:{free_port()}/store")
    assert done.returncode == 2
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_silence_ends_in_time_and_is_not_repeated(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()
    release = threading.Event()

    def silent(_: Handler) -> None:
        assert not asked.is_set()
        asked.set()
        release.wait(10)

    monkeypatch.setattr(Handler, "take", silent)
    said = r"did not take a piece within 0\.3 s; give it longer by --timeout"
    with Sender(faulty.url + "/store?default", timeout=0.3) as sender, pytest.raises(EndpointError, match=said):
        sender.send(b"", first=False)
    release.set()


def test_a_server_that_drips_is_not_waited_for(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "9000")
        handler.end_headers()
        for _ in range(60):
            handler.wfile.write(b".")
            time.sleep(0.05)

    monkeypatch.setattr(Handler, "take", drip)
    monkeypatch.setattr(Faulty, "handle_error", lambda *_: None)
    with (
        Sender(faulty.url + "/store?default", timeout=0.3) as sender,
        pytest.raises(EndpointError, match="within 0.3 s"),
    ):
        sender.send(b"", first=False)


def test_a_password_is_sent_when_it_is_asked_for_and_not_before(
    run: Run, small: Path, faulty: Faulty, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text("secret\nsecond line\n", "utf-8")
    faulty.faults = ["basic"]
    words = ("push", f"{faulty.url}/store", "--user", "me", "--password-file", "password", "--chunk", "500")
    done = run("--home", str(small), *words)
    assert done.returncode == 0, done.stderr
    assert faulty.logins[0] == ""
    assert set(faulty.logins[1:]) == {"Basic bWU6c2VjcmV0"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "give the address of a graph store, or --bulk FOLDER"),
        (("http://h/store", "--bulk", "folder"), "give the address of a graph store, or --bulk FOLDER"),
        (("http://h/store", "--user", "me"), "--user and --password-file belong together"),
        (("http://h/store", "--user", "me", "--password-file", "none"), "password file none cannot be read"),
        (("http://h/store", "--user", "me", "--password-file", "empty"), "password file empty is empty"),
        (("http://h/nothing",), "--query-url"),
        (("--bulk", "folder", "--graph", "x>y"), "no IRI"),
        (("--bulk", "empty/folder"), "empty"),
        (("http://h/store", "--chunk", "0"), "--chunk"),
    ],
)
def test_misuse_is_exit_2_with_a_reason(
    run: Run, small: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    (tmp_path / "empty").touch()
    done = run("--home", str(small), "push", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


# ---------------------------------------------------------------- verification


CHANGE = "DELETE { ?s ?p ?o } INSERT { ?s ?p ?new } WHERE { ?s ?p ?o"
DAMAGE = {
    "a triple less": ("DELETE { ?s ?p ?o } WHERE { SELECT * { ?s ?p ?o } LIMIT 1 }", "run the command again"),
    "a triple more": ("INSERT DATA { <http://a/b> <http://a/c> <http://a/d> }", "--replace puts ours in their place"),
    "another object": (
        "DELETE { ?s rdf:object ?o } INSERT { ?s rdf:object skos:x } WHERE { SELECT * { ?s rdf:object ?o } LIMIT 1 }",
        "checks by predicate that differ",
    ),
    "another subject": (
        "DELETE { ?s a nk:Firm } INSERT { <http://a/b> a nk:Firm } WHERE { SELECT * { ?s a nk:Firm } LIMIT 1 }",
        "here rdf:type",
    ),
    "another language": (
        f'{CHANGE} FILTER(LANG(?o) = "ko") BIND(STRLANG(STR(?o), "ja") AS ?new) }}',
        "checks by kind of literal that differ",
    ),
    "a character": (
        f'{CHANGE} FILTER(STR(?o) = "알파콤퓨터" && ?p = nk:name) BIND(STRLANG(REPLACE(STR(?o), "알", "얄"), LANG(?o)) AS ?new) }}',
        "checks by text that differ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found(small_graph: KnowledgeGraph, what: str) -> None:
    update, said = DAMAGE[what]
    other = Store()
    other.load(path=small_graph.cache.turtle, format=RdfFormat.TURTLE)
    ours, theirs = small_graph.store, EmbeddedStore(memory=other)
    assert verify(ours, theirs, None, 30).triples == len(other)
    other.update(prologue() + update)
    with pytest.raises(StoreError, match=re.escape(said)):
        verify(ours, theirs, None, 30)


def test_a_push_that_is_not_verified_begins_anew(order: Callable[..., Push], faulty: Faulty, total: int) -> None:
    faulty.store.update("INSERT DATA { <http://a/b> <http://a/c> <http://a/d> }")
    with pytest.raises(StoreError, match="1 more than ours"):
        order().run(quiet)
    assert marks(order()) == []
    assert order(replace=True).run(quiet).triples == total


# ---------------------------------------------------------------- bulk files


@pytest.fixture
def bulk(
    run: Run, small: Path, virtuoso_folder: tuple[str, Path], request: pytest.FixtureRequest
) -> Iterator[dict[str, str]]:
    """Loader to its command, over files that Virtuoso may read."""
    folder = virtuoso_folder[1] / "bulk's"
    folder.mkdir()
    (folder / "nkgraph-0002.nt").write_text("of an earlier graph", "utf-8")
    done = run("--home", str(small), "push", "--bulk", str(folder), "--graph", OTHER + "/" + request.node.name[:20])
    assert done.returncode == 0, done.stderr
    assert [path.name for path in folder.iterdir()] == ["nkgraph-0001.nt"]
    lines = done.stdout.splitlines()
    yield {lines[0].removeprefix("# "): lines[1], lines[2].removeprefix("# "): lines[3]}
    shutil.rmtree(folder)


def test_the_command_for_the_oxigraph_loader_loads(
    bulk: dict[str, str], small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    words = shlex.split(bulk["Oxigraph"])
    words[0] = str(Path(sys.executable).with_name(words[0]))
    words[words.index("STORE")] = str(tmp_path / "store")
    subprocess.run(words, check=True, capture_output=True)
    loaded = Store.read_only(os.fspath(tmp_path / "store"))
    assert {quad.triple for quad in loaded} == {quad.triple for quad in small_graph.store.store}


def test_the_command_for_the_virtuoso_loader_loads(
    bulk: dict[str, str], virtuoso_folder: tuple[str, Path], small_graph: KnowledgeGraph
) -> None:
    address, folder = virtuoso_folder
    ini = (folder / "virtuoso" / "virtuoso.ini").read_text("utf-8")
    port = re.search(r"ServerPort = (127\.0\.0\.1:\d+)", ini.partition("[HTTPServer]")[0])
    assert port
    words = shlex.split(bulk["Virtuoso"])
    words[:4] = [shutil.which("isql-vt") or "isql", port[1], "dba", "dba"]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert "Error" not in done.stdout + done.stderr
    graph = shlex.split(bulk["Oxigraph"])[shlex.split(bulk["Oxigraph"]).index("--graph") + 1]
    verified = verify(small_graph.store, Endpoint(f"{address}/sparql"), graph, 60)
    assert verified.triples == len(small_graph.store.store)
