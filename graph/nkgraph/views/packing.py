"""Packing: a picture as compact JSON, column by column, every repeated value written once.

The page's ``data.js`` unpacks it. A table is ``{"key": column}``; a column is a list, or, where values
repeat, ``{"pool": [distinct values], "at": [indices]}``. Nodes, documents, relations and claims are named by
their index.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from nkgraph.views.layout import layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nkgraph.views.picture import Picture, PictureClaim, ReadyView
    from nkgraph.views.vis import Held

Json = object
Row = dict[str, Json]

_NEEDS_ESCAPE = re.compile("[<>&\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


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
    return {
        "title": picture.title,
        "version": picture.version,
        "base": picture.base,
        "query": picture.query,
        "start": number.get(picture.start, -1),
        "vis": {"nodes": _table(held.nodes), "edges": _table(held.edges), "options": held.options},
        "types": [asdict(style) for style in picture.types],
        "relations": [asdict(relation) for relation in picture.relations],
        "sections": picture.sections,
        "clusters": [asdict(cluster) for cluster in picture.clusters],
        "documents": _table([asdict(document) for document in picture.documents]),
        "nodes": _nodes(picture),
        "names": _names(picture),
        "links": _links(picture),
        "claims": _claims(picture, number),
        "views": [_view(picture, view, number) for view in picture.views],
    }


def _table(rows: Sequence[Mapping[str, Json]]) -> Row:
    """Rows with the same keys as columns."""
    return {key: _column([row[key] for row in rows]) for key in rows[0]} if rows else {}


def _column(values: list[Json]) -> Json:
    """A list as it is, or as pool and indices where at least half of the values repeat."""
    spelled = [json.dumps(value, ensure_ascii=False, sort_keys=True) for value in values]
    first = {text: i for i, text in reversed(list(enumerate(spelled)))}
    if len(first) * 2 > len(values) or all(isinstance(value, int) for value in values):
        return values
    pool = {text: at for at, text in enumerate(sorted(first, key=first.__getitem__))}
    return {"pool": [values[first[text]] for text in pool], "at": [pool[text] for text in spelled]}


def _nodes(picture: Picture) -> Row:
    return _table(
        [
            {
                "id": node.id,
                "label": node.label,
                "country": node.country,
                "roles": node.roles,
                "note": node.note,
                "cluster": node.cluster,
            }
            for node in picture.nodes
        ]
    )


def _names(picture: Picture) -> Row:
    document = {entry.id: i for i, entry in enumerate(picture.documents)}
    return _table(
        [
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
    )


def _links(picture: Picture) -> Row:
    relation = {entry.id: i for i, entry in enumerate(picture.relations)}
    return _table(
        [
            {"id": link.id, "relation": relation[link.relation], "claims": link.claims, "fact": int(link.fact)}
            for link in picture.links
        ]
    )


def _claims(picture: Picture, number: Mapping[str, int]) -> Row:
    relation = {entry.id: i for i, entry in enumerate(picture.relations)}
    document = {entry.id: i for i, entry in enumerate(picture.documents)}
    return _table([_claim(claim, number, relation, document) for claim in picture.claims])


def _claim(
    claim: PictureClaim, number: Mapping[str, int], relation: Mapping[str, int], document: Mapping[str, int]
) -> Row:
    """One claim; subject and object are indices of nodes, or text where the page has no such node."""
    row: Row = asdict(claim)
    row["subject"] = number.get(claim.subject, claim.subject)
    row["object"] = number.get(claim.object, claim.object) if claim.object_is_node else claim.object
    row["predicate"] = relation[claim.predicate]
    row["document"] = document.get(claim.document, -1)
    row["object_is_node"] = int(claim.object_is_node)
    row["fact"], row["preferred"] = int(claim.fact), int(claim.preferred)
    return row


def _view(picture: Picture, view: ReadyView, number: Mapping[str, int]) -> Row:
    """A ready view with a layout of its own, so that its links lie close."""
    links = [picture.links[i] for i in view.links]
    members = sorted({end for link in links for end in (link.source, link.target)}, key=number.__getitem__)
    sizes = {node.id: node.size for node in picture.nodes}
    places = layout(members, [(link.source, link.target) for link in links], {m: sizes[m] ** 2 for m in members})
    return {
        "id": view.id,
        "title": view.title,
        "sentence": view.sentence,
        "query": view.query,
        "links": view.links,
        "nodes": [number[member] for member in members],
        "places": [places.positions[member] for member in members],
        "discs": [(disc.x, disc.y, disc.radius) for disc in places.clusters],
    }
