"""Happenings: in which year those things of a view happened that did, for a layout along an axis of time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nkgraph.views.picture import Link, Picture

_YEAR = re.compile(r"\d{4}")


def years_of(picture: Picture, links: Sequence[Link]) -> dict[str, int]:
    """The first year that is told of each thing whose type has dates in the sections of these links.

    A thing of such a type without a date of its own has the earliest of its links.
    """
    section = {relation.id: relation.section for relation in picture.relations}
    dates = {relation.id for relation in picture.relations if relation.kind == "date"}
    wanted = {section[link.relation] for link in links}
    kind = {node.id: node.type for node in picture.nodes}
    ends = {end for link in links for end in (link.source, link.target)}
    told: dict[str, int] = {}
    for claim in picture.claims:
        if claim.subject in ends and claim.predicate in dates and section[claim.predicate] in wanted:
            _note(told, claim.subject, [claim.object])
    types = {kind[ident] for ident in told}
    borrowed: dict[str, int] = {}
    for link in links:
        spans = [text for i in link.claims for text in (picture.claims[i].valid_from, picture.claims[i].as_of)]
        for end in (link.source, link.target):
            if end not in told and kind[end] in types:
                _note(borrowed, end, spans)
    return {**borrowed, **told}


def _note(years: dict[str, int], ident: str, texts: Iterable[str]) -> None:
    for text in texts:
        found = _YEAR.search(text)
        if found:
            years[ident] = min(int(found.group()), years.get(ident, 9999))
