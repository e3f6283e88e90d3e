"""A picture built in code for the tests of the page: a few hundred things, and hostile text in every field."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from nkgraph.views.layout import layout, node_size
from nkgraph.views.picture import (
    Cluster,
    Link,
    Node,
    Picture,
    PictureClaim,
    PictureDocument,
    PictureName,
    ReadyView,
)
from page_material import FIRST, HOSTILE, RELATIONS, SECOND, SECTIONS, THIRD, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def mock_picture(size: int = 300, links: int = 620, *, hostile: bool = True) -> Picture:
    """A picture with `size` nodes in clusters and about `links` links; the same arguments give the same picture."""
    dice = Random(7)
    documents = tuple(_document(i) for i in range(max(size // 6, 12)))
    pairs = _pairs(dice, size, links)
    claims = [_claim(dice, i, pair, documents) for i, pair in enumerate(pairs)]
    drawn = _links(claims)
    claims += _figures(size, documents)
    if hostile:
        claims = [*claims, *_hostile_claims()]
    nodes, clusters = _placed(size, drawn, hostile=hostile)
    return Picture(
        title="The North Korean IT sector",
        sentence="Firms, parents, branches, clients, skills and events, each link with the documents it rests on.",
        query="SELECT ?s ?p ?o WHERE {\n  ?s ?p ?o .\n  FILTER(?s < ?o && ?p != <x>)\n}",
        version="2026-11 (mock)",
        base="https://w3id.org/nkgraph/",
        start="",
        types=TYPES,
        relations=RELATIONS,
        sections=SECTIONS,
        nodes=nodes,
        links=drawn,
        claims=tuple(claims),
        documents=documents + (_hostile_documents() if hostile else ()),
        clusters=clusters,
        views=_views(drawn),
    )


def _document(i: int) -> PictureDocument:
    return PictureDocument(
        f"document-{i}",
        f"Report {i} on software firms in Pyongyang",
        ("Korea Herald", "NK Economy Watch", "KCNA", "US Treasury")[i % 4],
        f"{2000 + i % 24}-0{1 + i % 9}-11",
        "en",
        "news",
        f"https://example.org/report/{i}",
        f"https://archive.example.org/{i}" if i % 2 else "",
        "document-0" if i % 7 == 0 else "",
    )


def _pairs(dice: Random, size: int, links: int) -> list[tuple[int, int]]:
    """Pairs mostly within groups of thirty, with the first of each group as hub; the last twentieth stays alone."""
    linked = size - size // 20
    pairs = []
    for _ in range(links):
        a = int(dice.random() * linked)
        group = a // 30 * 30
        inside = min(group + int(dice.random() ** 3 * 30), linked - 1)
        b = inside if dice.random() < 0.85 else int(dice.random() ** 4 * linked)
        if a != b:
            pairs.append((b, a))
    return pairs


def _claim(dice: Random, i: int, pair: tuple[int, int], documents: tuple[PictureDocument, ...]) -> PictureClaim:
    kind = RELATIONS[4] if pair[1] % 8 == 6 else RELATIONS[(0, 1, 2, 3, 5, 6, 7)[i % 7]]
    status = "disputed" if i % 19 == 0 else "accepted"
    return PictureClaim(
        id=f"{i:016x}",
        subject=f"thing-{pair[0]}",
        predicate=kind.id,
        object=f"thing-{pair[1]}",
        object_is_node=True,
        document=documents[int(dice.random() * len(documents))].id,
        locator="page 3" if i % 3 else "",
        paraphrase=f"The report says that the first {kind.label} the second.",
        confidence=("high", "medium", "low")[i % 3],
        mode="alleged" if kind.allegation else "planned" if i % 23 == 0 else "reported",
        status=status,
        as_of="" if i % 2 else f"{2001 + i % 20}",
        valid_from=f"{1995 + i % 20}" if i % 4 == 1 else "",
        valid_to="",
        qualifiers=(("role", "developer"),) if i % 11 == 0 else (),
        note="",
        fact=status == "accepted",
        preferred=status == "accepted",
    )


def _links(claims: list[PictureClaim]) -> tuple[Link, ...]:
    groups: dict[tuple[str, str, str], list[int]] = {}
    for i, claim in enumerate(claims):
        groups.setdefault((claim.subject, claim.predicate, claim.object), []).append(i)
    return tuple(
        Link(f"link-{n}", s, p, o, tuple(members), any(claims[i].fact for i in members))
        for n, ((s, p, o), members) in enumerate(sorted(groups.items()))
    )


def _figures(size: int, documents: tuple[PictureDocument, ...]) -> list[PictureClaim]:
    """Head counts that contradict each other, for every fifth thing."""
    return [
        PictureClaim(
            id=f"f{n:07x}{k:08x}",
            subject=f"thing-{n}",
            predicate="employees",
            object=value,
            object_is_node=False,
            document=documents[(n + k) % len(documents)].id,
            locator="",
            paraphrase=f"It employs {value} people.",
            confidence=("high", "medium")[k],
            mode="reported",
            status="accepted",
            as_of=str(2003 + k),
            valid_from="",
            valid_to="",
            qualifiers=(),
            note="",
            fact=k == 0,
            preferred=k == 0,
        )
        for n in range(0, size, 5)
        for k, value in enumerate(("1200", ">=1000"))
    ]


def _hostile_documents() -> tuple[PictureDocument, ...]:
    return tuple(
        PictureDocument(f"hostile-{i}", text, text, text, text, text, f"javascript:{text}", text, text)
        for i, text in enumerate(HOSTILE)
    )


def _hostile_claims() -> list[PictureClaim]:
    return [
        PictureClaim(
            id=f"h{i:015x}",
            subject="thing-0",
            predicate="website",
            object=f"javascript:window.stolen = 6 //{text}",
            object_is_node=False,
            document=f"hostile-{i}",
            locator=text,
            paraphrase=text,
            confidence=text,
            mode=text,
            status=text,
            as_of=text,
            valid_from=text,
            valid_to=text,
            qualifiers=((text, text),),
            note=text,
            fact=True,
            preferred=False,
        )
        for i, text in enumerate(HOSTILE)
    ]


def _placed(size: int, links: tuple[Link, ...], *, hostile: bool) -> tuple[tuple[Node, ...], tuple[Cluster, ...]]:
    degree = {f"thing-{i}": 0.0 for i in range(size)}
    for link in links:
        degree[link.source] += 1
        degree[link.target] += 1
    places = layout(list(degree), [(link.source, link.target) for link in links], degree)
    home = {member: disc.id for disc in places.clusters for member in disc.members}
    heaviest = max(degree.values())
    nodes = [
        replace(
            _node(i, hostile=hostile),
            x=places.positions[name][0],
            y=places.positions[name][1],
            size=node_size(degree[name], heaviest),
            cluster=home[name],
        )
        for i, name in enumerate(degree)
    ]
    label = {node.id: node.label for node in nodes}
    clusters = tuple(
        Cluster(disc.id, " · ".join(label[member] for member in disc.members[:2]), disc.x, disc.y, disc.radius)
        for disc in places.clusters
    )
    return tuple(nodes), clusters


def _node(i: int, *, hostile: bool) -> Node:
    label = f"{FIRST[i % 10]} {SECOND[i // 10 % 9]} {THIRD[i // 90 % 8]}"
    names = [
        PictureName(label, "en", "official", "document-1"),
        PictureName(f"조선콤퓨터쎈터 {i}", "ko", "official", "document-2"),
        PictureName(f"Chosŏn K'omp'yut'ŏ Sent'ŏ {i}", "ko-latn", "romanised", "document-3"),
        PictureName(f"朝鲜计算机中心 {i}", "zh-hans", "translated", "document-3"),
    ]
    if hostile and 1 <= i <= len(HOSTILE):
        label = HOSTILE[i - 1]
        names = [PictureName(text, text, text, text) for text in HOSTILE]
    country = "" if TYPES[i % 8].id == "Skill" else ("KP", "CN", "DE", "KP")[i % 4]
    roles = ("Designated",) if i % 13 == 0 else ("Client", "Partner") if i % 9 == 0 else ()
    concept = TYPES[i % 8].id == "Skill"
    return Node(f"thing-{i}", label, TYPES[i % 8].id, country, roles, tuple(names), "", 0.0, 0.0, 5.0, 0, concept)


def _views(links: tuple[Link, ...]) -> tuple[ReadyView, ...]:
    wanted = {
        "Ownership": "parent",
        "Branches abroad": "hasBranch",
        "Clients": "hasClient",
        "Skills": "hasSkill",
        "Events": "exhibitedAt",
        "Designations": "linkedTo",
    }
    return tuple(
        ReadyView(
            relation.lower(),
            title,
            f"Everything tied by “{relation}”.",
            f"SELECT * WHERE {{ ?s nk:{relation} ?o }}",
            tuple(i for i, link in enumerate(links) if link.relation == relation),
        )
        for title, relation in wanted.items()
    )


@contextmanager
def launch() -> Iterator[Browser]:
    """A headless Chromium; contexts made from it are to be offline (``browser.new_context(offline=True)``)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()
