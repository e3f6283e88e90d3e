"""Atomic writing: beside, flushed to disk, then renamed. A killed process leaves the old file or the new one."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING
from uuid import uuid4

from nkgraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing that appears under its name only when the block ends without an error.

    Raises
    ------
    StoreError
        If the folder cannot be written or the disk is full; nothing is left behind.
    """
    beside = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def whole_folder(folder: Path, *, replace: bool) -> Iterator[Path]:
    """A folder to fill that appears under its name only when the block ends without an error.

    Parameters
    ----------
    replace
        Put it in the place of an old one, which stays where anything fails; or keep the one that stands there, made by
        someone who was quicker.

    Raises
    ------
    StoreError
        If the folder cannot be written or the disk is full; nothing is left behind.
    """
    beside, old = (folder.with_name(f".{folder.name}.{uuid4().hex}") for _ in range(2))
    try:
        beside.mkdir(parents=True)
        yield beside
        if replace and folder.exists():
            folder.rename(old)
        _put(beside, folder, old)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _put(beside: Path, folder: Path, old: Path) -> None:
    try:
        beside.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        if not folder.is_dir():
            raise


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with LF line ends, atomically."""
    with atomic(path) as stream:
        stream.write(text.encode("utf-8"))


def write_with(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Let a function write into the file, atomically."""
    with atomic(path) as stream:
        write(stream)
