"""The rdflib faces: a plain copy, and a live view without a copy whose terms are equal to rdflib's own.

The plain copy behaves as rdflib users expect in every respect. The live one answers SPARQL with Oxigraph; texts
come as rdflib writes them (``Literal("x")``, not ``xsd:string``), because an unequal term would miss in every
comparison. It is read-only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from oxrdflib import OxigraphStore
from rdflib import Graph, Literal
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import XSD

from nkgraph.errors import StoreError
from nkgraph.model.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Store
    from rdflib.query import Result


def plain_graph(turtle: Path) -> Graph:
    """An rdflib Graph in memory, read from the Turtle file."""
    graph = Graph()
    graph.parse(turtle, format="turtle")
    _bind(graph)
    return graph


def live_graph(store: Store) -> Graph:
    """An rdflib Graph over the same Oxigraph store: nothing is copied."""
    return Graph(store=PlainTextStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)


def _bind(graph: Graph) -> None:
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base, replace=True)


def _plain(term: Any) -> Any:
    if isinstance(term, Literal) and term.datatype == XSD.string:
        return Literal(str(term))
    return term


class PlainTextStore(OxigraphStore):
    """OxigraphStore whose texts equal rdflib's: ``xsd:string`` is left out, as rdflib's parsers leave it out."""

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        """Triples that match, with plain texts."""
        for (subject, predicate, value), contexts in super().triples(triple_pattern, context):
            yield (subject, predicate, _plain(value)), contexts

    def query(self, *args: Any, **kwargs: Any) -> Result:
        """A SPARQL answer, with plain texts."""
        result = super().query(*args, **kwargs)
        if result.type == "SELECT":
            result.bindings = [{name: _plain(term) for name, term in row.items()} for row in result.bindings]
        elif result.type in {"CONSTRUCT", "DESCRIBE"}:
            graph = Graph()
            for subject, predicate, value in result.graph or ():
                graph.add((subject, predicate, _plain(value)))
            result.graph = graph
        return result

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise StoreError("the live graph is read-only; copy it with KnowledgeGraph.rdflib() to change it")

    add = remove = update = _refuse
    addN = _refuse  # noqa: N815 - rdflib's name
