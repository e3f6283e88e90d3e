"""The addresses of things: each IRI's path answers as a page for people, as Turtle or JSON-LD for machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from nkgraph.model.terms import BASE, SLUG
from nkgraph.serve.negotiation import PAGES, choose
from nkgraph.site.addresses import claim_path

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from nkgraph.serve.pool import Pool

_ABOUT = """CONSTRUCT {{ <{iri}> ?p ?o . ?claim ?cp ?co }} WHERE {{
  {{ <{iri}> ?p ?o }} UNION {{ ?claim rdf:subject <{iri}> ; ?cp ?co }}
  UNION {{ ?claim prov:hadPrimarySource <{iri}> ; ?cp ?co }}
}}"""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Answers ``/id/…``, ``/skill/…``, ``/document/…`` and ``/claim/…``."""

    pool: Pool
    site: Path

    async def handle(self, request: Request) -> Response:
        """A redirect to the page, or the triples about the thing and the claims that make them."""
        kind, ident = request.path_params["kind"], request.path_params["ident"]
        if not SLUG.match(ident):
            raise HTTPException(404, f"nothing is called {ident!r} here")
        chosen = choose(request.headers.get("accept", ""), PAGES)
        if chosen is None:
            raise HTTPException(406, "this address can be had as: " + ", ".join(PAGES))
        media, name = chosen
        page = claim_path(ident) if kind == "claim" else f"{kind}/{ident}.html"
        if name == "html":
            if not (self.site / page.partition("#")[0]).is_file():
                raise HTTPException(404, f"nothing is called {kind}/{ident} here")
            return RedirectResponse(f"/site/{page}", 303, headers={"Vary": "Accept"})
        payload = await self.pool.ask(_ABOUT.format(iri=f"{BASE}{kind}/{ident}"), name)
        if not payload.strip() or not await self._known(kind, ident):
            raise HTTPException(404, f"nothing is called {kind}/{ident} here")
        return Response(payload, media_type=media, headers={"Vary": "Accept"})

    async def _known(self, kind: str, ident: str) -> bool:
        return b"true" in await self.pool.ask(f"ASK {{ <{BASE}{kind}/{ident}> ?p ?o }}", "json")
