"""Rows: the links of a picture as lines of a plain table, which stands in the page before any script runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nkgraph.views.picture import Link, Picture, PictureClaim

_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One line of the table; `documents` are numbers in the list of sources, from 1."""

    relation: str
    target: str
    documents: tuple[int, ...]
    dates: str
    fact: bool


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The lines about one thing, which is named once for all of them."""

    source: str
    rows: tuple[LinkRow, ...]


def plain(text: str) -> str:
    """Text with control and direction characters spelled out, so that they cannot reorder or hide a line.

    >>> plain("abc" + chr(0x202E) + "def")
    'abc[U+202E]def'
    """
    return _UNSEEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def is_web(address: str) -> bool:
    """Whether an address may become a link: http and https only.

    >>> is_web("https://example.org/"), is_web("javascript:alert(1)")
    (True, False)
    """
    return _WEB.match(address) is not None


def row_groups(picture: Picture) -> list[RowGroup]:
    """The links in the order of the picture, those that follow each other from one thing together."""
    label = {node.id: node.label for node in picture.nodes}
    relation = {entry.id: entry.label for entry in picture.relations}
    number = {document.id: i for i, document in enumerate(picture.documents, 1)}

    def row(link: Link) -> LinkRow:
        claims = [picture.claims[i] for i in link.claims]
        documents = sorted({number[claim.document] for claim in claims if claim.document in number})
        return LinkRow(relation[link.relation], label[link.target], tuple(documents), _dates(claims), link.fact)

    grouped = groupby(picture.links, key=lambda link: link.source)
    return [RowGroup(label[source], tuple(row(link) for link in links)) for source, links in grouped]


def _dates(claims: Sequence[PictureClaim]) -> str:
    """When a link held, by its claims: validity where stated, else the date of the reading."""
    spoken = [
        f"{claim.valid_from or '…'} to {claim.valid_to or '…'}" if claim.valid_from or claim.valid_to else claim.as_of
        for claim in claims
    ]
    return "; ".join(dict.fromkeys(text for text in spoken if text))
