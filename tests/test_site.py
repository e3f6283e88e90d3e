"""The static site: a page for each IRI, relative links that lead somewhere, hostile text as text, no script."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

import nkgraph
from edit import set_cell
from nkgraph.site.build import build_site, site_pages

if TYPE_CHECKING:
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> & </title>"


class Reader(HTMLParser):
    """Links, ids and tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src"}:
                self.links.append(value or "")
            if name == "id":
                self.ids.add(value or "")


@pytest.fixture(scope="module")
def pages(graph: KnowledgeGraph) -> dict[str, str]:
    return dict(site_pages(graph))


@pytest.fixture(scope="module")
def read(pages: dict[str, str]) -> dict[str, Reader]:
    return {path: Reader(text) for path, text in pages.items() if path.endswith(".html")}


def test_every_entity_document_and_claim_has_its_place(graph: KnowledgeGraph, read: dict[str, Reader]) -> None:
    for ident, thing in graph.things.items():
        if "/id/" in thing.iri:
            assert f"id/{ident}.html" in read
    for ident in graph.sources:
        assert f"document/{ident}.html" in read
    for statement in graph.statements:
        assert statement.id in read[f"claim/{statement.id[:2]}.html"].ids


def test_every_link_is_relative_and_leads_somewhere(read: dict[str, Reader], pages: dict[str, str]) -> None:
    for path, reader in read.items():
        for link in reader.links:
            if re.match(r"https?://", link):
                continue
            target, _, anchor = link.partition("#")
            parts: list[str] = []
            for part in (PurePosixPath(path).parent / unquote(target)).parts if target else PurePosixPath(path).parts:
                parts = parts[:-1] if part == ".." and parts and parts[-1] != ".." else [*parts, part]
            found = "/".join(parts)
            assert found in pages or found == "../explorer.html", (path, link)
            if anchor and found in read:
                assert anchor in read[found].ids, (path, link)


def test_no_script_and_nothing_loaded_from_outside(read: dict[str, Reader]) -> None:
    for path, reader in read.items():
        assert not reader.tags & {"script", "iframe", "img", "object", "form"}, path
        assert not {name for name in reader.attributes if name.startswith("on")}, path


def test_hostile_text_is_text(small: Path) -> None:
    for table, row, column in (
        ("entities.csv", 2, "name"), ("entities.csv", 2, "note"), ("documents.csv", 2, "title"), ("documents.csv", 2, "publisher"),
        ("names.csv", 2, "name"), ("claims/all.csv", 2, "paraphrase"), ("claims/all.csv", 2, "note"), ("claims/all.csv", 2, "locator"),
    ):  # fmt: skip
        set_cell(small, table, row, column, HOSTILE)
    for path, text in site_pages(nkgraph.open(small)):
        if path.endswith(".html"):
            reader = Reader(text)
            assert not reader.tags & {"script", "img"}, path
            assert "onerror" not in reader.attributes


def test_a_new_site_replaces_the_old_one_whole(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build_site(small_graph, folder)
    (folder / "stale.html").write_text("old")
    build_site(small_graph, folder)
    assert not (folder / "stale.html").exists()
    assert (folder / "id" / "alpha.html").is_file()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_dossier_page_in_the_browser(small_graph: KnowledgeGraph, tmp_path: Path, browser: object) -> None:
    build_site(small_graph, tmp_path / "site")
    page = browser.new_context(offline=True).new_page()  # type: ignore[attr-defined]
    talk: list[str] = []
    page.on("console", lambda message: talk.append(message.text))
    page.goto((tmp_path / "site" / "id" / "alpha.html").as_uri())
    assert page.inner_text("h1") == "Alpha Computer"
    page.click("text=Gamma Bureau >> nth=0")
    assert page.inner_text("h1") == "Gamma Bureau"
    assert talk == []
