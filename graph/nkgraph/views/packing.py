"""Packing: a picture as compact JSON: columns instead of rows, phrases as signs, nothing that the page says already.

Titles, publishers and addresses of documents stand in the list of sources and are read from there. Nodes, documents,
relations and claims are named by their index. The page's ``unpack.js`` and ``data.js`` read what is written here.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from nkgraph.views.arrange import arranged
from nkgraph.views.atlas import packed_atlas
from nkgraph.views.columns import Json, Row, column, lists, numbers, table
from nkgraph.views.happenings import years_of
from nkgraph.views.shorthand import learn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nkgraph.views.picture import Picture, PictureClaim, ReadyView
    from nkgraph.views.shorthand import Shorthand
    from nkgraph.views.vis import Held

Rows = list[Row]

_NEEDS_ESCAPE = re.compile("[<>&\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_PREFERRED, _NODE = 2, 4


def embedded(value: Json) -> str:
    r"""JSON that is safe inside a script element and free of invisible characters.

    >>> embedded("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _NEEDS_ESCAPE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def packed(picture: Picture, held: Held) -> Row:
    """Everything the scripts of the page read."""
    number = {node.id: i for i, node in enumerate(picture.nodes)}
    pairs = list(dict.fromkeys(pair for claim in picture.claims for pair in claim.qualifiers))
    place = {pair: i for i, pair in enumerate(pairs)}
    parts = _parts(picture, number, pairs)
    shorthand = learn(_texts(parts))
    return {
        "title": picture.title,
        "version": picture.version,
        "base": picture.base,
        "query": picture.query,
        "start": number.get(picture.start, -1),
        "opens": picture.opens,
        "site": picture.site,
        "signs": shorthand.signs,
        "meanings": shorthand.meanings,
        "options": held.options,
        "sections": picture.sections,
        "qualifierKinds": dict(picture.qualifiers),
        **{name: table(rows, shorthand) for name, rows in parts.items()},
        "places": table(_without_id(held.nodes), shorthand),
        "lines": table(_without_id(held.edges), shorthand),
        "links": _links(picture),
        "claimIds": column([claim.id for claim in picture.claims], shorthand),
        "claimQualifiers": lists([[place[pair] for pair in claim.qualifiers] for claim in picture.claims]),
        "views": [_view(picture, view, number, shorthand) for view in picture.views],
        "stories": [asdict(story) for story in picture.stories],
        "atlas": packed_atlas(picture.atlas) if picture.atlas else None,
    }


def _parts(picture: Picture, number: Mapping[str, int], pairs: Sequence[tuple[str, str]]) -> dict[str, Rows]:
    """Everything that is rows of numbers and texts."""
    return {
        "types": [asdict(style) for style in picture.types],
        "relations": [asdict(relation) for relation in picture.relations],
        "clusters": [asdict(cluster) for cluster in picture.clusters],
        "documents": _documents(picture),
        "nodes": _nodes(picture),
        "names": _names(picture),
        "claims": _claims(picture, number),
        "qualifiers": [{"key": key, "value": value} for key, value in pairs],
    }


def _texts(parts: Mapping[str, Rows]) -> Iterator[str]:
    return (value for rows in parts.values() for row in rows for value in row.values() if isinstance(value, str))


def _without_id(rows: Sequence[Mapping[str, Json]]) -> Rows:
    """Nodes and edges of the pyvis network; their ids are their places."""
    return [{key: value for key, value in row.items() if key != "id"} for row in rows]


def _documents(picture: Picture) -> Rows:
    keys = ("id", "published", "language", "kind", "origin")
    return [{key: getattr(document, key) for key in keys} for document in picture.documents]


def _nodes(picture: Picture) -> Rows:
    keys = ("id", "label", "country", "roles", "note", "cluster", "concept")
    return [{key: getattr(node, key) for key in keys} for node in picture.nodes]


def _names(picture: Picture) -> Rows:
    document = {entry.id: i for i, entry in enumerate(picture.documents)}
    return [
        {
            "node": i,
            "text": name.text,
            "language": name.language,
            "kind": name.kind,
            "document": document.get(name.document, -1),
        }
        for i, node in enumerate(picture.nodes)
        for name in node.names
    ]


def _links(picture: Picture) -> Row:
    relation = {entry.id: i for i, entry in enumerate(picture.relations)}
    return {
        "relation": numbers([relation[link.relation] for link in picture.links]),
        "fact": numbers([int(link.fact) for link in picture.links]),
        "claims": lists([link.claims for link in picture.links]),
    }


def _claims(picture: Picture, number: Mapping[str, int]) -> Rows:
    relation = {entry.id: i for i, entry in enumerate(picture.relations)}
    document = {entry.id: i for i, entry in enumerate(picture.documents)}
    return [_claim(claim, number, relation, document) for claim in picture.claims]


def _claim(
    claim: PictureClaim, number: Mapping[str, int], relation: Mapping[str, int], document: Mapping[str, int]
) -> Row:
    """One claim; subject and object are indices of nodes, or -1 and a text where the page has no such node."""
    keys = ("locator", "paraphrase", "confidence", "mode", "status", "as_of", "valid_from", "valid_to", "note")
    subject = number.get(claim.subject, -1)
    target = number.get(claim.object, -1) if claim.object_is_node else -1
    return {
        "subjectAt": subject,
        "who": claim.subject if subject < 0 else "",
        "predicate": relation[claim.predicate],
        "objectAt": target,
        "words": claim.object if target < 0 else "",
        "document": document.get(claim.document, -1),
        "flags": int(claim.fact) + _PREFERRED * claim.preferred + _NODE * claim.object_is_node,
        **{key: getattr(claim, key) for key in keys},
    }


def _view(picture: Picture, view: ReadyView, number: Mapping[str, int], shorthand: Shorthand) -> Row:
    """A ready view with a layout of its own, so that its links lie close."""
    links = [picture.links[i] for i in view.links]
    members = sorted({end for link in links for end in (link.source, link.target)}, key=number.__getitem__)
    sizes = {node.id: node.size**2 for node in picture.nodes}
    ties = [(link.source, link.target) for link in links]
    found = arranged(view.layout, members, ties, {m: sizes[m] for m in members}, years_of(picture, links))
    return {
        "id": view.id,
        "title": view.title,
        "sentence": view.sentence,
        "query": view.query,
        "layout": view.layout,
        "links": numbers(view.links),
        "nodes": numbers([number[member] for member in members]),
        "x": column([found.places[member][0] for member in members], shorthand),
        "y": column([found.places[member][1] for member in members], shorthand),
        "discs": found.discs,
        "marks": found.marks,
    }
