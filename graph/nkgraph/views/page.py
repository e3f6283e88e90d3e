"""Page: a picture as one HTML file that needs nothing else and no network.

The template, the styles and the scripts lie beside this file; vis-network comes from pyvis as installed.
The same picture gives the same bytes: there is no clock, no random number and no path in the file.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from nkgraph.dossier import PREFERENCE
from nkgraph.views.packing import embedded, packed
from nkgraph.views.rows import is_web, plain, row_groups
from nkgraph.views.safety import policy
from nkgraph.views.vis import held, library

if TYPE_CHECKING:
    from nkgraph.views.picture import Picture

STYLES = ("paper.css", "frame.css", "parts.css", "map.css", "print.css")
FIRST_SCRIPT = "first.js"
SCRIPTS = (
    "text.js",
    "unpack.js",
    "data.js",
    "state.js",
    "years.js",
    "time.js",
    "filters.js",
    "places.js",
    "scene.js",
    "palette.js",
    "terrain.js",
    "labels.js",
    "painter.js",
    "touch.js",
    "graph.js",
    "search.js",
    "claims.js",
    "path.js",
    "route.js",
    "stories.js",
    "panel.js",
    "legend.js",
    "gazetteer.js",
    "sheet.js",
    "hands.js",
    "lettering.js",
    "engraving.js",
    "map.js",
    "table.js",
    "svg.js",
    "turtle.js",
    "export.js",
    "keys.js",
    "main.js",
)


def render(picture: Picture) -> str:
    """The whole page as text, to be written as UTF-8.

    Raises
    ------
    KeyError
        If a link or claim names a node or relation that the picture does not have.
    """
    styles = "\n".join(_static(name) for name in STYLES)
    first = _static(FIRST_SCRIPT)
    ours = "\n".join(_static(name) for name in SCRIPTS)
    template = _environment().get_template("page.html.j2")
    return template.render(
        picture=picture,
        preference=PREFERENCE,
        groups=row_groups(picture),
        data=Markup(embedded(packed(picture, held(picture)))),  # noqa: S704 - escaped by `embedded`
        policy=policy([first, ours, library()], [styles]),
        styles=Markup(styles),  # noqa: S704 - our own file
        first=Markup(first),  # noqa: S704 - our own file
        ours=Markup(ours),  # noqa: S704 - our own files
        library=Markup(library()),  # noqa: S704 - vis-network
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = plain
    environment.tests["web"] = is_web
    return environment


def _template(name: str) -> str:
    return (files("nkgraph.views") / "templates" / name).read_text(encoding="utf-8")


@cache
def _static(name: str) -> str:
    """A style or script without indentation and without lines that are comments; no line of ours needs either."""
    lines = (files("nkgraph.views") / "static" / name).read_text(encoding="utf-8").splitlines()
    bare = (line.strip() for line in lines)
    return "\n".join(line for line in bare if line and not line.startswith("//"))
