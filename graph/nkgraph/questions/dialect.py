"""The portable dialect: what every engine answers alike, as rules over a query's anatomy, each with its remedy.

Each rule stands for a fault that an engine has, or that the standard leaves open; docs/architecture.md tells which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nkgraph.errors import Finding, QueryError
from nkgraph.questions.anatomy import Bind, Filter, Group, Pattern, Select, Values, anatomy, is_constant
from nkgraph.questions.tokens import NAME, NUMBER, STRING, VARIABLE, Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_OPEN = ("SAMPLE", "GROUP_CONCAT", "AVG", "RAND", "NOW", "UUID", "STRUUID", "BNODE")
Fault = tuple[int, str, str]
"""Line, problem, remedy."""


def lint(text: str, file: str, bound: Collection[str] = ()) -> list[Finding]:
    """Findings of a query, in order of line.

    Parameters
    ----------
    bound
        Names of the variables that get a value before the query is asked: the parameters of a question.
    """
    try:
        query = anatomy(text)
    except QueryError as error:
        return [Finding(file, 0, "", "", str(error), "Write it in the portable dialect")]
    faults = {*_words(tokens_of(text)), *_heads(query)}
    for group in query.where.all_groups():
        for rule in _GROUP_RULES:
            faults.update(rule(group))
        faults.update(_paths(group, bound))
    return [Finding(file, line, "", "", problem, remedy) for line, problem, remedy in sorted(faults)]


def _words(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Rules that need no more than the tokens and their neighbours."""
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else token
        if token.kind == NAME and token.text.startswith("xsd:gYear"):
            yield token.line, f"{token.text} compares nowhere in rdflib", "Use the xsd:date bounds (…Earliest, …Latest)"
        if token.is_word("MINUS"):
            yield token.line, "MINUS is minutes slow in rdflib", "Write FILTER NOT EXISTS"
        if token.is_word("SERVICE", "FROM"):
            yield token.line, f"{token.text} reads from elsewhere", "Ask this graph alone"
        if token.is_word("GRAPH") and following.kind == VARIABLE:
            yield token.line, "GRAPH with a variable finds named graphs only", "There is one graph; leave GRAPH out"
        if token.is_word("DESCRIBE"):
            yield token.line, "DESCRIBE means another thing in each engine", "Write CONSTRUCT"
        if token.is_word(*_OPEN) and following.is_sign("("):
            yield token.line, f"{token.text} is left open by the standard", "Return rows, COUNT, MIN or MAX instead"
        if token.is_word("LANG") and following.is_sign("(") and _is_compared(tokens, place):
            yield token.line, "lang() is compared as text, and engines differ in case", "Write langMatches(lang(…), …)"


