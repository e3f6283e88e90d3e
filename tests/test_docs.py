"""The documents, held to the program: references up to date, commands and queries run, nothing left unnamed."""

from __future__ import annotations

import doctest
import re
import shlex
import sys
from typing import TYPE_CHECKING

import click
import pytest

from conftest import ROOT
from nkgraph.checks.graph_rules import all_rules
from nkgraph.cli import cli
from nkgraph.model.ontology import read_ontology
from nkgraph.views.ready import asked, ready_views

sys.path.append(str(ROOT / "docs"))
import make_reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from rdflib import Graph

    from nkgraph.knowledge_graph import KnowledgeGraph

DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text("utf-8")
HARMLESS = {"query", "show", "view", "export", "stats", "completion", "--version", "--help"}


def blocks(text: str, language: str) -> list[str]:
    """Fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def section(text: str, title: str) -> str:
    """What stands under a heading, up to the next of its level."""
    return re.split(r"^## ", text.split(f"## {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


# ---------------------------------------------------------------- written by make_reference


def test_the_ontology_reference_is_up_to_date() -> None:
    text = (DOCS / "ontology.md").read_text("utf-8")
    assert text == make_reference.ontology_reference(ROOT / "ontology"), "run: make docs"


def test_the_command_line_reference_is_up_to_date() -> None:
    """White space aside: how help is wrapped is Click's affair and may change with it."""
    text = (DOCS / "cli.md").read_text("utf-8")
    assert text.split() == make_reference.cli_reference().split(), "run: make docs"


def test_every_verb_and_option_stands_in_the_command_line_reference() -> None:
    text = (DOCS / "cli.md").read_text("utf-8")
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        part = section(text, f"nkgraph {name}")
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in part for option in parameter.opts), (name, parameter.opts)


def test_every_term_stands_in_the_ontology_reference() -> None:
    text = (DOCS / "ontology.md").read_text("utf-8")
    ontology = read_ontology(ROOT / "ontology")
    plain = [name for name, item in ontology.classes.items() if not item.is_role]
    roles = [name for name, item in ontology.classes.items() if item.is_role]
    codes = [code for codes in ontology.codes.values() for code in codes.values()]
    missing = [
        *(name for name in plain if f"`nk:{name}` |" not in text),
        *(name for name in roles if f"### nk:{name}\n" not in text),
        *(name for name in ontology.predicates if f"#### nk:{name}\n" not in text),
        *(name for name in ontology.qualifiers if f"| `{name}` |" not in text),
        *(code.id for code in codes if f"| `{code.notation}` | `nk:{code.id}` |" not in text),
        *(name for name in ontology.concepts if f"- `skill:{name}` " not in text),
    ]
    assert missing == []


# ---------------------------------------------------------------- README


def commands(block: str) -> list[tuple[str, list[str]]]:
    """(command, lines it answers) of a console block; ``$`` begins a command, ``>`` continues it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.startswith("> ") and found and not found[-1][1]:
            found[-1] = (f"{found[-1][0]}\n{line[2:]}", [])
        elif found:
            found[-1][1].append(line)
    return found


SESSIONS = [session for block in blocks(README, "console") for session in commands(block)]


def test_the_readme_has_five_things_to_try() -> None:
    assert len(SESSIONS) >= 5
    assert all(f"**{number}. " in README for number in range(1, 6))


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[c.splitlines()[0][:40] for c, _ in SESSIONS])
def test_a_command_of_the_readme_answers_as_shown(
    command: str, shown: list[str], run: Callable[..., CompletedProcess[str]]
) -> None:
    """Every line shown is a line of the answer, in that order; ``…`` stands for lines left out."""
    program, verb, *rest = shlex.split(command)
    assert program == "nkgraph"
    assert verb in HARMLESS
    answer = run(verb, *rest)
    assert answer.returncode == 0, answer.stderr
    lines = iter(answer.stdout.splitlines())
    for line in shown:
        assert line == "…" or any(line == found for found in lines), f"{line!r} is not in the answer"


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))], ids=str)
def test_every_command_named_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = [line for block in blocks(text, "(?:sh|console)") for line in block.splitlines()]
    named = [found[1] for line in lines if (found := re.match(r"(?:\$ )?nkgraph ([a-z]+)", line))]
    targets = [found[1] for line in lines if (found := re.match(r"make ([a-z]+)", line))]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert set(named) <= set(cli.list_commands(click.Context(cli)))
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


def test_the_readme_mentions_every_folder() -> None:
    ignored = {line.strip().rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    folders = [p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".") and p.name not in ignored]
    assert [name for name in folders if f"`{name}/`" not in README] == []


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *sorted(DOCS.glob("*.md"))], ids=str)
def test_every_link_leads_somewhere(path: Path) -> None:
    """Files exist, and a place named after ``#`` is a heading there. The picture is taken after the build."""
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target or target.endswith(".png"):
            continue
        name, _, place = target.partition("#")
        file = (path.parent / name) if name else path
        assert file.exists(), target
        if place:
            headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.MULTILINE)
            assert place in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}, target


