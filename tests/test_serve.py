"""``nkgraph serve``: the SPARQL 1.1 Protocol, addresses, limits, and what comes from outside."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import httpx
import pytest
from rdflib import Graph

from conftest import ROOT, SMALL
from servers import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SELECT = "SELECT ?s { ?s a nk:Firm } ORDER BY ?s"
ASK = "ASK { ent:alpha a nk:Firm }"
CONSTRUCT = "CONSTRUCT { ?s nk:parent ?o } { ?s nk:parent ?o }"
EXPLODING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTING = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the small home: four workers, two seconds, 512 MB, 1 MB of answer."""
    home = tmp_path_factory.mktemp("served")
    shutil.copytree(ROOT / "ontology", home / "ontology")
    shutil.copytree(SMALL / "sources", home / "sources")
    with serving(home, "--workers", "4", "--timeout", "2", "--memory", "512", "--answer", "1") as address:
        yield address


def ask(server: str, query: str = ASK, **headers: str) -> httpx.Response:
    return httpx.get(server + "/sparql", params={"query": query}, headers=headers, timeout=30)


def test_get_form_post_and_direct_post_answer_alike(server: str) -> None:
    direct = {"content-type": "application/sparql-query; charset=utf-8"}
    answers = [
        ask(server, SELECT),
        httpx.post(server + "/sparql", data={"query": SELECT}),
        httpx.post(server + "/sparql", content=SELECT, headers=direct),
    ]
    assert {a.status_code for a in answers} == {200}
    assert len({a.text for a in answers}) == 1
    assert len(answers[0].json()["results"]["bindings"]) == 3


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ASK, "text/html,*/*;q=0.8", "application/sparql-results+json"),
        (CONSTRUCT, "", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        ("DESCRIBE ent:alpha", "text/turtle", "text/turtle; charset=utf-8"),
    ],
)
def test_formats(server: str, query: str, accept: str, media: str) -> None:
    done = ask(server, query, accept=accept)
    assert (done.status_code, done.headers["content-type"]) == (200, media)
    assert done.content


