"""The notebooks run from scratch in a kernel of this Python, and what they put out is of the kinds that are stored."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT

sys.path.append(str(ROOT / "docs"))
import make_notebooks

if TYPE_CHECKING:
    from pathlib import Path

NOTEBOOKS = make_notebooks.notebooks()
LARGEST = 300_000


def test_there_are_two_notebooks() -> None:
    assert [path.name for path in NOTEBOOKS] == ["01-a-first-look.ipynb", "02-ask-your-own-question.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_runs_and_puts_out_what_is_stored(path: Path) -> None:
    """Kinds alone: numbers grow with the tables, and ``python docs/make_notebooks.py`` stores them anew."""
    stored = make_notebooks.code_cells(make_notebooks.read(path))
    run = make_notebooks.code_cells(make_notebooks.executed(path))
    assert [make_notebooks.kinds(cell) for cell in run] == [make_notebooks.kinds(cell) for cell in stored]
    assert not [o for cell in run for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_what_is_stored_is_small_and_of_no_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.encode()) < LARGEST
    assert not re.search(r"<iframe|/home/|/root/|/tmp/|/Users/|Warning|Traceback|\"execution\"|iopub", text)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_every_cell_was_run_in_order_and_a_page_is_shown(path: Path) -> None:
    cells = make_notebooks.code_cells(make_notebooks.read(path))
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert any("<View: " in str(output.get("data", "")) for cell in cells for output in cell.outputs)
