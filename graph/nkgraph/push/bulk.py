"""Files for a store's own bulk loader, and the commands that load them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

from nkgraph.files import atomic
from nkgraph.model.terms import BASE
from nkgraph.push.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = 250_000
"""Triples of a file, some 40 MB: loaders take files side by side, and begin a broken one anew."""
_NAME = re.compile(r"nkgraph-\d{4,}\.nt")


@dataclass(frozen=True, slots=True)
class BulkFiles:
    """The files written, in order, and the graph they are meant for."""

    folder: Path
    files: tuple[Path, ...]
    graph: str | None

    def commands(self) -> dict[str, str]:
        """Loader to the command for a shell on the server's machine.

        Virtuoso has no default graph of its own: without `graph` the triples go into one named after the data set.
        """
        folder = str(self.folder.resolve())
        sql = ", ".join("'" + text.replace("'", "''") + "'" for text in (folder, "nkgraph-*.nt", self.graph or BASE))
        virtuoso = f"isql 1111 dba PASSWORD EXEC={_quoted(f'ld_dir({sql}); rdf_loader_run(); checkpoint;')}"
        files = " ".join(quote(str(path.resolve())) for path in self.files)
        named = f" --graph {quote(self.graph)}" if self.graph else ""
        return {"Virtuoso": virtuoso, "Oxigraph": f"oxigraph load --location STORE{named} --file {files}"}


def write_bulk(
    turtle: Path, folder: Path, graph: str | None, report: Callable[[int], None], size: int = FILE
) -> BulkFiles:
    """Write the graph as N-Triples files of `size` triples; files of an earlier, larger graph are taken away.

    Raises
    ------
    StoreError
        If the folder cannot be written.
    """
    files = []
    for number, piece in enumerate(pieces(turtle, size), start=1):
        path = folder / f"nkgraph-{number:04}.nt"
        with atomic(path) as stream:
            stream.write(piece.body)
        files.append(path)
        report(piece.last)
    for path in folder.iterdir():
        if _NAME.fullmatch(path.name) and path not in files:
            path.unlink()
    return BulkFiles(folder, tuple(files), graph)


def _quoted(sql: str) -> str:
    """A text with apostrophes for a shell: in double quotes where nothing in it means anything there."""
    return quote(sql) if re.search(r'["$`\\!]', sql) else f'"{sql}"'
