"""The home: the folder that holds ``ontology/`` and ``sources/``, and the fingerprint of what is in it.

Looked for in this order: the folder given, the environment variable ``NKGRAPH_HOME``, the working folder and
those above it, the checkout that this package was installed from, and the copy that travels in the wheel.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nkgraph.errors import MisuseError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VARIABLE = "NKGRAPH_HOME"
_PACKAGE = Path(__file__).resolve().parents[1]
_CODE = ("model", "curation", "triples", "store")


class Home(NamedTuple):
    """A folder with the ontology and the curated tables."""

    path: Path

    @property
    def ontology(self) -> Path:
        """Folder of the Turtle files."""
        return self.path / "ontology"

    @property
    def sources(self) -> Path:
        """Folder of the tables."""
        return self.path / "sources"

    def files(self) -> list[Path]:
        """All files that decide the output, in a fixed order."""
        return [self.path / name for name in self._names()]

    def fingerprint(self) -> str:
        """40 hex digits over the names and bytes of the files: the data version.

        Raises
        ------
        StoreError
            If a file vanishes or cannot be read meanwhile.
        """
        return _hash(os.fspath(self.path), self._names())

    def cache_key(self) -> str:
        """Like `fingerprint`, over the code that turns tables into triples as well."""
        code = _hash(os.fspath(_PACKAGE), sorted(name for room in _CODE for name in _listed(_PACKAGE, room, ".py")))
        return sha256((self.fingerprint() + code).encode()).hexdigest()[:40]

    def _names(self) -> list[str]:
        """Paths of the files below the home."""
        tables = [*_listed(self.path, "sources", ".csv"), *_listed(self.path, "sources/claims", ".csv")]
        return sorted([*_listed(self.path, "ontology", ".ttl"), *tables])


def _listed(root: Path, folder: str, ending: str) -> Iterator[str]:
    """Paths below `root` of the files of a folder with an ending; no Path objects, since every command waits for it."""
    with suppress(OSError), os.scandir(root / folder) as entries:
        yield from (f"{folder}/{entry.name}" for entry in entries if entry.name.endswith(ending))


def _hash(root: str, names: Iterable[str]) -> str:
    whole = sha256()
    for name in names:
        try:
            with open(f"{root}/{name}", "rb", buffering=0) as stream:  # noqa: PTH123 - see above
                content = stream.read()
        except OSError as error:
            raise StoreError(f"{name} cannot be read: {error.strerror}") from error
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()[:40]


def find_home(given: str | os.PathLike[str] | None = None) -> Home:
    """Find the home folder; see the order above.

    Raises
    ------
    MisuseError
        If a folder was named but has no ``ontology/`` and ``sources/``, or if none is found.
    """
    named = given or os.environ.get(VARIABLE)
    if named:
        path = Path(named).resolve()
        if not _is_home(path):
            raise MisuseError(f"{path} is no nkgraph home: it needs the folders ontology/ and sources/")
        return Home(path)
    here = Path.cwd()
    for path in (here, *here.parents, _PACKAGE.parents[1], _PACKAGE / "bundle"):
        if _is_home(path):
            return Home(path)
    raise MisuseError(f"no tables found; name a folder with ontology/ and sources/ by --home or {VARIABLE}")


def _is_home(path: Path) -> bool:
    return (path / "ontology" / "nkgraph.ttl").is_file() and (path / "sources").is_dir()
