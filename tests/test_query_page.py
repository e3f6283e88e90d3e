"""The query page in Chromium, with nothing but the server itself within reach."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    command = [sys.executable, "-m", "nkgraph", "--home", str(ROOT), "serve", "--port", "0", "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip().rstrip("/")
    process.terminate()
    process.wait(timeout=30)


class Visit:
    """A page, what it said to the console, and what it asked of anybody else."""

    def __init__(self, browser: Browser, server: str) -> None:
        self.talk: list[str] = []
        self.foreign: list[str] = []
        context = browser.new_context(accept_downloads=True)
        context.route("**/*", lambda route: self._gate(route, server))
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.talk.append(message.text))
        self.page.on("pageerror", lambda error: self.talk.append(str(error)))
        self.server = server

    def _gate(self, route: object, server: str) -> None:
        address = route.request.url  # type: ignore[attr-defined]
        if address.startswith((server, "blob:", "data:")):
            route.continue_()  # type: ignore[attr-defined]
        else:
            self.foreign.append(address)
            route.abort()  # type: ignore[attr-defined]

    def open(self, **state: str) -> Page:
        self.page.goto(f"{self.server}/query" + (f"#{urlencode(state)}" if state else ""))
        self.page.wait_for_selector("html[data-ready=yes]")
        return self.page


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    found = Visit(browser, server)
    yield found
    assert found.talk == []
    assert found.foreign == []
    found.page.context.close()


BRANCHES = "SELECT ?branch ?name WHERE { ?branch a nk:ForeignBranch ; rdfs:label ?name } ORDER BY ?name"


def test_a_query_from_the_address_is_answered_as_a_table(visit: Visit) -> None:
    page = visit.open(query=BRANCHES)
    page.wait_for_selector("#answer table")
    assert "Korea Computer Center, branch in China" in page.inner_text("#answer")
    assert "rows, " in page.inner_text("#status")


def test_a_question_of_the_library_is_found_and_asked(visit: Visit) -> None:
    page = visit.open()
    page.fill("#find", "foreign branches each country")
    page.click("#questions button >> nth=0")
    page.wait_for_selector("#answer table")
    assert "SELECT" in page.input_value("#query")


def test_completion_by_keyboard(visit: Visit) -> None:
    page = visit.open()
    page.fill("#query", "")
    page.type("#query", "SELECT ?x { ?x nk:hasBra")
    page.wait_for_selector("#choices [aria-selected=true]")
    page.keyboard.press("Enter")
    assert page.input_value("#query").endswith("nk:hasBranch")
    page.type("#query", " ?b }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer table")


@pytest.mark.parametrize(
    ("show", "mark"), [("chart", "svg .bar-mark"), ("graph", ".network canvas"), ("map", "svg .spot")]
)
def test_other_pictures_of_the_answer(visit: Visit, show: str, mark: str) -> None:
    query = BRANCHES if show != "graph" else "SELECT ?source ?target WHERE { ?source nk:hasBranch ?target }"
    page = visit.open(query=query, show=show)
    page.wait_for_selector(mark)


def test_a_mistake_is_shown_with_its_place(visit: Visit) -> None:
    page = visit.open(query="SELECT * {")
    page.wait_for_selector("#status.wrong")
    assert "line 1, column 11" in page.inner_text("#status")
    visit.talk.clear()  # Chromium itself notes the status 400


def test_an_answer_goes_away_as_csv(visit: Visit) -> None:
    page = visit.open(query=BRANCHES)
    page.wait_for_selector("#answer table")
    with page.expect_download() as download:
        page.click("#csv")
    assert download.value.suggested_filename == "nkgraph-answer.csv"
    assert download.value.path().read_bytes().startswith(b"branch,name\r\n")


def test_hostile_text_is_text(visit: Visit) -> None:
    page = visit.open(query='SELECT ("<img src=x onerror=alert(1)>" AS ?x) {}')
    page.wait_for_selector("#answer table")
    assert "<img src=x" in page.inner_text("#answer")
    assert page.query_selector("#answer img") is None
