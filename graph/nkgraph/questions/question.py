"""A question as its file tells it: the header of comments, and the query below.

A header line is ``# key: text``. The keys are ``title``, ``why``, ``who``, ``topic``, ``answer``, ``view``, any number
of ``param`` (``# param: name kind default``), and ``may be empty`` where an answer without rows is no fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nkgraph.errors import MisuseError, shown
from nkgraph.model.headers import header_pairs

KINDS = ("entity", "concept", "country", "document", "relation", "date", "text", "number")
READERS = ("researcher", "compliance analyst", "journalist", "threat-intelligence analyst")
ANSWERS = {"rows": ("SELECT",), "graph": ("CONSTRUCT",), "yes or no": ("ASK",)}
PICTURES = ("neighbourhood", "path", "timeline", "map", "none")
"""Kinds of view besides the ready ones, and none."""

_PARAMETER = re.compile(r"(?P<name>[a-z]\w*)\s+(?P<kind>\w+)\s+(?P<default>\S.*)\Z")
_KEYS = frozenset({"title", "why", "who", "topic", "answer", "view"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A free variable of the query, the kind of value that it takes, and the value it has if nobody sets it."""

    name: str
    kind: str
    default: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the library."""

    id: str
    title: str
    why: str
    who: str
    topic: str
    answer: str
    view: str
    parameters: tuple[Parameter, ...]
    may_be_empty: str
    query: str

    def parameter(self, name: str) -> Parameter | None:
        """A parameter by name, or None."""
        return next((one for one in self.parameters if one.name == name), None)

    @property
    def body(self) -> str:
        """The query without the header."""
        lines = self.query.splitlines()
        first = next((place for place, line in enumerate(lines) if not line.startswith("#")), 0)
        return "\n".join(lines[first:]).strip() + "\n"


def read_question(ident: str, text: str) -> Question:
    r"""Read a question from the text of its file.

    Raises
    ------
    MisuseError
        If a key is missing, unknown or given twice, or a parameter cannot be read.

    Examples
    --------
    >>> head = "# title: T?\n# why: W.\n# who: researcher\n# topic: time\n# answer: yes or no\n# view: none\n"
    >>> read_question("q", head + "# param: day date 2013-03-16\nASK { ?s ?p ?day }").parameters
    (Parameter(name='day', kind='date', default='2013-03-16'),)
    """
    pairs = header_pairs(text)
    plain = {key: value for key, value in pairs if key in _KEYS}
    unknown = sorted({key for key, _ in pairs} - _KEYS - {"param", "may be empty"})
    if unknown or set(plain) != _KEYS or len(plain) != sum(key in _KEYS for key, _ in pairs):
        wrong = unknown or sorted(_KEYS - set(plain)) or ["a key given twice"]
        raise MisuseError(f"question {ident}: its header is wrong at {', '.join(wrong)}")
    parameters = tuple(_parameter(ident, value) for key, value in pairs if key == "param")
    empty = next((value for key, value in pairs if key == "may be empty"), "")
    return Question(id=ident, **plain, parameters=parameters, may_be_empty=empty, query=text)


def _parameter(ident: str, line: str) -> Parameter:
    found = _PARAMETER.match(line)
    if not found or found["kind"] not in KINDS:
        raise MisuseError(f"question {ident}: {shown(line)} is no parameter; write name, kind and default; {KINDS}")
    return Parameter(found["name"], found["kind"], found["default"])
