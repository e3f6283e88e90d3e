"""A SPARQL endpoint over HTTP: asked politely, never half believed, every failure a clear error."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from nkgraph.errors import EndpointError, NkgraphError, QueryError, QueryTimeoutError
from nkgraph.store.answers import Rows, Triples
from nkgraph.store.endpoint import Endpoint
from servers import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

SELECT = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
RESULTS = "application/sparql-results+json"
ROWS = json.dumps({
    "head": {"vars": ["s", "n"]},
    "results": {"bindings": [
        {"s": {"type": "uri", "value": "https://w3id.org/nkgraph/id/a"}, "n": {"type": "literal", "value": "가", "xml:lang": "ko"}},
        {"n": {"type": "typed-literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}},
    ]},
}).encode()  # fmt: skip
NO_ROWS = b'{"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": []}}'
PLAIN: dict[str, tuple[int, str, bytes]] = {
    "/rows": (200, RESULTS, ROWS),
    "/json": (200, "application/json; charset=utf-8", ROWS),
    "/true": (200, RESULTS, b'{"head": {}, "boolean": true}'),
    "/virtuoso-no": (200, RESULTS, NO_ROWS),
    "/triples": (200, "application/n-triples", b"<u:a> <u:p> <u:c> .\n<u:a> <u:p> <u:b> .\n"),
    "/turtle": (200, "text/turtle", b"@prefix u: <u:> . u:a u:p u:b , u:c ."),
    "/html": (200, "text/html; charset=utf-8", b"<!doctype html><title>Query form</title>"),
    "/xml": (200, "application/sparql-results+xml", b"<sparql/>"),
    "/untyped": (200, "", ROWS),
    "/half": (200, RESULTS, ROWS[: len(ROWS) // 2]),
    "/empty": (200, RESULTS, b""),
    "/list": (200, RESULTS, b"[]"),
    "/other": (200, RESULTS, b'{"results": {"bindings": 7}}'),
    "/half-graph": (200, "application/n-triples", b"<u:a> <u:p> <u:c> .\n<u:a> <u:"),
    "/400": (400, "text/plain", b"syntax error at line 2\x1b[31m"),
    "/401": (401, "text/plain", b""),
    "/404": (404, "text/html", b"<h1>Not   found</h1>"),
    "/406": (406, "text/plain", b""),
    "/500": (500, "text/plain", b"out of memory"),
    "/500-page": (500, "text/html", b"<html><body><h1>Oops</h1><p>it broke</p></body></html>"),
    "/503": (503, "text/plain", b"starting"),
}


class Fake(BaseHTTPRequestHandler):
    """Answers by path; counts and keeps what it was asked."""

    asked: Counter[str] = Counter()
    queries: list[dict[str, list[str]]] = []

    def do_POST(self) -> None:
        path = self.path.partition("?")[0]
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        Fake.asked[path] += 1
        Fake.queries.append({**parse_qs(body), "accept": [self.headers["Accept"]], "target": [self.path]})
        special = getattr(self, "say_" + path.strip("/").replace("-", "_"), None)
        if special:
            special()
        else:
            self.say(*PLAIN[path])

    def say(self, status: int, content: str, body: bytes, length: int | None = None) -> None:
        self.send_response(status)
        if content:
            self.send_header("Content-Type", content)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def say_cut(self) -> None:
        """Promises more than it sends."""
        self.say(200, RESULTS, ROWS, length=len(ROWS) + 100)
        self.close_connection = True

    def say_moved(self) -> None:
        self.send_response(301)
        self.send_header("Location", "http://elsewhere/sparql")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def say_503_then_200(self) -> None:
        self.say(*PLAIN["/503" if Fake.asked["/503-then-200"] < 3 else "/rows"])

    def say_silent(self) -> None:
        time.sleep(5)

    def say_drip(self) -> None:
        """One byte every so often, each well within a read's own limit."""
        self.send_response(200)
        self.send_header("Content-Type", RESULTS)
        self.end_headers()
        for place in range(50):
            self.wfile.write(ROWS[place : place + 1])
            self.wfile.flush()
            time.sleep(0.1)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Fake)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _fresh() -> None:
    Fake.asked.clear()
    Fake.queries.clear()


@pytest.mark.parametrize("path", ["/rows", "/json"])
def test_rows(address: str, path: str) -> None:
    answer = Endpoint(address + path).ask(SELECT)
    assert isinstance(answer, Rows)
    assert list(answer) == [("https://w3id.org/nkgraph/id/a", "가"), (None, 1)]


def test_the_query_is_a_form_post_with_prefixes_and_the_address_keeps_its_parameters(address: str) -> None:
    Endpoint(address + "/rows?default-graph-uri=u:g").ask(SELECT)
    sent = Fake.queries[0]
    assert sent["query"][0].endswith(SELECT)
    assert "PREFIX nk: <https://w3id.org/nkgraph/ontology#>" in sent["query"][0]
    assert sent["target"] == ["/rows?default-graph-uri=u:g"]
    assert sent["accept"][0].startswith(RESULTS)


@pytest.mark.parametrize(("path", "answer"), [("/true", True), ("/virtuoso-no", False), ("/rows", True)])
def test_yes_and_no_also_as_virtuoso_says_it(address: str, path: str, answer: bool) -> None:
    assert Endpoint(address + path).ask("ASK { ?s ?p ?o }") is answer


