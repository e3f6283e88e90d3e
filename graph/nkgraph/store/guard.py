"""What a query may not do: change data, or read from anywhere but the graph it is put to.

No engine here has a switch against SERVICE, so the text is looked at before it is evaluated. Strings, IRIs and
comments are taken out first: a word inside them is no keyword.
"""

from __future__ import annotations

import re

from nkgraph.errors import QueryError

LONGEST_QUERY = 1_000_000
_QUIET = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"' r"|'(?:[^'\\\n]|\\.)*'" r"|<[^<>\"{}|^`\\\s]*>" r"|#[^\n]*",
    re.DOTALL,
)  # fmt: skip
_WORD = re.compile(r"(?<![\w:?$@-])[A-Za-z]+(?![\w:-])")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def keywords(query: str) -> list[str]:
    """Bare words of a query in upper case, outside strings, IRIs, comments and names.

    >>> keywords('SELECT * { ?service :service "SERVICE" } # SERVICE')
    ['SELECT']
    """
    return [word.upper() for word in _WORD.findall(_QUIET.sub(" ", query))]


def query_form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises
    ------
    QueryError
        If the text is an update, calls another server, names other graphs, or is no query at all.
    """
    words = _words(query)
    if "SERVICE" in words:
        raise QueryError("SERVICE is refused: a query here reads this graph alone; ask the other server by itself")
    form = _form(words)
    if "FROM" in words:
        raise QueryError("FROM is refused: there is one graph, the default one; leave the clause out")
    return form


def form_of(query: str) -> str:
    """The form of a query for another server, which may name graphs and servers of its own; updates are refused."""
    return _form(_words(query))


def _words(query: str) -> list[str]:
    if len(query) > LONGEST_QUERY:
        raise QueryError(f"the query is {len(query)} characters long; {LONGEST_QUERY} are allowed")
    return keywords(query)


def _form(words: list[str]) -> str:
    form = next((word for word in words if word in _FORMS), "")
    update = next((word for word in words if word in _UPDATES), "")
    if update and (not form or words.index(update) < words.index(form)):
        raise QueryError(f"{update} is refused: the graph is read-only; the tables in sources/ are where it is edited")
    if not form:
        raise QueryError("this is no SPARQL query: it has none of SELECT, ASK, CONSTRUCT, DESCRIBE")
    return form


def syntax_message(query: str, message: str) -> str:
    """The engine's syntax error with the line it speaks of and a sign under the place; its long list left out.

    >>> syntax_message("SELECT * {", "error at 1:11: expected one of ...").splitlines()
    ['the query cannot be read: error in line 1, column 11', '  SELECT * {', '            ^']
    """
    found = re.match(r"error at (\d+):(\d+): ?(.*)", message, re.DOTALL)
    if not found:
        return f"the query cannot be read: {message[:200]}"
    row, column, what = int(found[1]), int(found[2]), found[3]
    lines = query.splitlines() or [""]
    line = lines[row - 1][:160] if row <= len(lines) else ""
    said = "" if what.startswith("expected") else f": {what[:160]}"
    sign = " " * min(column - 1, len(line)) + "^"
    return f"the query cannot be read: error in line {row}, column {column}{said}\n  {line}\n  {sign}"
