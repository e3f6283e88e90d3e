"""Take the pictures of the page for README and docs: ``python docs/make_pictures.py`` after ``make build``.

Opens dist/explorer.html in headless Chromium with the network off, at the sizes of a desk, a small window and a phone,
light and dark, and saves docs/pictures/*.png.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

from nkgraph.files import write_with  # noqa: E402
from page_fixture import launch  # noqa: E402 - the tests know how to start the browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = ROOT / "dist" / "explorer.html"
PICTURES = ROOT / "docs" / "pictures"
DESK, FRONT, WINDOW, PHONE = (1400, 900), (1100, 700), (1024, 768), (390, 844)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, what the page opens with, the size of the window, and the colours."""

    name: str
    fragment: str
    size: tuple[int, int]
    colours: Literal["light", "dark"]


SHOTS = (
    Shot("explorer", "", FRONT, "light"),
    Shot("map", "#/tab=geography&node=korea-computer-center", DESK, "light"),
    Shot("timeline", "#/view=events", DESK, "light"),
    Shot("ownership", "#/view=ownership", FRONT, "dark"),
    Shot("neighbourhood", "#/node=nosotek", WINDOW, "light"),
    Shot("phone", "#/node=hana-program-center", PHONE, "dark"),
)


def picture(browser: Browser, address: str, shot: Shot) -> bytes:
    """The page as it opens, as PNG."""
    wide, high = shot.size
    context = browser.new_context(
        viewport={"width": wide, "height": high}, color_scheme=shot.colours, reduced_motion="reduce", offline=True
    )
    page = context.new_page()
    page.goto(address + shot.fragment)
    page.locator("html[data-ready]").wait_for(state="attached")
    page.locator("#time-from").wait_for()
    page.wait_for_timeout(300)
    png: bytes = page.screenshot(animations="disabled")
    context.close()
    return png


def main() -> None:
    """Take and write the pictures and name them."""
    if not PAGE.is_file():
        sys.exit("there is no dist/explorer.html; run make build first")
    with launch() as browser:
        for shot in SHOTS:
            file = PICTURES / f"{shot.name}.png"
            png = picture(browser, PAGE.as_uri(), shot)
            write_with(file, lambda stream, png=png: stream.write(png))  # type: ignore[misc]
            print(file.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
