"""A page in a real browser: opening it, waiting for it, and the rule that it may neither speak nor call out."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from nkgraph.views.compose import sector_picture
from nkgraph.views.page import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from nkgraph.knowledge_graph import KnowledgeGraph

    Visit = Callable[..., Page]


_sector: dict[str, str] = {}


def sector(graph: KnowledgeGraph) -> str:
    """The page of the whole sector, rendered once."""
    if graph.version not in _sector:
        _sector[graph.version] = render(sector_picture(graph))
    return _sector[graph.version]


def written(text: str, folder: Path) -> str:
    """The address of a page as a file."""
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8", newline="\n")
    return file.as_uri()


@contextmanager
def visitor(browser: Browser, address: str) -> Iterator[Visit]:
    """Open the page; at the end nothing may have been said on the console, asked of the network or stolen."""
    noise: list[str] = []
    pages: list[Page] = []

    def opened(fragment: str = "", **options: Any) -> Page:
        defaults: dict[str, Any] = {"offline": True, "viewport": {"width": 1400, "height": 900}}
        page = browser.new_context(**(defaults | options)).new_page()
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("dialog", lambda dialog: noise.append(dialog.message))
        page.on("request", lambda request: None if request.url.startswith(address) else noise.append(request.url))
        page.goto(address + fragment)
        if options.get("java_script_enabled", True):
            page.locator("html[data-ready]").wait_for(state="attached")
        pages.append(page)
        return page

    yield opened
    for page in pages:
        stolen = page.evaluate("window.stolen")
        noise += [f"stolen {stolen}"] if stolen is not None else []
        page.context.close()
    assert noise == []


def place(page: Page, node: str) -> tuple[float, float]:
    """Where a thing stands on the screen."""
    script = """id => { const at = nkg.graph.at(nkg.data.nodeById.get(id));
        const frame = document.getElementById('map').getBoundingClientRect();
        return [frame.x + at.x, frame.y + at.y]; }"""
    x, y = page.evaluate(script, node)
    return x, y


def until(page: Page, expression: str) -> None:
    """Wait for an expression to hold; Playwright's own way needs eval, which the policy of the page forbids."""
    for _ in range(80):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


def state(page: Page) -> dict[str, Any]:
    """What is chosen."""
    found: dict[str, Any] = page.evaluate("Object.assign({}, nkg.state.get())")
    return found


def focus(page: Page) -> str:
    """The id of the thing in the middle."""
    name: str = page.evaluate("nkg.state.get().focus < 0 ? '' : nkg.data.nodes[nkg.state.get().focus].id")
    return name


def taken(page: Page, what: str) -> bytes:
    """What a button of the page lets one take away."""
    with page.expect_download() as waiting:
        page.click(f"#take-{what}")
    return waiting.value.path().read_bytes()


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Walk with the Tab key alone until the element has the focus."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the Tab key never came to {selector}")


def find_by_keys(page: Page, name: str) -> None:
    """Search a name and open the first that is found, by keys alone."""
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
