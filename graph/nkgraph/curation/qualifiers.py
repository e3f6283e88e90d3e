r"""The qualifiers cell: ``role=director general|share=51``; a bar or backslash in a value is written ``\|``, ``\\``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nkgraph.model.records import Qualifiers

_PART = re.compile(r"(?:[^|\\]|\\.)+")


def parse_qualifiers(cell: str) -> Qualifiers:
    r"""Read a qualifiers cell into sorted pairs.

    Raises
    ------
    ValueError
        If a part is no ``key=value``, a key stands twice, or an escape is broken.

    Examples
    --------
    >>> parse_qualifiers(r"share=51|role=a\|b")
    (('role', 'a|b'), ('share', '51'))
    """
    if not cell:
        return ()
    parts = _PART.findall(cell)
    if "|".join(parts) != cell:
        raise ValueError("has an empty part or ends in a backslash")
    pairs = {}
    for part in parts:
        key, equals, value = part.partition("=")
        if not equals or not key or not value:
            raise ValueError("is not of the form key=value|key=value")
        if key in pairs:
            raise ValueError(f"states {key} twice")
        pairs[key] = re.sub(r"\\(.)", r"\1", value)
    return tuple(sorted(pairs.items()))


def write_qualifiers(pairs: Qualifiers) -> str:
    r"""The canonical cell for pairs.

    >>> write_qualifiers((("role", "a|b"),))
    'role=a\\|b'
    """
    return "|".join(
        f"{key}={value.replace(chr(92), chr(92) * 2).replace('|', chr(92) + '|')}" for key, value in sorted(pairs)
    )