def _is_compared(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether ``lang(?x)`` stands beside ``=``, ``!=`` or IN."""
    end = next((p for p in range(place, len(tokens)) if tokens[p].is_sign(")")), place)
    after = tokens[end + 1] if end + 1 < len(tokens) else tokens[end]
    return after.is_sign("=", "!=") or after.is_word("IN", "NOT") or tokens[place - 1].is_sign("=", "!=")


def _heads(query: Select) -> Iterator[Fault]:
    """Rules about the clauses of the query and of its sub-selects."""
    inner = [part for group in query.where.all_groups() for part in group.parts if isinstance(part, Select)]
    for select in (query, *inner):
        if select.form == "SELECT":
            yield from _select(select, top=select is query)


def _select(select: Select, *, top: bool) -> Iterator[Fault]:
    line = select.where.line
    distinct = bool(select.head) and select.head[0].is_word("DISTINCT")
    if any(token.is_sign("*") and not select.head[place - 1].is_sign("(") for place, token in enumerate(select.head)):
        yield line, "SELECT * has another order of columns in each engine", "Name the columns"
    if not distinct and not _grouped(select) and _repeats(select.where):
        yield line, "a UNION or a path may give the same row twice", "Write SELECT DISTINCT"
    if _grouped(select) and _repeats(select.where) and _counts_rows(select.head):
        yield line, "COUNT counts a row of a UNION or a path twice", "Write COUNT(DISTINCT …)"
    if top and not (_grouped(select) and not select.modifier("GROUP")):
        yield from _order(select)


def _order(select: Select) -> Iterator[Fault]:
    """ORDER BY a key made of columns; that it tells all rows apart is tested on the answer."""
    line, keys = select.where.line, select.modifier("ORDER")
    columns = {token.text for token in select.head if token.kind == VARIABLE}
    if not keys:
        yield line, "rows without ORDER BY come as each engine likes", "Write ORDER BY a total key"
    for token in keys:
        plain = token.kind == VARIABLE or token.is_word("ASC", "DESC") or token.is_sign("(", ")")
        if not plain or (columns and token.kind == VARIABLE and token.text not in columns):
            yield token.line, f"ORDER BY {token.text} is no column", "Order by columns of the answer"


def _grouped(select: Select) -> bool:
    return bool(select.modifier("GROUP")) or any(token.is_word(*_AGGREGATES) for token in select.head)


def _repeats(group: Group) -> bool:
    """Tell whether the group's own rows may repeat: a UNION, or a path of any length."""
    parts = [part for part in group.parts if isinstance(part, Group) and part.role in {"UNION", "", "OPTIONAL"}]
    own = any(part.role == "UNION" for part in parts) or any(_unbounded(pattern) for pattern in group.patterns())
    return own or any(_repeats(part) for part in parts)


def _counts_rows(head: Sequence[Token]) -> bool:
    pairs = zip(head, head[1:], head[2:], strict=False)
    return any(a.is_word("COUNT", "SUM") and b.is_sign("(") and not c.is_word("DISTINCT") for a, b, c in pairs)


def _unbounded(pattern: Pattern) -> bool:
    return any(token.is_sign("*", "+") for token in pattern.path)


def _values_first(group: Group) -> Iterator[Fault]:
    """VALUES, then OPTIONAL."""
    places = [place for place, part in enumerate(group.parts) if isinstance(part, Values)]
    later = group.parts[places[0] :] if places else []
    if any(isinstance(part, Group) and part.role == "OPTIONAL" for part in later):
        yield group.line, "VALUES before OPTIONAL loses rows in rdflib", "Bind with BIND, or write a UNION"


def _joined_groupings(group: Group) -> Iterator[Fault]:
    """Two grouped sub-selects side by side."""
    inner = [p for p in group.parts if isinstance(p, Group) and p.role == ""]
    selects = [part for one in (group, *inner) for part in one.parts if isinstance(part, Select)]
    if sum(_grouped(select) for select in selects) > 1:
        yield group.line, "two grouped sub-selects side by side give wrong rows in rdflib", "Keep one of them"


def _literals_inside(group: Group) -> Iterator[Fault]:
    """A literal as object inside OPTIONAL or EXISTS."""
    for pattern in group.patterns() if group.role in {"OPTIONAL", "EXISTS"} else ():
        end = pattern.object
        if end.kind in {STRING, NUMBER} or end.is_word("TRUE", "FALSE"):
            yield end.line, "a literal inside OPTIONAL or NOT EXISTS is slow in rdflib", "Compare it in a FILTER there"


def _optional_on_optional(group: Group) -> Iterator[Fault]:
    """An OPTIONAL that starts from what an earlier OPTIONAL may have left unbound, and then joins with everything."""
    sure = {name for part in group.parts if not _is_optional(part) for name in _names(part)}
    maybe: set[str] = set()
    for part in group.parts:
        if isinstance(part, Group) and _is_optional(part):
            names = _names(part)
            if names & (maybe - sure):
                yield part.line, "OPTIONAL on what another OPTIONAL may leave unbound", "Put the one inside the other"
            maybe |= names


def _is_optional(part: object) -> bool:
    return isinstance(part, Group) and part.role == "OPTIONAL"


def _names(part: object) -> set[str]:
    """Variables that a part binds."""
    if isinstance(part, Pattern):
        return part.variables()
    if isinstance(part, Group):
        return {name for inner in part.parts for name in _names(inner)}
    if isinstance(part, Select):
        return {token.text[1:] for token in part.head if token.kind == VARIABLE}
    if isinstance(part, Bind):
        return {part.tokens[-2].text[1:]}
    return set(part.names) if isinstance(part, Values) else set()


def _paths(group: Group, bound: Collection[str]) -> Iterator[Fault]:
    """A path of any length with both ends free."""
    plain = {name for part in group.parts if not isinstance(part, Filter) for name in _sure(part)} | set(bound)
    for pattern in group.patterns():
        ends = (pattern.subject, pattern.object)
        if _unbounded(pattern) and not any(is_constant(end) or end.text[1:] in plain for end in ends):
            yield pattern.subject.line, "a path of any length with both ends free", "Bind one end before it"


def _sure(part: object) -> set[str]:
    """Variables that a part binds otherwise than by a path of any length."""
    return set() if (isinstance(part, Pattern) and _unbounded(part)) or _is_optional(part) else _names(part)


_GROUP_RULES: tuple[Callable[[Group], Iterator[Fault]], ...] = (
    _values_first,
    _joined_groupings,
    _literals_inside,
    _optional_on_optional,
)
