"""The anatomy of a query: its groups, patterns and sub-selects, as far as the dialect's rules look at them.

This is no SPARQL parser: what is not looked at is passed over, and a query is parsed by the engine first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from nkgraph.errors import QueryError
from nkgraph.questions.tokens import IRI, NAME, VARIABLE, Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_MODIFIERS = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
_END = Token("end", "", 0)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern; `path` holds the tokens between subject and object."""

    subject: Token
    path: tuple[Token, ...]
    object: Token

    def variables(self) -> set[str]:
        """Names of the variables at its ends and as its predicate."""
        return {token.text[1:] for token in (self.subject, *self.path, self.object) if token.kind == VARIABLE}


@dataclass(slots=True)
class Group:
    """What stands between braces; `role` says after which word: OPTIONAL, UNION, EXISTS, GRAPH ... or nothing."""

    role: str
    line: int
    parts: list[Pattern | Group | Select | Filter | Bind | Values] = field(default_factory=list)

    def all_groups(self) -> Iterator[Group]:
        """Itself and every group inside, sub-selects and filters included."""
        yield self
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.all_groups()
            elif isinstance(part, Select):
                yield from part.where.all_groups()
            elif isinstance(part, Filter):
                for group in part.groups:
                    yield from group.all_groups()

    def patterns(self) -> list[Pattern]:
        """Its own triple patterns."""
        return [part for part in self.parts if isinstance(part, Pattern)]


@dataclass(slots=True)
class Select:
    """A query or a sub-select: form, projection, body, and what follows the body."""

    form: str
    head: tuple[Token, ...]
    where: Group
    tail: tuple[Token, ...] = ()

    def modifier(self, name: str) -> tuple[Token, ...]:
        """Tokens after GROUP BY, ORDER BY, HAVING, LIMIT ...; empty where there is none."""
        starts = [place for place, token in enumerate(self.tail) if token.is_word(*_MODIFIERS)]
        for place, end in pairwise([*starts, len(self.tail)]):
            if self.tail[place].is_word(name):
                return tuple(t for t in self.tail[place + 1 : end] if not t.is_word("BY"))
        return ()


@dataclass(slots=True)
class Filter:
    """A FILTER: its tokens outside of braces, and the groups of its EXISTS."""

    tokens: tuple[Token, ...]
    groups: list[Group]


@dataclass(slots=True)
class Bind:
    """A BIND: its tokens, the last being the variable."""

    tokens: tuple[Token, ...]


@dataclass(slots=True)
class Values:
    """A VALUES block: the variables it binds."""

    line: int
    names: frozenset[str]


def anatomy(text: str) -> Select:
    """Take a query apart.

    Raises
    ------
    QueryError
        If it is built in a way that this reader does not know (blank nodes, collections).
    """
    return _Reader(tokens_of(text)).query()


class _Reader:
    """Walks over the tokens once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.place = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.place] if self.place < len(self.tokens) else _END

    def take(self) -> Token:
        token = self.now
        if token is _END:
            raise QueryError("the query ends too early")
        self.place += 1
        return token

    def until_brace(self) -> tuple[Token, ...]:
        start = self.place
        while not self.now.is_sign("{", "}") and self.now is not _END:
            self.place += 1
        return tuple(self.tokens[start : self.place])

    def query(self) -> Select:
        while not self.now.is_word(*_FORMS):
            self.take()
        form = self.take().text.upper()
        head = self.until_brace()
        if form == "CONSTRUCT" and not any(t.is_word("WHERE") for t in head):
            self.group("TEMPLATE")
            self.until_brace()
        where = self.group("")
        start = self.place
        while self.now is not _END and not self.now.is_sign("}"):
            self.take()
        return Select(form, head, where, tuple(self.tokens[start : self.place]))

    def group(self, role: str) -> Group:
        found = Group(role, self.take().line)
        while not self.now.is_sign("}"):
            self.part(found)
        self.take()
        return found

    def part(self, group: Group) -> None:
        token = self.now
        if token.is_sign("."):
            self.take()
        elif token.is_word("SELECT"):
            group.parts.append(self.query())
        elif token.is_sign("{"):
            group.parts.append(self.group("UNION" if self._after_union() else ""))
        elif token.is_word("OPTIONAL", "MINUS", "GRAPH", "SERVICE", "UNION"):
            word = self.take().text.upper()
            self.until_brace()
            group.parts.append(self.group(word))
        elif token.is_word("FILTER"):
            group.parts.append(self.filter())
        elif token.is_word("BIND"):
            group.parts.append(Bind(self.parentheses()))
        elif token.is_word("VALUES"):
            group.parts.append(self.values())
        else:
            group.parts.extend(self.patterns())

    def _after_union(self) -> bool:
        """Tell whether the group that begins here is the first of a UNION."""
        depth = 0
        for place in range(self.place, len(self.tokens)):
            depth += self.tokens[place].is_sign("{") - self.tokens[place].is_sign("}")
            if not depth:
                return place + 1 < len(self.tokens) and self.tokens[place + 1].is_word("UNION")
        return False

    def parentheses(self) -> tuple[Token, ...]:
        """The next word and what stands in its parentheses."""
        found, depth = [self.take()], 0
        while True:
            token = self.take()
            depth += token.is_sign("(") - token.is_sign(")")
            found.append(token)
            if not depth:
                return tuple(found)

    def filter(self) -> Filter:
        found, groups, depth = [self.take()], [], 0
        while True:
            if self.now.is_sign("{"):
                groups.append(self.group("EXISTS"))
            else:
                token = self.take()
                depth += token.is_sign("(") - token.is_sign(")")
                found.append(token)
            if not depth and (groups or self.tokens[self.place - 1].is_sign(")")):
                return Filter(tuple(found), groups)

    def values(self) -> Values:
        line = self.take().line
        names = frozenset(token.text[1:] for token in self.until_brace() if token.kind == VARIABLE)
        while not self.take().is_sign("}"):
            pass
        return Values(line, names)

    def patterns(self) -> list[Pattern]:
        """The patterns of one subject."""
        found = []
        subject = self.term()
        while True:
            path = self.path()
            found.append(Pattern(subject, path, self.term()))
            while self.now.is_sign(","):
                self.take()
                found.append(Pattern(subject, path, self.term()))
            while self.now.is_sign(";"):
                self.take()
            if self.now.is_sign(".", "}", "{") or self.now.is_word("FILTER", "OPTIONAL", "BIND", "VALUES", "MINUS"):
                return found

    def term(self) -> Token:
        token = self.take()
        if token.is_sign("[", "("):
            raise QueryError(
                f"line {token.line}: blank nodes and lists are not in the portable dialect; name a variable"
            )
        while self.now.is_sign("^^") or self.now.text.startswith("@"):
            mark = self.take()
            if mark.is_sign("^^"):
                self.take()
        return token

    def path(self) -> tuple[Token, ...]:
        found: list[Token] = []
        while True:
            while self.now.is_sign("^", "!"):
                found.append(self.take())
            if self.now.is_sign("("):
                found.extend(self.bracket())
            else:
                found.append(self.take())
            while self.now.is_sign("*", "+", "?"):
                found.append(self.take())
            if not self.now.is_sign("/", "|"):
                return tuple(found)
            found.append(self.take())

    def bracket(self) -> list[Token]:
        found, depth = [], 0
        while True:
            token = self.take()
            depth += token.is_sign("(") - token.is_sign(")")
            found.append(token)
            if not depth:
                return found


def is_constant(token: Token) -> bool:
    """Tell whether a term is an IRI, written out or with a prefix."""
    return token.kind in {IRI, NAME}
