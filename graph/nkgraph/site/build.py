"""Build the site: every page as text first, written into a folder beside, then swapped in as a whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nkgraph.dossier import make_dossier
from nkgraph.errors import MisuseError
from nkgraph.files import whole_folder
from nkgraph.model.ontology import LINK
from nkgraph.model.records import NAME
from nkgraph.site import addresses
from nkgraph.site.answers import Shown, shown
from nkgraph.site.listings import claim_pages, document_listing, document_statements, thing_listing
from nkgraph.site.pages import render, stylesheet
from nkgraph.store.statements import LITERAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nkgraph.knowledge_graph import KnowledgeGraph
    from nkgraph.store.statements import Statement

Page = tuple[str, str]
Common = dict[str, object]


def build_site(graph: KnowledgeGraph, folder: Path) -> list[Path]:
    """Write the site; returns the folder's index page. A folder that stood there before is replaced whole.

    Raises
    ------
    StoreError
        If the folder cannot be written; the old one stays.
    """
    with whole_folder(folder, replace=True) as beside:
        for path, text in site_pages(graph):
            target = beside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode("utf-8"))
    return [folder / "index.html"]


def site_pages(graph: KnowledgeGraph) -> Iterator[Page]:
    """All pages as (path, text)."""
    linked = frozenset(name for name, item in graph.ontology.qualifiers.items() if item.kind == LINK)
    common: Common = {"version": graph.version, "linked": linked, "things": graph.things}
    yield "site.css", stylesheet()
    yield from _thing_pages(graph, common)
    yield from _document_pages(graph, common)
    yield from _claim_pages(graph, common)
    yield from _question_pages(graph, common)
    yield from _front(graph, common)


def _thing_pages(graph: KnowledgeGraph, common: Common) -> Iterator[Page]:
    about: dict[str, list[Statement]] = defaultdict(list)
    for statement in graph.statements:
        about[statement.subject].append(statement)
        if statement.object_kind != LITERAL and statement.object != statement.subject:
            about[statement.object].append(statement)
    for thing in graph.things.values():
        dossier = make_dossier(thing, about[thing.id], graph.things, graph.sources, graph.ontology)
        path = addresses.thing_path(thing.id, thing.iri)
        number = {ident: place for place, ident in enumerate(sorted(dossier.sources), start=1)}
        yield path, render("thing.html.j2", path, {**common, "dossier": dossier, "number": number})


def _document_pages(graph: KnowledgeGraph, common: Common) -> Iterator[Page]:
    statements = document_statements(graph)
    for ident, source in graph.sources.items():
        path = addresses.document_path(ident)
        own = {"source": source, "origin": graph.sources.get(source.origin), "statements": statements.get(ident, [])}
        yield path, render("document.html.j2", path, {**common, **own, "graph": graph})


def _claim_pages(graph: KnowledgeGraph, common: Common) -> Iterator[Page]:
    for start, statements in claim_pages(graph).items():
        path = addresses.claim_page(start)
        yield path, render("claims.html.j2", path, {**common, "start": start, "statements": statements, "graph": graph})


def _question_pages(graph: KnowledgeGraph, common: Common) -> Iterator[Page]:
    """Each question with its words, its query and its answer at the default parameters."""
    questions = list(graph.questions())
    for question in questions:
        path = addresses.question_path(question.id)
        yield (
            path,
            render("question.html.j2", path, {**common, "question": question, "answer": _answer(graph, question.id)}),
        )
    yield "questions.html", render("questions.html.j2", "questions.html", {**common, "questions": questions})


def _answer(graph: KnowledgeGraph, question: str) -> Shown | None:
    """The answer at the default parameters; None where other tables do not hold the things they name."""
    try:
        return shown(graph.ask(question), graph)
    except MisuseError:
        return None


def _front(graph: KnowledgeGraph, common: Common) -> Iterator[Page]:
    listings = thing_listing(graph)
    counts = {
        "claims": sum(s.predicate != NAME for s in graph.statements),
        "documents": len(graph.sources),
        "things": sum(len(listing.entries) for listing in listings),
    }
    yield "index.html", render("index.html.j2", "index.html", {**common, "listings": listings, "counts": counts})
    for listing in listings:
        path = f"type/{listing.id}.html"
        yield path, render("listing.html.j2", path, {**common, "listing": listing})
    values = {**common, "listings": document_listing(graph)}
    yield "documents.html", render("documents.html.j2", "documents.html", values)
