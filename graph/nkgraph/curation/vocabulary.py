"""Checks that every table shares: ids, dates, codes, languages, addresses, references."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nkgraph.model import dates, quantities
from nkgraph.model.names import is_language_tag
from nkgraph.model.terms import SLUG

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from nkgraph.curation.tables import Table


def nearest(value: str, known: Collection[str]) -> str:
    """A remedy that offers the nearest known values, or a plain one."""
    close = get_close_matches(value, known, n=3, cutoff=0.6) if len(value) < 200 else []  # noqa: PLR2004
    return f"Did you mean {', '.join(close)}?" if close else ""


def check_slug(table: Table, row: int, column: str, value: str, known: Mapping[str, object]) -> bool:
    """An id is a slug and stands once."""
    if not SLUG.match(value):
        table.fault(row, column, value, "is no id", "Use ASCII lower-case letters, digits and single hyphens")
        return False
    if value in known:
        table.fault(row, column, value, "is an id that stands twice", "Ids are never used again; choose another")
        return False
    return True


def check_required(table: Table, row: int, column: str, value: str) -> None:
    """A cell that may not be empty."""
    if not value:
        table.fault(row, column, "", "is empty", "Fill it; the handbook says with what")


def check_date(table: Table, row: int, column: str, value: str) -> None:
    """A cell that is empty or a date of the subset."""
    if value:
        try:
            dates.parse_date(value)
        except ValueError as error:
            table.fault(row, column, value, str(error), dates.REMEDY)


def check_quantity(table: Table, row: int, column: str, value: str) -> None:
    """A cell that is a quantity."""
    try:
        quantities.parse_quantity(value)
    except ValueError as error:
        table.fault(row, column, value, str(error), quantities.REMEDY)


def check_code(
    table: Table, row: int, column: str, value: str, codes: Collection[str], *, optional: bool = False
) -> None:
    """A cell that holds one of a code list."""
    if value not in codes and not (optional and not value):
        table.fault(row, column, value, "is no code of this list", f"One of: {', '.join(sorted(codes))}")


def check_language(table: Table, row: int, column: str, value: str) -> None:
    """A cell that holds a lower-case language tag."""
    if not is_language_tag(value):
        table.fault(
            row, column, value, "is no language tag", "Use lower case: en, ko, ko-latn, ko-hani, zh-hans, ja, ru"
        )


def check_reference(table: Table, row: int, column: str, value: str, known: Collection[str], what: str) -> bool:
    """A cell that names a row of another table."""
    if value in known:
        return True
    remedy = nearest(value, known) or f"Add it to {what} first"
    table.fault(row, column, value, f"is not in {what}", remedy)
    return False


def check_address(table: Table, row: int, column: str, value: str, *, optional: bool = False) -> None:
    """A cell that holds an absolute http or https address fit for an IRI."""
    if optional and not value:
        return
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not set(value) & set(' <>"{}|\\^`')
    except ValueError:
        good = False
    if not good:
        table.fault(
            row, column, value, "is no web address", "Write the whole http:// or https:// address, spaces as %20"
        )
