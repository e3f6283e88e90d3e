"""Safety: the Content-Security-Policy of a page, which lets run what we wrote and nothing else."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def source_hash(source: str) -> str:
    """The hash of an inline script or style as a policy names it.

    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(sha256(source.encode('utf-8')).digest()).decode('ascii')}'"


def policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """A policy that allows these scripts and styles, pictures made by the page itself, and no address at all."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(source_hash(script) for script in scripts),
            "style-src " + " ".join(source_hash(style) for style in styles),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
