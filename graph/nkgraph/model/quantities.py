"""Quantities as curated: a number, a bound, a range or an estimate, kept as written beside two bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_NUMBER = r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?"
_FORMS = re.compile(rf"(?:(?P<sign>>=|<=|~)?(?P<one>{_NUMBER})|(?P<low>{_NUMBER})\.\.(?P<high>{_NUMBER}))\Z")
REMEDY = "Write 1200, >=1000 (more than), <=50 (up to), 100..999 (hundreds) or ~200 (about)"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity text with its bounds; None where it is open. An estimate has equal bounds."""

    text: str
    lower: Decimal | None
    upper: Decimal | None


@lru_cache(maxsize=65536)
def parse_quantity(text: str) -> Quantity:
    """Read a quantity.

    Raises
    ------
    ValueError
        If the text is no quantity, or its range runs backwards.

    Examples
    --------
    >>> parse_quantity(">=1000").lower
    Decimal('1000')
    >>> parse_quantity("100..999").upper
    Decimal('999')
    """
    match = _FORMS.match(text)
    if not match:
        raise ValueError("is no quantity")
    if match["one"] is None:
        low, high = Decimal(match["low"]), Decimal(match["high"])
        if low > high:
            raise ValueError("is a range that runs backwards")
        return Quantity(text, low, high)
    value = Decimal(match["one"])
    return Quantity(text, None if match["sign"] == "<=" else value, None if match["sign"] == ">=" else value)
