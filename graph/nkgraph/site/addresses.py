"""Where each thing's page lies below the site's folder; paths mirror the IRIs."""

from __future__ import annotations

from nkgraph.model.terms import CONCEPT


def thing_path(ident: str, iri: str) -> str:
    """Page of an entity or concept.

    >>> thing_path("nosotek", "https://w3id.org/nkgraph/id/nosotek")
    'id/nosotek.html'
    """
    return f"{'skill' if iri.startswith(CONCEPT) else 'id'}/{ident}.html"


def document_path(ident: str) -> str:
    """Page of a document."""
    return f"document/{ident}.html"


def claim_page(ident: str) -> str:
    """The page that lists a claim: claims are gathered by the first two digits of their ids."""
    return f"claim/{ident[:2]}.html"


def claim_path(ident: str) -> str:
    """A claim's place on its page."""
    return f"{claim_page(ident)}#{ident}"


def up(path: str) -> str:
    """What leads from a page back to the site's folder.

    >>> up("id/nosotek.html"), up("index.html")
    ('../', '')
    """
    return "../" * path.count("/")


def question_path(ident: str) -> str:
    """Page of a question of the library."""
    return f"question/{ident}.html"