@pytest.mark.parametrize("path", ["/triples", "/turtle"])
def test_graphs_come_sorted(address: str, path: str) -> None:
    answer = Endpoint(address + path).ask(CONSTRUCT)
    assert isinstance(answer, Triples)
    assert [triple.object.value for triple in answer] == ["u:b", "u:c"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "part"),
    [("csv", b"a,\xea\xb0\x80"), ("tsv", b'"\xea\xb0\x80"@ko'), ("json", b'"ko"'), ("xml", b"<sparql")],
)
def test_rows_in_every_format(address: str, name: str, part: bytes) -> None:
    assert part in Endpoint(address + "/rows").answer(SELECT, name)


FAILURES: list[tuple[str, str, type[NkgraphError], str]] = [
    ("/html", SELECT, EndpointError, "gives a web page"),
    ("/xml", SELECT, EndpointError, "gives 'application/sparql-results\\+xml', not SPARQL results as JSON"),
    ("/untyped", SELECT, EndpointError, "an untyped answer"),
    ("/half", SELECT, EndpointError, "half an answer"),
    ("/empty", SELECT, EndpointError, "half an answer, or none: 0 bytes"),
    ("/cut", SELECT, EndpointError, "broke off its answer"),
    ("/list", SELECT, EndpointError, "no answer to SELECT"),
    ("/other", SELECT, EndpointError, "no answer to SELECT"),
    ("/true", SELECT, EndpointError, "no answer to SELECT"),
    ("/rows", CONSTRUCT, EndpointError, "not N-Triples or Turtle"),
    ("/half-graph", CONSTRUCT, EndpointError, "half of one"),
    ("/400", SELECT, QueryError, r"finds fault with the query: syntax error at line 2\\x1b\[31m"),
    ("/401", SELECT, EndpointError, "wants a login"),
    ("/404", SELECT, EndpointError, r"nothing at this address.*\(HTTP 404\): Not found"),
    ("/406", SELECT, EndpointError, "cannot give"),
    ("/500", SELECT, EndpointError, r"failed \(HTTP 500\): out of memory"),
    ("/500-page", SELECT, EndpointError, r"failed \(HTTP 500\): Oops it broke"),
    ("/503", SELECT, EndpointError, "is busy"),
    ("/moved", SELECT, EndpointError, "has moved to 'http://elsewhere/sparql'"),
]


@pytest.mark.parametrize(("path", "query", "kind", "said"), FAILURES, ids=[f"{p} {s[:20]}" for p, _, _, s in FAILURES])
def test_a_failure_is_a_clear_error(address: str, path: str, query: str, kind: type[NkgraphError], said: str) -> None:
    with pytest.raises(kind, match=said):
        Endpoint(address + path).ask(query)
    assert Fake.asked[path] == (4 if path == "/503" else 1)


def test_a_huge_answer_is_not_read_to_its_end(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nkgraph.store.endpoint.LARGEST_ANSWER", len(ROWS) - 1)
    with pytest.raises(EndpointError, match="the answer is larger than"):
        Endpoint(address + "/rows").ask(SELECT)
    assert Fake.asked["/rows"] == 1


def test_busy_is_asked_again_and_then_answers(address: str) -> None:
    assert isinstance(Endpoint(address + "/503-then-200").ask(SELECT), Rows)
    assert Fake.asked["/503-then-200"] == 3


@pytest.mark.parametrize("path", ["/silent", "/drip"])
def test_slow_is_stopped_in_time(address: str, path: str) -> None:
    with pytest.raises(QueryTimeoutError, match="did not answer within 0.5 s"):
        Endpoint(address + path).ask(SELECT, timeout=0.5)
    assert Fake.asked[path] == 1


def test_nobody_there_is_tried_again_for_a_moment() -> None:
    with pytest.raises(EndpointError, match="cannot be reached"):
        Endpoint(f"http://127.0.0.1:{free_port()}/sparql").ask(SELECT)


@pytest.mark.parametrize("url", ["", "sparql", "ftp://a/b", "http://", "http://[::1", "file:///etc/passwd"])
def test_what_is_no_address_is_said_so(url: str) -> None:
    with pytest.raises(EndpointError, match="is no address"):
        Endpoint(url).ask(SELECT)


def test_a_password_is_not_shown(address: str) -> None:
    with pytest.raises(EndpointError) as caught:
        Endpoint(address.replace("//", "//somebody:secret@") + "/401").ask(SELECT)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("query", ["DELETE WHERE { ?s ?p ?o }", "DROP ALL", "hello"])
def test_an_update_is_not_sent(address: str, query: str) -> None:
    with pytest.raises(QueryError):
        Endpoint(address + "/rows").ask(query)
    assert not Fake.asked


def test_another_server_may_name_graphs_and_servers(address: str) -> None:
    Endpoint(address + "/rows").ask("SELECT ?s FROM <u:g> WHERE { SERVICE <u:s> { ?s ?p ?o } }")
    assert Fake.asked["/rows"] == 1


Run = "Callable[..., subprocess.CompletedProcess[str]]"


def test_the_command_asks_at_an_address(run: Run, address: str) -> None:
    done = run("query", SELECT, "--at", address + "/rows")
    assert done.stdout.splitlines() == ["s,n", "https://w3id.org/nkgraph/id/a,가", ",1"]
    failed = run("query", SELECT, "--at", address + "/html")
    assert failed.returncode == 2
    assert "web page" in failed.stderr
    assert failed.stdout == ""
