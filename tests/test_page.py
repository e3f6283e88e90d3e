"""The page as a file: the same bytes, nothing from outside, nothing hostile alive, within its budget."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from nkgraph.views.packing import embedded
from nkgraph.views.page import render
from nkgraph.views.rows import plain
from page_fixture import mock_picture
from page_material import HOSTILE

SCRIPT = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from page_fixture import mock_picture
from nkgraph.views.page import render
print(hashlib.sha256(render(mock_picture(80, 160)).encode()).hexdigest())
"""


class Reader(HTMLParser):
    """Every element with its attributes, and the text of scripts, styles and table cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.elements:
            self.texts.setdefault(self.elements[-1][0], []).append(data)


@pytest.fixture(scope="module")
def text() -> str:
    return render(mock_picture())


@pytest.fixture(scope="module")
def read(text: str) -> Reader:
    return Reader(text)


@pytest.mark.parametrize("seed", ["0", "77"])
def test_the_same_picture_gives_the_same_bytes(seed: str) -> None:
    code = SCRIPT.format(tests=str(Path(__file__).parent))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    answer = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    here = hashlib.sha256(render(mock_picture(80, 160)).encode()).hexdigest()
    assert answer.stdout.strip() == here


def test_the_policy_names_exactly_the_scripts_and_styles_of_the_page(text: str) -> None:
    policy = next(
        attrs["content"] for tag, attrs in Reader(text).elements if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    parts = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    assert parts["default-src"] == ["'none'"]
    for tag in ("script", "style"):
        sources = re.findall(f'<{tag}(?: id="nkg-vis" type="text/plain")?>(.*?)</{tag}>', text, re.DOTALL)
        hashes = [f"'sha256-{b64encode(hashlib.sha256(source.encode()).digest()).decode()}'" for source in sources]
        assert parts[f"{tag}-src"] == hashes


def test_nothing_is_loaded_from_anywhere(read: Reader) -> None:
    loading = {"src", "srcset", "data", "poster", "action", "background", "xlink:href"}
    assert not [(tag, attrs) for tag, attrs in read.elements if loading & set(attrs)]
    assert [attrs for tag, attrs in read.elements if tag == "link"] == [{"rel": "icon", "href": "data:,"}]


def test_no_element_carries_code(read: Reader) -> None:
    assert not [attrs for _, attrs in read.elements if any(key.startswith("on") or key == "style" for key in attrs)]


def test_links_lead_to_the_web_or_to_the_sources(read: Reader) -> None:
    anchors = [attrs for tag, attrs in read.elements if tag == "a"]
    assert anchors
    for attrs in anchors:
        address = attrs["href"]
        assert address.startswith(("https://", "http://", "#d"))
        assert "target" not in attrs
    policies = [attrs["content"] for tag, attrs in read.elements if attrs.get("name") == "referrer"]
    assert policies == ["no-referrer"]


def test_there_are_two_scripts_one_block_of_data_and_the_library_in_waiting(read: Reader) -> None:
    scripts = [attrs for tag, attrs in read.elements if tag == "script"]
    waiting = {"id": "nkg-vis", "type": "text/plain"}
    assert scripts == [{}, {"id": "nkg-data", "type": "application/json"}, {}, waiting]


def test_the_table_stands_in_the_page_before_any_script(text: str) -> None:
    picture = mock_picture()
    body = text.partition("</thead>")[2].partition("</table>")[0]
    assert body.count("<tr>") == len(picture.links)
    assert text.index("</table>") < text.index('<script id="nkg-data"')


@pytest.mark.parametrize("value", HOSTILE)
def test_embedded_data_can_not_end_its_element_and_comes_back_whole(value: str) -> None:
    inside = embedded({"value": value})
    assert not set("<>&\u2028\u2029\u202e") & set(inside)
    assert json.loads(inside) == {"value": value}


@pytest.mark.parametrize("value", HOSTILE)
def test_plain_text_has_no_signs_that_turn_the_direction(value: str) -> None:
    assert not set("\u202e\u2066\u2028\u0000\u200f") & set(plain(value))


def test_no_direction_signs_stand_in_the_file(text: str) -> None:
    before, _, after = text.partition('<script id="nkg-data"')
    data = before + after.partition("</script>")[0]
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\u0000") & set(data)


@pytest.mark.parametrize(("size", "links", "most"), [(120, 240, 1_000_000), (1500, 6000, 4_000_000)])
def test_the_page_keeps_its_budget(size: int, links: int, most: int) -> None:
    assert len(render(mock_picture(size, links, hostile=False)).encode()) < most


def test_it_says_what_it_must(text: str) -> None:
    for words in ("Inclusion is no accusation.", "CC BY 4.0", "MIT", "2026-11 (mock)", "FILTER(?s &lt; ?o"):
        assert words in text


def test_a_link_to_an_unknown_thing_is_refused() -> None:
    picture = mock_picture(20, 30, hostile=False)
    with pytest.raises(KeyError):
        render(replace(picture, nodes=()))
