"""Rendering: one environment, one function from a template and its values to text."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from nkgraph.dossier import PREFERENCE
from nkgraph.site import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping


def render(template: str, path: str, values: Mapping[str, object]) -> str:
    """A page as text; `path` is where it will lie, so that its links can be relative."""
    return _template(template).render(path=path, root=addresses.up(path), **values)


def stylesheet() -> str:
    """The one style sheet of the site."""
    return (files("nkgraph.site") / "templates" / "site.css").read_text("utf-8")


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: (files("nkgraph.site") / "templates" / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        thing_path=addresses.thing_path,
        document_path=addresses.document_path,
        claim_path=addresses.claim_path,
        preference=PREFERENCE,
    )
    environment.tests["web"] = lambda address: address.startswith(("http://", "https://"))
    return environment
