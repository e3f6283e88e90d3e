"""Hostile text through every field of every table: the reader refuses it, or it is text on the page and on the site."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import nkgraph
from edit import read, set_cell, write
from nkgraph.curation.corpus import read_corpus
from nkgraph.curation.home import Home
from nkgraph.errors import NkgraphError
from nkgraph.model.ontology import read_ontology
from nkgraph.site import build_site
from nkgraph.views.compose import sector_picture
from nkgraph.views.page import render
from page_browser import visitor, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from nkgraph.knowledge_graph import KnowledgeGraph
    from nkgraph.model.ontology import Ontology
    from page_browser import Visit

ROOT = Path(__file__).resolve().parents[1]
TABLES = (
    "claims/all.csv",
    "documents.csv",
    "entities.csv",
    "identities.csv",
    "names.csv",
    "places.csv",
    "searches.csv",
)
# The columns that take words of any kind; every other takes ids, codes, dates, numbers and addresses alone.
FREE = {
    "claims/all.csv": ("locator", "paraphrase", "note"),
    "documents.csv": ("title", "publisher", "origin", "note"),
    "entities.csv": ("name", "note"),
    "identities.csv": ("right", "reason"),
    "names.csv": ("name", "locator", "note"),
    "places.csv": ("source", "note"),
    "searches.csv": ("question", "where", "outcome"),
}
# What may stand in a free column, for it is text; and what may stand nowhere.
TEXTS = {
    "script": "</script><script>window.stolen = 1</script>",
    "markup": "<img src=x onerror='window.stolen = 2'></title></style><!-- <iframe src=//x.example>",
    "quotes": '" onmouseover="window.stolen = 3" \'; window.stolen = 4; \'`${window.stolen = 5}`',
    "lines": "line\u2028paragraph\u2029end",
    "long": "Wort" * 90,
    "address": "javascript:window.stolen=6",
    "template": "{{ 7 * 7 }}{% raw %}&amp;&lt;b&gt;%3Cscript%3E",
}
NOWHERE = {
    "formula": '=HYPERLINK("http://example.org/x","y")',
    "direction": "abc\u202edef\u2066ghi",
    "control": "a\u0000b\u0007c",
}
SCREENS = [(1400, 900), (390, 844)]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return read_ontology(ROOT / "ontology")


def copy(folder: Path) -> Path:
    shutil.copytree(ROOT / "ontology", folder / "ontology")
    shutil.copytree(ROOT / "tests" / "small" / "sources", folder / "sources")
    return folder


def takes(home: Path, ontology: Ontology, table: str, column: str, text: str) -> bool:
    """Whether the reader takes a text in the second row of a column; the table is put back."""
    path = home / "sources" / table
    before = path.read_text("utf-8")
    set_cell(home, table, 2, column, text)
    try:
        read_corpus(Home(home), ontology)
    except NkgraphError:
        return False
    finally:
        path.write_text(before, "utf-8")
    return True


def test_the_list_of_tables_is_whole() -> None:
    found = {path.relative_to(ROOT / "tests/small/sources").as_posix() for path in
             (ROOT / "tests/small/sources").rglob("*.csv")}  # fmt: skip
    assert found == set(TABLES) == set(FREE)
    curated = {path.name for path in (ROOT / "sources").glob("*.csv")} - {"accounted.csv", "left_out.csv"}
    assert curated == {name for name in TABLES if "/" not in name}


@pytest.mark.parametrize("table", TABLES)
def test_a_column_takes_words_or_refuses_them(tmp_path: Path, ontology: Ontology, table: str) -> None:
    home = copy(tmp_path / "home")
    for column in read(home / "sources" / table)[0]:
        taken = {name for name, text in (TEXTS | NOWHERE).items() if takes(home, ontology, table, column, text)}
        assert taken == (set(TEXTS) if column in FREE[table] else set()), (table, column)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> KnowledgeGraph:
    """A home whose every free cell is hostile, each with another text and no two alike."""
    assert cache_folder.is_dir()
    home = copy(tmp_path_factory.mktemp("hostile") / "home")
    texts = list(TEXTS.values())
    for table, columns in FREE.items():
        path = home / "sources" / table
        head, *rows = read(path)
        for number, row in enumerate(rows):
            for place, column in enumerate(columns):
                if (table, column) not in {("documents.csv", "origin"), ("identities.csv", "right")} or number == 0:
                    row[head.index(column)] = f"{texts[(number + place) % len(texts)]} {table[0]}{number}{place}"
        write(path, [head, *rows])
    return nkgraph.open(home)


@pytest.fixture(scope="module")
def address(hostile: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("dist")
    build_site(hostile, folder / "site")
    return written(render(sector_picture(hostile)), folder)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visitor(browser, address) as opened:
        yield opened


def fits(page: Page, wide: int) -> bool:
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return found <= wide


@pytest.mark.parametrize("screen", SCREENS)
def test_on_the_page_it_is_text_and_the_layout_holds(
    visit: Visit, hostile: KnowledgeGraph, screen: tuple[int, int]
) -> None:
    page = visit("", viewport={"width": screen[0], "height": screen[1]})
    assert fits(page, screen[0])
    for summary in page.locator("#facets summary").all():
        summary.click()
    assert fits(page, screen[0])
    for tab in ("geography", "table", "sources", "map"):
        page.evaluate("tab => nkg.state.set({ tab: tab })", tab)
        assert fits(page, screen[0]), tab
    for ident, thing in hostile.things.items():
        if not page.evaluate("id => nkg.data.nodeById.has(id)", ident):
            continue
        page.evaluate("id => nkg.state.open(nkg.data.nodeById.get(id))", ident)
        page.evaluate("document.querySelectorAll('#panel details').forEach(one => { one.open = true; })")
        assert page.locator("#panel h2").text_content() == thing.label.replace("\u2028", "[U+2028]").replace(
            "\u2029", "[U+2029]"
        )
        assert fits(page, screen[0]), ident
    inside = page.locator(":is(#panel, #links, #documents, #found, #facets) :is(script, img, iframe, style, title)")
    assert inside.count() == 0
    page.fill("#search", "window.stolen")
    assert page.locator("#found li").count() > 0
    assert fits(page, screen[0])


@pytest.mark.parametrize("screen", SCREENS)
def test_on_the_site_it_is_text_and_the_layout_holds(browser: Browser, address: str, screen: tuple[int, int]) -> None:
    folder = Path(address.removeprefix("file://")).parent / "site"
    context = browser.new_context(offline=True, viewport={"width": screen[0], "height": screen[1]})
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("dialog", lambda dialog: noise.append(dialog.message))
    page.on("request", lambda request: None if request.url.startswith(folder.as_uri()) else noise.append(request.url))
    files = sorted(path for path in folder.rglob("*.html") if path.parent.name != "question")
    assert len(files) > 30
    for file in files:
        page.goto(file.as_uri())
        assert fits(page, screen[0]), file.name
        assert page.evaluate("window.stolen") is None
        assert page.locator("script, img, iframe, object, embed, form").count() == 0
        assert page.locator("a[href^='javascript:' i], a[href^='data:' i]").count() == 0
    assert noise == []
    context.close()
