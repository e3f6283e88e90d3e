"""Names: scripts, tags, search keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.model.names import fits_language, has_control, is_language_tag, mixed_word, scripts, search_key

SAME = [
    ("Chosŏn K'ŏmp'yut'ŏ Sent'ŏ", "choson kompyuto sento"),
    ("KCC", "k.c.c."),
    ("Nosotek", "NOSO-TEK"),
    ("조선 콤퓨터쎈터", "조선콤퓨터쎈터"),
    ("Ünsal", "unsal"),
    ("ＫＣＣ", "kcc"),
    ("Kim Ch'aek", "Kim Ch’aek"),
]
TAGS = [
    ("en", True),
    ("ko-latn", True),
    ("zh-hans", True),
    ("KO", False),
    ("english", False),
    ("", False),
    ("ko_KR", False),
]
FITTING = [
    ("KCC", "en", True), ("조선콤퓨터쎈터", "ko", True), ("조선콤퓨터쎈터", "en", False), ("朝鮮", "ko-hani", True),
    ("Chosŏn", "ko-latn", True), ("조선", "ko-latn", False), ("朝鮮コンピュータ", "ja", True), ("コンピュータ", "zh-hans", False),
    ("Бета", "ru", True), ("Бета", "de", False), ("KCC 은별", "ko", True),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_search_is_blind_to_writing_habits(one: str, other: str) -> None:
    assert search_key(one) == search_key(other) != ""


@pytest.mark.parametrize(("tag", "good"), TAGS)
def test_language_tags(tag: str, good: bool) -> None:
    assert is_language_tag(tag) is good


@pytest.mark.parametrize(("name", "tag", "good"), FITTING)
def test_a_name_fits_its_language(name: str, tag: str, good: bool) -> None:
    assert fits_language(name, tag) is good


def test_a_look_alike_spelling_is_found() -> None:
    assert mixed_word("Korea Nоsotek") == "Nоsotek"
    assert not mixed_word("Korea Бета")


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\u202e", "\u2066", "\u200f", "\n"])
def test_controls_are_seen(char: str) -> None:
    assert has_control(f"a{char}b")


def test_scripts_of_mixed_text() -> None:
    assert scripts("KCC 은별 朝鮮") == {"latin", "hangul", "han"}


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert " " not in key
