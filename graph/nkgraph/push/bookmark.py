"""How far a push came: a small file beside the cache, so that one that died goes on where it was confirmed."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING

from nkgraph.errors import StoreError
from nkgraph.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from nkgraph.push.target import Target


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The file of one push: what is pushed, where to, and whether it replaces what is there."""

    path: Path

    def confirmed(self) -> int:
        """Triples that the server has confirmed; 0 where there is no file, or none that can be read."""
        try:
            found = json.loads(self.path.read_text("utf-8"))["confirmed"]
        except (OSError, ValueError, KeyError, TypeError):
            return 0
        return found if isinstance(found, int) and found > 0 else 0

    def set(self, confirmed: int) -> None:
        """Remember; a push whose cache cannot be written goes on, and would begin anew."""
        with suppress(StoreError):
            write_text(self.path, json.dumps({"confirmed": confirmed}) + "\n")

    def forget(self) -> None:
        """Begin anew next time."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def bookmark(folder: Path, turtle: Path, target: Target, *, replace: bool) -> Bookmark:
    """The bookmark of a push of this very Turtle file into this graph of this store."""
    with turtle.open("rb") as stream:
        content = file_digest(stream, "sha256").hexdigest()
    key = json.dumps([content, target.url, target.graph, replace])
    return Bookmark(folder / f"push-{sha256(key.encode()).hexdigest()[:16]}.json")
