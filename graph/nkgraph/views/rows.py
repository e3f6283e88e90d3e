"""Rows: every link of a picture as a line of plain text, for the table that stands in the page before any script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nkgraph.views.picture import Picture, PictureClaim

_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One line of the table; `documents` are (index in `Picture.documents`, how it is cited)."""

    source: str
    relation: str
    target: str
    documents: tuple[tuple[int, str], ...]
    dates: str
    fact: bool


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


def link_rows(picture: Picture) -> list[LinkRow]:
    """The links in the order of the picture."""
    label = {node.id: node.label for node in picture.nodes}
    relation = {entry.id: entry.label for entry in picture.relations}
    number = {document.id: i for i, document in enumerate(picture.documents)}
    cited = [_citation(document.publisher or document.title, document.published) for document in picture.documents]
    rows = []
    for link in picture.links:
        claims = [picture.claims[i] for i in link.claims]
        documents = sorted({number[claim.document] for claim in claims if claim.document in number})
        rows.append(
            LinkRow(
                label[link.source],
                relation[link.relation],
                label[link.target],
                tuple((i, cited[i]) for i in documents),
                _dates(claims),
                link.fact,
            )
        )
    return rows


def _citation(publisher: str, published: str) -> str:
    return " ".join(part for part in (publisher, published[:4]) if part)


def _dates(claims: Sequence[PictureClaim]) -> str:
    """When a link held, by its claims: validity where stated, else the date of the reading."""
    spoken = [
        f"{claim.valid_from or '…'} to {claim.valid_to or '…'}" if claim.valid_from or claim.valid_to else claim.as_of
        for claim in claims
    ]
    return "; ".join(dict.fromkeys(text for text in spoken if text))
