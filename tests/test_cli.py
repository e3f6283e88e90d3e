"""The command line: data on stdout, talk on stderr, exit codes 0, 1, 2, and no traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from rdflib import Graph

from conftest import ROOT
from edit import set_cell
from nkgraph.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

SELECT = "SELECT ?s ?name { ?s a nk:Firm ; rdfs:label ?name } ORDER BY ?s"
CONSTRUCT = "CONSTRUCT { ?s nk:parent ?o } { ?s nk:parent ?o }"
ASK = "ASK { ent:alpha a nk:Firm }"


@pytest.fixture
def ask(run: Run, small: Path) -> Run:
    return lambda *words, **more: run("--home", str(small), *words, **more)


def test_csv_is_the_default_off_a_terminal(ask: Run) -> None:
    done = ask("query", SELECT)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["name"] for row in rows] == ["Alpha Computer", "Beta GmbH", "Alpha-Beta Joint"]
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "xml", "table"])
def test_formats_of_rows(ask: Run, name: str) -> None:
    done = ask("query", SELECT, "-f", name)
    assert done.returncode == 0
    assert "Alpha-Beta Joint" in done.stdout
    if name == "json":
        assert len(json.loads(done.stdout)["results"]["bindings"]) == 3


@pytest.mark.parametrize(
    ("name", "parser"), [("turtle", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("xml", "xml")]
)
def test_formats_of_graphs(ask: Run, name: str, parser: str) -> None:
    done = ask("query", CONSTRUCT, "-f", name)
    assert done.returncode == 0, done.stderr
    assert len(Graph().parse(data=done.stdout, format=parser)) == 1


def test_yes_and_no(ask: Run) -> None:
    assert ask("query", ASK, "-f", "table").stdout == "yes\n"
    assert json.loads(ask("query", ASK).stdout)["boolean"] is True


def test_a_query_from_a_file_and_from_standard_input(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "question.rq"
    path.write_text("# a question\n" + SELECT, "utf-8")
    assert ask("query", str(path)).stdout == ask("query", stdin=SELECT).stdout == ask("query", "-", stdin=SELECT).stdout


def test_output_into_a_file(ask: Run, tmp_path: Path) -> None:
    done = ask("query", SELECT, "-f", "json", "-o", "answer.json")
    assert done.stdout == "answer.json\n"
    assert json.loads((tmp_path / "answer.json").read_text("utf-8"))["head"]["vars"] == ["s", "name"]


MISUSE = [
    (("query", "SELECT * {"), "line 1, column 11"),
    (("query", "missing.rq"), "no file missing.rq"),
    (("query", CONSTRUCT, "-f", "csv"), "csv does not fit CONSTRUCT"),
    (("query", SELECT, "-f", "turtle"), "turtle does not fit SELECT"),
    (("query", SELECT, "-f", "parquet"), "parquet"),
    (("query", "DELETE WHERE { ?s ?p ?o }"), "DELETE is refused"),
    (
        ("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "-t", "0.2"),
        "stopped after 0.2 s",
    ),
    (("query", SELECT, "-t", "-1"), "-t"),
    (("show", "Alpha Compter"), "Alpha Computer"),
    (("show", "\u202ealpha"), "\\u202e"),
    (("export", "word"), "word"),
    (("view", "--view", "hairball"), "no ready view hairball"),
    (("view", "alpha", "--view", "ownership"), "not several"),
    (("frobnicate",), "No such command"),
    (("export", "turtle", "-o", "/proc/nowhere/x.ttl"), "cannot be written"),
]


@pytest.mark.parametrize(("words", "said"), MISUSE, ids=[" ".join(w)[:30] for w, _ in MISUSE])
def test_misuse_is_exit_2_with_a_reason_and_nothing_on_stdout(ask: Run, words: tuple[str, ...], said: str) -> None:
    done = ask(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["alpha", "Alpha Computer", "알파콤퓨터", "alpa kompyuto", "ACC", "ent:alpha",
                                  "https://w3id.org/nkgraph/id/alpha"])  # fmt: skip
def test_an_entity_goes_by_any_of_its_names(ask: Run, name: str) -> None:
    done = ask("show", name)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Alpha Computer\n")


def test_an_ambiguous_name_lists_the_candidates(ask: Run, small: Path) -> None:
    set_cell(small, "names.csv", 5, "name", "ACC")
    set_cell(small, "names.csv", 5, "lang", "en")
    done = ask("show", "A.C.C.")
    assert done.returncode == 2
    assert "names several entities" in done.stderr
    assert "alpha  (Alpha Computer)" in done.stderr
    assert "beta  (Beta GmbH)" in done.stderr


def test_a_dossier_has_names_facts_dates_documents_and_contradictions(ask: Run) -> None:
    text = ask("show", "alpha").stdout
    for part in ("알파콤퓨터  (ko, official)", "founded : 1990", "1990 | 1989", "as of 2010-05", "Daily Example", "alleged",
                 "valid 2009~ to ../2011", "← Alpha-Beta Joint", "disputed", "Inclusion is no accusation."):  # fmt: skip
        assert part in text, part


def test_a_dossier_as_json(ask: Run) -> None:
    found = json.loads(ask("show", "beta", "-f", "json").stdout)
    assert found["id"] == "beta"
    planned = [s for s in found["statements"] if s["claims"][0]["mode"] == "planned"]
    assert [s["fact"] for s in planned] == [False]


def test_check_names_the_row(ask: Run, small: Path) -> None:
    assert ask("check").returncode == 0
    set_cell(small, "claims/all.csv", 4, "confidence", "certain")
    done = ask("check")
    assert done.returncode == 1
    assert "sources/claims/all.csv, row 4, column confidence: 'certain'" in done.stdout
    assert json.loads(ask("check", "-f", "json").stdout)[0]["row"] == 4


def test_a_fault_of_the_tables_is_exit_1_everywhere(ask: Run, small: Path) -> None:
    set_cell(small, "claims/all.csv", 4, "confidence", "certain")
    for words in (("build",), ("query", ASK), ("show", "alpha"), ("stats",)):
        done = ask(*words)
        assert done.returncode == 1
        assert "row 4" in done.stderr
        assert done.stdout == ""


def test_fmt(ask: Run, small: Path) -> None:
    assert ask("fmt").returncode == 0
    assert ask("fmt", "--check").returncode == 0
    path = small / "sources" / "entities.csv"
    canonical = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + canonical.replace(b"\n", b"\r\n"))
    done = ask("fmt", "--check")
    assert (done.returncode, done.stdout) == (1, "sources/entities.csv\n")
    assert ask("fmt").stdout == "sources/entities.csv\n"
    assert path.read_bytes() == canonical


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_build_names_its_files_and_writes_the_same_bytes_twice(ask: Run, tmp_path: Path) -> None:
    first = ask("build", "-o", "out")
    assert first.stdout.splitlines() == ["out/nkgraph.ttl", "out/explorer.html", "out/site/index.html"]
    before = files(tmp_path / "out")
    ask("build", "-o", "out")
    assert files(tmp_path / "out") == before


def test_build_without_pages(ask: Run, tmp_path: Path) -> None:
    done = ask("build", "-o", "out", "--no-pages")
    assert done.stdout.splitlines() == ["out/nkgraph.ttl"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["nkgraph.ttl"]
    assert "26 claims and 4 names of 13 entities from 5 documents" in done.stderr


def test_too_many_entities_get_no_pages(small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("nkgraph.cli.build.MOST_ENTITIES", 12)
    done = CliRunner().invoke(cli, ["--home", str(small), "build", "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert "13 entities are more than one page can show; draw a part with nkgraph view" in done.output
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["nkgraph.ttl"]


def test_stats_as_json(ask: Run) -> None:
    counts = json.loads(ask("stats", "-f", "json").stdout)
    assert {key: counts[key] for key in ("claims", "entities", "documents", "names")} == {
        "claims": 26, "entities": 13, "documents": 5, "names": 4,
    }  # fmt: skip


def test_views(ask: Run, tmp_path: Path) -> None:
    assert "ownership\t" in ask("view", "--view", "list").stdout
    for words, name in (
        (("view",), "sector"),
        (("view", "ACC", "-d", "2"), "alpha"),
        (("view", "-v", "ventures"), "ventures"),
    ):
        done = ask(*words)
        assert done.stdout == f"nkgraph-{name}.html\n", done.stderr
        assert "<html" in (tmp_path / f"nkgraph-{name}.html").read_text("utf-8")


def test_a_view_of_a_query(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(
        "SELECT ?source ?relation ?target { BIND(nk:parent AS ?relation) ?source ?relation ?target }"
    )
    assert ask("view", "-q", "mine.rq").returncode == 0
    (tmp_path / "bad.rq").write_text(SELECT)
    done = ask("view", "-q", "bad.rq")
    assert done.returncode == 2
    assert "?source ?relation ?target" in done.stderr


def test_completion(ask: Run, small: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_NKGRAPH_COMPLETE" in ask("completion", shell).stdout
    env = {
        "_NKGRAPH_COMPLETE": "bash_complete",
        "COMP_WORDS": "nkgraph show al",
        "COMP_CWORD": "2",
        "NKGRAPH_HOME": str(small),
    }
    command = [sys.executable, "-c", "import sys; sys.argv = ['nkgraph']; from nkgraph.cli import main; main()"]
    done = subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["plain,alpha", "plain,alpha-branch-china"]


def test_a_reader_that_goes_away_is_no_error(small: Path) -> None:
    command = f"{sys.executable} -m nkgraph --home {small} query 'SELECT ?s ?p ?o {{ ?s ?p ?o }}' | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout == "s,p,o\n"
    assert "Traceback" not in done.stderr
    assert "rror" not in done.stderr


def test_control_characters_of_the_data_do_not_reach_a_terminal(ask: Run) -> None:
    done = ask("query", 'SELECT ("a\\u001b[31m\\u202e" AS ?x) {}', "-f", "table")
    assert done.stdout == "x\na\\x1b[31m\\u202e\n"


def test_a_wheel_in_an_empty_environment_answers_from_another_folder(tmp_path: Path) -> None:
    """Dependencies come from this environment's folder; the package itself only from the wheel."""
    tree = tmp_path / "tree"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".venv", ".git", "dist", ".*cache", "notebooks"))
    wheel = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(tree),
    ]
    subprocess.run(wheel, check=True, capture_output=True)
    found = next(tmp_path.glob("nkgraph-*.whl"))
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "empty")], check=True)
    python = tmp_path / "empty" / "bin" / "python"
    subprocess.run(
        [str(python), "-m", "pip", "install", "-q", "--no-deps", str(found)], check=True, capture_output=True
    )
    shutil.rmtree(tree)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    site = next(path for path in sys.path if path.endswith("site-packages"))
    env = {**os.environ, "PYTHONPATH": site, "NKGRAPH_CACHE": str(tmp_path / "cache")}
    command = [str(tmp_path / "empty" / "bin" / "nkgraph"), "query", "ASK { ent:korea-computer-center a nk:Firm }"]
    done = subprocess.run(command, cwd=elsewhere, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, '{"head":{},"boolean":true}\n'), done.stderr
    where = subprocess.run([str(python), "-c", "import nkgraph; print(nkgraph.__file__)"], cwd=elsewhere, env=env,
                           capture_output=True, text=True, check=True)  # fmt: skip
    assert str(tmp_path / "empty") in where.stdout


def test_the_formats_that_the_shell_offers_are_those_there_are() -> None:
    from importlib import import_module

    from nkgraph.export import FORMATS
    from nkgraph.store.formats import NAMES

    assert tuple(FORMATS) == import_module("nkgraph.cli.export").FORMATS
    assert set(import_module("nkgraph.cli.query").FORMATS) == set(NAMES)


def test_the_overview_says_of_each_verb_what_the_verb_says_of_itself() -> None:
    import click

    from nkgraph.cli import cli
    from nkgraph.cli.verbs import VERBS

    context = click.Context(cli)
    for name, (_, line) in VERBS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert command.short_help == line
