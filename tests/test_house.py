"""Rules of the house, held against the code itself."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from nkgraph.model.ontology import read_ontology

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = ROOT / "graph" / "nkgraph"
FILES = sorted(PACKAGE.rglob("*.py"))
FLOORS = {
    "errors": 0, "progress": 0, "files": 1, "model": 1, "curation": 2, "triples": 3, "store": 4, "network": 5, "dossier": 6, "statistics": 6,
    "checks": 6, "export": 6, "questions": 6, "views": 7, "site": 7, "push": 7, "serve": 8, "knowledge_graph": 8, "__init__": 9, "cli": 9, "__main__": 10,
}  # fmt: skip
"""The floor of each room; a module imports from its own floor or below."""


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[str, bool]]:
    """(room imported, for types only) of each import of our own."""
    tree = ast.parse(path.read_text("utf-8"))
    quiet = {id(node) for block in ast.walk(tree) if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
             for node in ast.walk(block)}  # fmt: skip
    found = []
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("nkgraph"):
            names = [node.module or ""] if node.module != "nkgraph" else [f"nkgraph.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names = [a.name for a in node.names if a.name.startswith("nkgraph")]
        for name in names:
            part = name.split(".")[1] if "." in name else "__init__"
            found.append((part if part in FLOORS else "__init__", id(node) in quiet))
    return found


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(PACKAGE)) for p in FILES])
def test_imports_point_down(path: Path) -> None:
    floor = FLOORS[room(path)]
    for target, for_types in imports(path):
        if target != "__init__" and not for_types:
            assert FLOORS[target] <= floor, f"{path.name} imports {target}"


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in FILES} <= set(FLOORS)


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(PACKAGE)) for p in FILES])
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if room(path) in {"cli", "__main__"}:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"print", "sys.exit", "exit"}, (path, node.lineno)
            assert not called.startswith("click."), (path, node.lineno)


def test_code_holds_no_facts_and_no_list_of_predicates() -> None:
    """No id of an entity or document, and no predicate by name, but the one that names are."""
    ontology = read_ontology(ROOT / "ontology")
    entities = (ROOT / "sources" / "entities.csv").read_text("utf-8").splitlines()[1:]
    idents = {line.split(",")[0] for line in entities if "-" in line.split(",")[0]}
    for path in FILES:
        if room(path) in {"cli", "knowledge_graph", "__init__"}:
            continue  # examples in help texts and docstrings
        tree = ast.parse(path.read_text("utf-8"))
        docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
        words = [
            n.value
            for n in ast.walk(tree)
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
        ]
        compound = {name for name in ontology.predicates if any(c.isupper() for c in name)}
        assert not [w for w in words if w in idents], path
        assert not [w for w in words if w in compound], path


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(PACKAGE)) for p in FILES])
def test_a_file_is_one_idea_and_a_function_fits_on_a_screen(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


def test_no_test_is_put_aside() -> None:
    for path in (ROOT / "tests").glob("test_*.py"):
        marks = re.findall(
            r"pytest\.skip\(|mark\.skip|mark\.xfail|importor" + "skip|assert Tr" + "ue", path.read_text("utf-8")
        )
        assert marks == [], path.name


def test_nothing_depends_on_the_neighbourhood() -> None:
    """No path of a machine, no folder beside the checkout, in anything that is committed."""
    for folder in ("graph", "ontology", "sources", "docs", "benchmarks", "tools", "notebooks"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".ttl", ".csv", ".md", ".ipynb", ".json", ".js", ".css", ".j2", ".rq"}:
                text = path.read_text("utf-8")
                assert "/work" + "/" not in text, path
                assert "../shar" + "ed" not in text, path
