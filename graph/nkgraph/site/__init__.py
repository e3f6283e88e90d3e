"""The static site: a small readable page for each IRI, with relative links and no script."""

from nkgraph.site.build import build_site

__all__ = ["build_site"]
