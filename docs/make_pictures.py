"""Take the README's picture of the page: ``python docs/make_pictures.py`` after ``make build``.

Opens dist/explorer.html in headless Chromium with the network off and saves docs/pictures/explorer.png.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

from nkgraph.files import write_with  # noqa: E402
from page_fixture import launch  # noqa: E402 - the tests know how to start the browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = ROOT / "dist" / "explorer.html"
PICTURE = ROOT / "docs" / "pictures" / "explorer.png"
WIDTH, HEIGHT = 1400, 900


def picture(browser: Browser, address: str) -> bytes:
    """The page as it opens, in light colours, as PNG."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce", offline=True
    )
    page = context.new_page()
    page.goto(address)
    page.locator("html[data-first-drawing]").wait_for(state="attached")
    shot: bytes = page.screenshot(animations="disabled")
    context.close()
    return shot


def main() -> None:
    """Take and write the picture and name it."""
    if not PAGE.is_file():
        sys.exit("there is no dist/explorer.html; run make build first")
    with launch() as browser:
        shot = picture(browser, PAGE.as_uri())
    write_with(PICTURE, lambda stream: stream.write(shot))
    print(PICTURE.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
