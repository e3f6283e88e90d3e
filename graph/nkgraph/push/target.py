"""Where to: the address of a graph store, the graph in it, and the SPARQL endpoint over the same graph."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from pyoxigraph import NamedNode

from nkgraph.errors import MisuseError, shown

ENDPOINTS = (
    ("/sparql-graph-crud-auth", "/sparql"),
    ("/sparql-graph-crud", "/sparql"),
    ("/sparql/gsp", "/sparql"),
    ("/rdf-graphs/service", ""),
    ("/store", "/query"),
    ("/data", "/query"),
)
"""How graph store addresses end, and what their endpoints end in: Virtuoso, Neptune, RDF4J with GraphDB, Oxigraph,
Fuseki."""


@dataclass(frozen=True, slots=True)
class Target:
    """A graph in a store; `graph` is None for the default graph."""

    url: str
    graph: str | None
    query_url: str

    @property
    def address(self) -> str:
        """The address to which the graph is sent (SPARQL 1.1 Graph Store HTTP Protocol, section 4.2).

        >>> Target("http://a/store", "http://b/c", "http://a/query").address
        'http://a/store?graph=http%3A%2F%2Fb%2Fc'
        >>> Target("http://a/store", None, "http://a/query").address
        'http://a/store?default'
        """
        sign = "&" if "?" in self.url else "?"
        return self.url + sign + ("default" if self.graph is None else "graph=" + quote(self.graph, safe=""))


def make_target(url: str, graph: str | None = None, query_url: str | None = None) -> Target:
    """Check the addresses, and find the endpoint where its address follows from that of the store.

    Raises
    ------
    MisuseError
        If an address or IRI is none, or if the endpoint has to be named.

    >>> make_target("http://127.0.0.1:7878/store").query_url
    'http://127.0.0.1:7878/query'
    """
    for address in (url, query_url or url):
        _check(address)
    check_graph(graph)
    return Target(url, graph, query_url or _endpoint(url))


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        fit = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        fit = False
    if not fit or not address.isprintable() or " " in address:
        raise MisuseError(f"{shown(address)} is no address; it begins with http:// or https://")
    if parts.username is not None:
        raise MisuseError("give a name and password by --user and --password-file, not in the address")
    if parts.fragment:
        raise MisuseError(f"{shown(address)}: an address of a store has no part after #")


def check_graph(graph: str | None) -> None:
    """Refuse the name of a graph that is no IRI.

    Raises
    ------
    MisuseError
        Saying why.
    """
    try:
        NamedNode(graph or "urn:none")
    except ValueError as error:
        raise MisuseError(f"{shown(graph or '')} is no IRI of a graph: {error}") from error


def _endpoint(url: str) -> str:
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    for ending, other in ENDPOINTS:
        if path.endswith(ending):
            return urlunsplit(parts._replace(path=path.removesuffix(ending) + other, query=""))
    raise MisuseError("name the SPARQL endpoint of the same store by --query-url, so that the push can be verified")
