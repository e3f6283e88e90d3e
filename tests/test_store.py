"""The cache: quick, whole or absent, safe when two build at once, and no hindrance where it cannot be written."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import nkgraph
from edit import set_cell
from nkgraph.curation.home import Home
from nkgraph.errors import MisuseError, QueryError, QueryTimeoutError, StoreError
from nkgraph.files import whole_folder, write_text, write_with
from nkgraph.store.cache import build_cache, cached_graph, home_root
from nkgraph.store.guard import keywords, query_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from nkgraph.knowledge_graph import KnowledgeGraph

Run = "Callable[..., subprocess.CompletedProcess[str]]"
EXPLODING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_cache_is_built_once_and_found_again(small: Path) -> None:
    assert cached_graph(Home(small)) is None
    built = build_cache(Home(small))
    assert cached_graph(Home(small)) == built
    assert leftovers(home_root(Home(small))) == []


def test_an_edit_makes_another_cache(small: Path) -> None:
    first = build_cache(Home(small))
    set_cell(small, "claims/all.csv", 2, "paraphrase", "Other words.")
    assert cached_graph(Home(small)) is None
    assert build_cache(Home(small)) != first


def test_two_commands_may_build_at_once(small: Path, tmp_path: Path) -> None:
    env = {**os.environ, "NKGRAPH_CACHE": str(tmp_path / "shared")}
    command = [sys.executable, "-m", "nkgraph", "--home", str(small), "query", "ASK { ?s ?p ?o }"]
    running = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    answers = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0], answers
    assert {out for out, _ in answers} == {b'{"head":{},"boolean":true}\n'}
    assert [name for folder in (tmp_path / "shared").iterdir() for name in leftovers(folder)] == []


def test_a_killed_build_leaves_nothing_that_could_be_taken_for_a_store(small: Path, tmp_path: Path) -> None:
    env = {**os.environ, "NKGRAPH_CACHE": str(tmp_path / "killed")}
    command = [sys.executable, "-m", "nkgraph", "--home", str(small), "build", "-o", str(tmp_path / "out")]
    for delay in (0.05, 0.12, 0.2, 0.3):
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (tmp_path / "out").iterdir() if not p.name.startswith(".")) == [
        "explorer.html",
        "nkgraph.ttl",
        "site",
    ]


def test_without_a_cache_the_answer_still_comes(
    small: Path, tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the cache folder should be")
    done = run("--home", str(small), "query", "ASK { ent:alpha a nk:Firm }", env={"NKGRAPH_CACHE": str(blocked)})
    assert done.returncode == 0, done.stderr
    assert '"boolean":true' in done.stdout
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_an_error_and_the_old_file_stays(small: Path, tmp_path: Path) -> None:
    """A file-size limit stands for the full disk: writes fail half-way with an OSError in the same place."""
    out = tmp_path / "out"
    env = {**os.environ, "NKGRAPH_CACHE": str(tmp_path / "c")}
    command = [sys.executable, "-m", "nkgraph", "--home", str(small), "build", "-o", str(out)]
    subprocess.run(command, env=env, check=True, capture_output=True)
    before = (out / "explorer.html").read_bytes()
    limited = ["sh", "-c", 'ulimit -f 200; trap "" XFSZ; exec "$@"', "sh", *command]
    done = subprocess.run(limited, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert (out / "explorer.html").read_bytes() == before
    assert leftovers(out) == []


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "f.txt"
    write_text(path, "old")

    def broken(stream: object) -> None:
        stream.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        write_with(path, broken)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_folder_is_whole_or_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site"
    for text in ("one", "two"):
        with whole_folder(folder, replace=True) as beside:
            write_text(beside / "f.txt", text)
        assert (folder / "f.txt").read_text() == text

    def fill(*, replace: bool) -> None:
        with whole_folder(folder, replace=replace) as beside:
            write_text(beside / "f.txt", "three")

    fill(replace=False)
    assert (folder / "f.txt").read_text() == "two", "another was quicker"
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if target == folder and (self / "f.txt").read_text() == "three":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with contextlib.suppress(StoreError):
        fill(replace=True)
    assert (folder / "f.txt").read_text() == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_table_that_vanishes_meanwhile_is_an_error(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nkgraph.curation import corpus

    original = corpus.read_table

    def vanishing(folder: Path, name: str) -> object:
        (small / "sources" / "searches.csv").unlink(missing_ok=True)
        return original(folder, name)

    monkeypatch.setattr(corpus, "read_table", vanishing)
    with pytest.raises(Exception, match=r"searches.csv.*(missing|changed)|changed while") as caught:
        build_cache(Home(small))
    assert "Traceback" not in str(caught.value)
    assert leftovers(home_root(Home(small))) == []


def test_the_short_way_imports_no_heavy_library(graph: KnowledgeGraph) -> None:
    assert graph.cache.store.is_dir()
    code = (
        "import sys; sys.argv = ['nkgraph', '--home', sys.argv[1], 'query', 'ASK { ?s ?p ?o }'];"
        "import nkgraph.cli, atexit\n"
        "atexit.register(lambda: print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'rdflib', 'networkx', 'pyvis', 'rich', 'pyshacl', 'jinja2', 'pandas', 'rapidfuzz'})))\n"
        "nkgraph.cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(graph.home.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_running_query_is_stopped_at_once(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 s"):
        graph.query(EXPLODING, timeout=0.3)


def test_control_c_ends_a_running_query(graph: KnowledgeGraph) -> None:
    command = [sys.executable, "-m", "nkgraph", "--home", str(graph.home.path), "query", EXPLODING]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    _, talk = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted" in talk
    assert "Traceback" not in talk


REFUSED = [
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
    ("SELECT * { service ?x { ?s ?p ?o } }", "SERVICE is refused"),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT is refused"),
    ("PREFIX x: <a:> DELETE WHERE { ?s ?p ?o }", "DELETE is refused"),
    ("LOAD <file:///etc/passwd>", "LOAD is refused"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM is refused"),
    ("SELECT * FROM NAMED <http://example.org/> { ?s ?p ?o }", "FROM is refused"),
    ("hello", "no SPARQL query"),
    ("", "no SPARQL query"),
    ("SELECT * {" + " " * 1_000_001 + "}", "characters long"),
]


@pytest.mark.parametrize(("query", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_what_a_query_may_not_do(graph: KnowledgeGraph, query: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        graph.query(query)


def test_words_in_strings_iris_comments_and_names_are_no_keywords() -> None:
    query = """# SERVICE
    PREFIX service: <http://x/SERVICE#from>
    SELECT ?from { ?service service:from "INSERT SERVICE" ; service:load '''FROM''' }"""
    assert keywords(query) == ["PREFIX", "SELECT"]
    assert query_form(query) == "SELECT"


def test_a_syntax_error_shows_the_place(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=r"line 2, column \d+\n  \?s \?p \}\n") as caught:
        graph.query("SELECT * {\n?s ?p }")
    assert "expected one of" not in str(caught.value)


def test_a_format_must_fit(graph: KnowledgeGraph) -> None:
    with pytest.raises(MisuseError, match="csv does not fit CONSTRUCT; one of"):
        graph.store.answer("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "csv")


def test_no_home(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="no nkgraph home"):
        nkgraph.open(tmp_path)