# ---------------------------------------------------------------- rooms, rules, views, Python, SPARQL


def test_every_room_is_described() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    package = ROOT / "graph" / "nkgraph"
    rooms = [path.name for path in package.iterdir() if path.is_dir() and (path / "__init__.py").is_file()]
    files = [path.stem for path in package.glob("*.py") if not path.name.startswith("__")]
    assert [name for name in rooms if f"| `{name}/` |" not in text] == []
    assert [name for name in files if name not in text] == []


def test_every_rule_is_described() -> None:
    text = (DOCS / "checks.md").read_text("utf-8")
    described = set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE))
    assert described == {rule.id for rule in all_rules()}


def test_every_shape_is_described(graph: KnowledgeGraph) -> None:
    text = (DOCS / "checks.md").read_text("utf-8")
    shapes = (graph.home.ontology / "shapes.ttl").read_text("utf-8")
    assert set(re.findall(r"^(nk:\S+) a sh:NodeShape", shapes, re.MULTILINE)) == set(
        re.findall(r"^\| `(nk:shape-\w+)` \|", text, re.MULTILINE)
    )


def test_every_ready_view_is_described() -> None:
    text = section((DOCS / "views.md").read_text("utf-8"), "Ready views")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == {view.id for view in ready_views()}


def test_the_view_of_the_page_on_views_returns_links(graph: KnowledgeGraph) -> None:
    for query in blocks((DOCS / "views.md").read_text("utf-8"), "sparql"):
        assert {header for header, _ in re.findall(r"^# (\w+): (.*)$", query, re.MULTILINE)} >= {"title", "sentence"}
        assert asked(query, graph.store)


def test_the_python_page_runs(graph: KnowledgeGraph) -> None:
    assert graph.home.path == ROOT
    text = "\n\n".join(blocks((DOCS / "python.md").read_text("utf-8"), "pycon"))
    test = doctest.DocTestParser().get_doctest(text, {}, "docs/python.md", str(DOCS / "python.md"), 0)
    assert len(test.examples) > 20
    said: list[str] = []
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    doctest.DocTestRunner(optionflags=flags, verbose=False).run(test, out=said.append)
    assert "".join(said) == ""


_QUESTION = re.compile(r"^## (\d+\. [^\n]+)\n.*?^```sparql\n(.*?)^```$", re.DOTALL | re.MULTILINE)
QUESTIONS: dict[str, str] = dict(_QUESTION.findall((DOCS / "sparql.md").read_text("utf-8")))


@pytest.fixture(scope="module")
def copy(graph: KnowledgeGraph) -> Graph:
    return graph.rdflib()


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("title", QUESTIONS)
def test_a_worked_question_finds_the_same_in_both_engines(title: str, graph: KnowledgeGraph, copy: Graph) -> None:
    answer = graph.query(QUESTIONS[title], timeout=60)
    assert not isinstance(answer, bool)
    assert len(answer) >= 1
    assert len(answer) == len(list(copy.query(QUESTIONS[title])))
