"""The header of an ``.rq`` file: the comments at its top that say what the query is for, ``# key: text``."""

from __future__ import annotations

import re

_LINE = re.compile(r"#\s*([a-z][a-z ]*):\s*(.*?)\s*\Z")


def header_pairs(text: str) -> list[tuple[str, str]]:
    r"""Keys and texts of the comment lines before the query, in their order; other comments are passed over.

    >>> header_pairs("# title: Who?\n# a remark\n# param: a date 2013\nASK {}\n# title: no header\n")
    [('title', 'Who?'), ('param', 'a date 2013')]
    """
    found = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _LINE.match(line)
        if match:
            found.append((match[1], match[2]))
    return found
