"""Run every notebook anew and store it with its outputs: ``python docs/make_notebooks.py``.

What is stored reads well in a review and on a page that shows notebooks: no clock, no path, no name of a machine,
and no frame with a whole page of the graph in it (a reader who runs the cell gets the frame).
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

from nkgraph.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "notebooks"
SECONDS = 300
FRAME = "<iframe"
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def notebooks() -> list[Path]:
    """All notebooks in reading order."""
    return sorted(FOLDER.glob("*.ipynb"))


def read(path: Path) -> NotebookNode:
    """A notebook as stored."""
    return nbformat.read(path, as_version=4)


def executed(path: Path) -> NotebookNode:
    """A notebook run from scratch in a new kernel of this Python; raises nbclient's error if a cell does."""
    notebook = read(path)
    for cell in code_cells(notebook):
        cell.outputs = []
        cell.execution_count = None
    where = {"metadata": {"path": str(path.parent)}}
    with _no_user_settings():
        NotebookClient(
            notebook,
            kernel_manager_class=ThisPython,
            extra_arguments=["--log-level=ERROR"],
            timeout=SECONDS,
            resources=where,
        ).execute()
    return notebook


class ThisPython(AsyncKernelManager):
    """A kernel of the Python that runs this file, whatever kernels this machine has."""

    def __init__(self, **settings: object) -> None:
        super().__init__(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]), **settings)


@contextmanager
def _no_user_settings() -> Iterator[None]:
    """Neither this user's kernels nor profiles nor start-up files: the same run on every machine."""
    with TemporaryDirectory(prefix="nkgraph-jupyter-") as folder:
        names = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
        with patch.dict(os.environ, {**dict.fromkeys(names, folder), "JUPYTER_PLATFORM_DIRS": "1"}):
            yield


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells that run."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def kept(notebook: NotebookNode) -> NotebookNode:
    """The notebook as it is stored: see the top of this file."""
    notebook.metadata = nbformat.from_dict({"kernelspec": _KERNEL, "language_info": {"name": "python"}})
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02}"
        cell.metadata = nbformat.from_dict({})
    for cell in code_cells(notebook):
        for output in cell.outputs:
            without_frame(output)
    nbformat.validate(notebook)
    return notebook


def without_frame(output: NotebookNode) -> None:
    """Take the frame with the page out of an output; its text stays."""
    if FRAME in output.get("data", {}).get("text/html", ""):
        del output.data["text/html"]


def kinds(cell: NotebookNode) -> list[tuple[str, ...]]:
    """What a cell put out: type of output, and its forms (``text/plain``, ``text/html``), frames left out."""
    found = []
    for output in cell.outputs:
        without_frame(output)
        found.append((output.output_type, *sorted(output.get("data", {}))))
    return found


def main() -> None:
    """Run and store all notebooks and name them."""
    for path in notebooks():
        write_text(path, nbformat.writes(kept(executed(path))) + "\n")
        print(f"notebooks/{path.name}")


if __name__ == "__main__":
    main()