REFUSED = [
    ("GET", "/sparql", {}, 400),
    ("GET", "/sparql?query=SELECT", {}, 400),
    ("GET", "/sparql?query=" + quote(ASK) + "&query=" + quote(ASK), {}, 400),
    ("GET", "/sparql?query=" + quote("INSERT DATA { <a:b> <a:b> <a:b> }"), {}, 403),
    ("GET", "/sparql?query=" + quote("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), {}, 403),
    ("GET", "/sparql?query=" + quote("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"), {}, 403),
    ("GET", "/sparql?query=" + quote(ASK) + "&default-graph-uri=http://example.org/", {}, 400),
    ("GET", "/sparql?query=" + quote(ASK) + "&named-graph-uri=http://example.org/", {}, 400),
    ("GET", "/sparql?query=" + quote(ASK) + "&default-graph-uri=https://w3id.org/nkgraph/dataset", {}, 200),
    ("GET", "/sparql?query=" + quote(ASK), {"accept": "image/png"}, 406),
    ("GET", "/sparql?query=" + quote(CONSTRUCT), {"accept": "text/csv"}, 406),
    ("GET", "/sparql?query=" + quote(ASK), {"accept": "application/*;q=0, text/*;q=0, */*;q=0.1"}, 406),
    ("GET", "/sparql?query=", {}, 400),
    ("GET", "/sparql?query=%FF%FE", {}, 400),
    ("GET", "/sparql?query=%zz", {}, 400),
    ("GET", "/sparql?" + "a=b&" * 200, {}, 400),
    ("GET", "/sparql?query=" + quote("SELECT * { " + "{" * 2000), {}, 400),
    ("HEAD", "/sparql?query=" + quote(ASK), {}, 200),
    ("OPTIONS", "/sparql", {}, 405),
    ("POST", "/sparql", {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}, 400),
    ("POST", "/sparql", {}, 415),
    ("GET", "/sparql?query=" + quote(ASK), {"host": "localhost.evil.example"}, 400),
    ("GET", "/sparql?query=" + quote(ASK), {"host": "127.0.0.1.evil.example:80"}, 400),
    ("GET", "/sparql?query=" + quote(ASK), {"host": "127.0.0.1@evil.example"}, 400),
    ("GET", "/sparql?query=" + quote(ASK), {"host": "LOCALHOST:1"}, 200),
    ("GET", "/site/..%5c..%5cgraph.ttl", {}, 404),
    ("GET", "/site/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd", {}, 404),
    ("GET", "/site//etc/passwd", {}, 404),
    ("GET", "/site/%00", {}, 404),
    ("PUT", "/sparql?query=" + quote(ASK), {}, 405),
    ("DELETE", "/sparql", {}, 405),
    ("POST", "/sparql", {"content-type": "application/sparql-update"}, 403),
    ("POST", "/sparql", {"content-type": "text/plain"}, 415),
    ("POST", "/sparql", {"content-type": "application/sparql-query"}, 400),
    ("GET", "/nowhere", {}, 404),
    ("GET", "/id/nobody", {"accept": "text/turtle"}, 404),
    ("GET", "/id/nobody", {"accept": "text/html"}, 404),
    ("GET", "/id/<script>", {"accept": "text/turtle"}, 404),
    ("GET", "/download/passwd", {}, 404),
    ("GET", "/static/../app.py", {}, 404),
    ("GET", "/site/%2e%2e/%2e%2e/graph.ttl", {}, 404),
    ("GET", "/download/..%2fstore", {}, 404),
]


@pytest.mark.parametrize(("method", "path", "headers", "status"), REFUSED, ids=range(len(REFUSED)))
def test_statuses(server: str, method: str, path: str, headers: dict[str, str], status: int) -> None:
    done = httpx.request(method, server + path, headers=headers, timeout=30)
    assert done.status_code == status, done.text
    assert "Traceback" not in done.text
    if status == 405:
        assert "GET" in done.headers["allow"]
    assert "access-control-allow-origin" not in done.headers
    if status >= 400:
        assert done.headers["content-type"].startswith("text/plain")


def test_an_update_by_form_is_refused(server: str) -> None:
    done = httpx.post(server + "/sparql", data={"update": "DROP ALL"})
    assert done.status_code == 403
    assert ask(server).json()["boolean"] is True


def test_an_address_answers_people_and_machines(server: str) -> None:
    page = httpx.get(server + "/id/alpha", headers={"accept": "text/html"}, follow_redirects=True)
    assert page.status_code == 200
    assert "Alpha Computer" in page.text
    turtle = httpx.get(server + "/id/alpha", headers={"accept": "text/turtle"})
    triples = Graph().parse(data=turtle.text, format="turtle")
    assert len(triples) > 50
    assert turtle.headers["vary"] == "Accept"
    linked = httpx.get(server + "/document/han-2009", headers={"accept": "application/ld+json"})
    assert json.loads(linked.text)
    claim = ask(server, "SELECT ?c { ?c rdf:predicate nk:parent }").json()["results"]["bindings"][0]["c"]["value"]
    path = urlsplit(claim).path.removeprefix("/nkgraph")
    assert "claim" in path
    assert httpx.get(server + path, headers={"accept": "text/html"}).status_code == 303


def test_pages_and_downloads(server: str) -> None:
    assert "<html" in httpx.get(server + "/").text
    assert "<html" in httpx.get(server + "/site/").text
    assert httpx.get(server + "/query").status_code == 200
    assert json.loads(httpx.get(server + "/vocabulary.json").text)["prefixes"]["nk"].endswith("#")
    assert len(Graph().parse(data=httpx.get(server + "/download/nkgraph.ttl").text, format="turtle")) > 1000
    assert httpx.get(server + "/").headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("query", "status"),
    [(EXPLODING, {504}), (ENDLESS, {504, 507}), (SORTING, {504, 507})],
    ids=["count", "rows", "sort"],
)
def test_an_absurd_query_ends_and_the_next_one_is_answered(server: str, query: str, status: set[int]) -> None:
    done = ask(server, query)
    assert done.status_code in status, done.text
    assert ask(server).json()["boolean"] is True


def test_cheap_queries_are_answered_while_an_explosive_one_runs(server: str) -> None:
    with ThreadPoolExecutor(2) as executor:
        slow = executor.submit(ask, server, EXPLODING)
        time.sleep(0.3)
        assert ask(server).status_code == 200
        assert not slow.done()
        assert slow.result().status_code == 504


def test_a_client_that_leaves_takes_its_query_with_it(server: str) -> None:
    for _ in range(6):
        with pytest.raises(httpx.TimeoutException):
            httpx.get(server + "/sparql", params={"query": EXPLODING}, timeout=0.3)
    assert ask(server).json()["boolean"] is True


def test_a_name_that_is_not_ours_is_refused(server: str) -> None:
    done = httpx.get(server + "/sparql", params={"query": ASK}, headers={"host": "evil.example"})
    assert done.status_code == 400


def _raw(server: str, request: bytes) -> bytes:
    parts = urlsplit(server)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as line:
        line.settimeout(20)
        try:
            line.sendall(request)
            return line.recv(200)
        except (ConnectionError, TimeoutError):
            return b""


def test_a_header_of_a_megabyte(server: str) -> None:
    answer = _raw(server, b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n")
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert ask(server).status_code == 200


def test_a_query_of_megabytes(server: str) -> None:
    done = httpx.post(server + "/sparql", data={"query": "SELECT * {" + " " * 4_000_000 + "}"}, timeout=30)
    assert done.status_code == 413
    assert ask(server).status_code == 200


def test_nonsense_on_the_line(server: str) -> None:
    assert _raw(server, b"\x00\xff nonsense\r\n\r\n").startswith(b"HTTP/1.1 400")
    assert ask(server).status_code == 200


def test_very_many_connections_are_refused_politely(server: str) -> None:
    """Two thousand idle lines; the ten thousand of the benchmark need more files than a test may open."""
    parts = urlsplit(server)
    lines = []
    try:
        for _ in range(2000):
            line = socket.socket()
            line.setblocking(False)
            line.connect_ex((parts.hostname, parts.port))
            lines.append(line)
        time.sleep(1)
        statuses = {ask(server).status_code for _ in range(3)}
        assert statuses <= {200, 503}
    finally:
        for line in lines:
            line.close()
    time.sleep(1)
    assert ask(server).status_code == 200


def test_a_port_that_is_taken_is_a_clear_error(server: str, tmp_path: Path) -> None:
    port = str(urlsplit(server).port)
    command = [sys.executable, "-m", "nkgraph", "--home", str(ROOT), "serve", "--port", port]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env=os.environ, timeout=120, check=False
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "in use" in done.stderr
