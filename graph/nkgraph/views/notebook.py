"""A page inside a notebook: the same HTML, shown in a frame by its source text, so that nothing is served."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from nkgraph.files import write_text
from nkgraph.views.compose import entity_picture, sector_picture
from nkgraph.views.page import render

if TYPE_CHECKING:
    from nkgraph.knowledge_graph import KnowledgeGraph

_ALLOWED = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"


@dataclass(frozen=True, slots=True)
class View:
    """A rendered page. As the last value of a notebook cell it shows itself."""

    html: str
    height: int = 720

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, atomically."""
        target = Path(path)
        write_text(target, self.html)
        return target

    def _repr_html_(self) -> str:
        source = escape(self.html, quote=True)
        style = f"width:100%;height:{self.height}px;border:1px solid #8884"
        return f'<iframe sandbox="{_ALLOWED}" style="{style}" srcdoc="{source}"></iframe>'

    def __repr__(self) -> str:
        """Say how big the page is; the text itself would flood a terminal."""
        return f"<View: a page of {len(self.html):,} characters; save(path) writes it>"


def make_view(graph: KnowledgeGraph, entity: str | None, depth: int) -> View:
    """The page of an entity's neighbourhood, or of the whole sector."""
    picture = sector_picture(graph, site="") if entity is None else entity_picture(graph, entity, depth)
    return View(render(picture))
