"""Names: scripts, language tags that fit them, and the keys by which they are searched.

A document's spelling is kept byte for byte; keys are computed when they are needed and never stored.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LATIN, HANGUL, HAN, KANA, CYRILLIC, OTHER = "latin", "hangul", "han", "kana", "cyrillic", "other"

_RANGES = (
    (0x0041, 0x024F, LATIN),
    (0x1E00, 0x1EFF, LATIN),
    (0xFF21, 0xFF5A, LATIN),
    (0x0400, 0x052F, CYRILLIC),
    (0x1100, 0x11FF, HANGUL),
    (0x3130, 0x318F, HANGUL),
    (0xAC00, 0xD7FB, HANGUL),
    (0x3040, 0x30FF, KANA),
    (0x31F0, 0x31FF, KANA),
    (0x3400, 0x4DBF, HAN),
    (0x4E00, 0x9FFF, HAN),
    (0xF900, 0xFAFF, HAN),
    (0x20000, 0x3FFFF, HAN),
)
_CONFUSABLE = {frozenset({LATIN, CYRILLIC})}
_TAG_SCRIPTS = {"ko": {HANGUL, HAN, LATIN}, "ja": {KANA, HAN, LATIN}, "zh": {HAN, LATIN}, "ru": {CYRILLIC, LATIN}}
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?\Z")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_language_tag(tag: str) -> bool:
    """Tell whether the text is a lower-case BCP 47 tag of language, script and region.

    >>> is_language_tag("ko-latn"), is_language_tag("KO")
    (True, False)
    """
    return bool(_TAG.match(tag))


def has_control(text: str) -> bool:
    """Tell whether the text holds a control or bidirectional control character."""
    return not text.isprintable() and any(c in _BIDI or unicodedata.category(c) == "Cc" for c in text)


@lru_cache(maxsize=65536)
def script_of(char: str) -> str:
    """Script of a letter (`OTHER` for digits, punctuation and scripts not met in this sector)."""
    if not char.isalpha():
        return OTHER
    code = ord(char)
    return next((script for low, high, script in _RANGES if low <= code <= high), OTHER)


@lru_cache(maxsize=65536)
def scripts(text: str) -> frozenset[str]:
    """Scripts of the letters of a text.

    >>> sorted(scripts("KCC 은별"))
    ['hangul', 'latin']
    """
    return frozenset(map(script_of, text)) - {OTHER}


def mixed_word(text: str) -> str:
    """The first word that mixes Latin and Cyrillic letters (a look-alike spelling), or an empty text.

    >>> mixed_word("Nоsotek")  # with a Cyrillic о
    'Nоsotek'
    """
    return next((word for word in text.split() if any(pair <= scripts(word) for pair in _CONFUSABLE)), "")


def fits_language(text: str, tag: str) -> bool:
    """Tell whether the letters of a name can belong to the language of its tag.

    >>> fits_language("조선콤퓨터쎈터", "en"), fits_language("KCC", "ko")
    (False, True)
    """
    language, _, script = tag.partition("-")
    found = scripts(text)
    if script.startswith("latn"):
        return found <= {LATIN}
    if script.startswith("hani"):
        return found <= {HAN, LATIN}
    return found <= _TAG_SCRIPTS.get(
        language, {LATIN} if language not in {"uk", "mk", "bg", "sr"} else {CYRILLIC, LATIN}
    )


@lru_cache(maxsize=262144)
def search_key(text: str) -> str:
    """Key for search: blind to case, width, accents, breves, hyphens, apostrophes, spaces and punctuation.

    >>> search_key("Chosŏn K'ŏmp'yut'ŏ") == search_key("choson kompyuto")
    True
    """
    if text.isascii():
        return "".join(char for char in text.lower() if char.isalnum())
    wide = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(char for char in wide if char.isalnum())
    return unicodedata.normalize("NFC", kept)
