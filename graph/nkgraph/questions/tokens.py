"""SPARQL text as tokens with their lines; comments and blanks are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nkgraph.errors import QueryError, shown

IRI, STRING, VARIABLE, NAME, NUMBER, WORD, SIGN = "iri", "string", "variable", "name", "number", "word", "sign"
_TOKEN = re.compile(
    r'(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')'
    r"|(?P<iri><[^<>\"{}|^`\\\s]*>)"
    r"|(?P<comment>#[^\n]*)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<name>[A-Za-z_][\w-]*:(?:[\w-]|\.(?=\w))*|:(?:[\w-]|\.(?=\w))+)"
    r"|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<word>@?[A-Za-z][\w-]*)"
    r"|(?P<sign>\^\^|&&|\|\||!=|<=|>=|[{}()\[\].,;=<>!*/+|?^-])"
    r"|(?P<blank>\s+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text, and the line it begins on (1 is the first)."""

    kind: str
    text: str
    line: int

    def is_word(self, *words: str) -> bool:
        """Tell whether this is one of the keywords, in whatever case."""
        return self.kind == WORD and self.text.upper() in words

    def is_sign(self, *signs: str) -> bool:
        """Tell whether this is one of the signs."""
        return self.kind == SIGN and self.text in signs


def tokens_of(text: str) -> list[Token]:
    """Tokens of a query.

    Raises
    ------
    QueryError
        If something is no token of SPARQL.

    Examples
    --------
    >>> [token.text for token in tokens_of("ASK { ?s nk:parent+ ent:a } # why")]
    ['ASK', '{', '?s', 'nk:parent', '+', 'ent:a', '}']
    """
    found, place, line = [], 0, 1
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise QueryError(f"line {line}: {shown(text[place : place + 20])} is no SPARQL")
        kind = match.lastgroup or ""
        if kind not in {"blank", "comment"}:
            found.append(Token(kind, match[0], line))
        line += match[0].count("\n")
        place = match.end()
    return found
