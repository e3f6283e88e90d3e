"""Workloads: one piece of work in a process of its own, measured from within.

``python benchmarks/workloads.py ours HOME FOLDER`` builds Turtle and store as the package does;
``python benchmarks/workloads.py rdflib HOME FOLDER`` does the same by rdflib alone. One line of JSON is printed:
seconds on the clock and on the processor, peak of resident memory in bytes, and the number of triples.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import BlankNode, Literal, NamedNode, Triple
    from rdflib import Literal as RdflibLiteral
    from rdflib import URIRef

    from nkgraph.model.ontology import Ontology
    from nkgraph.model.records import Corpus


def build_ours(home: Path, folder: Path) -> Callable[[], int]:
    """Tables to Turtle and an on-disk store, by `nkgraph.store.build`; the imports are not timed."""
    from pyoxigraph import Store

    from nkgraph.curation.home import Home
    from nkgraph.store.build import build_into
    from nkgraph.store.cache import CachedGraph

    cache = CachedGraph(folder)
    build_into(Home(home), cache)
    return lambda: len(Store.read_only(str(cache.store)))


def build_in_memory(home: Path, folder: Path) -> Callable[[], int]:
    """Tables to Turtle and an Oxigraph store in memory: what rdflib's graph in memory is held against."""
    from pyoxigraph import Store

    from nkgraph.curation.home import Home
    from nkgraph.store.build import read_graph
    from nkgraph.store.load import write_and_load

    store = Store()
    with (folder / "graph.ttl").open("wb") as stream:
        for _ in write_and_load(read_graph(Home(home)), stream, store):
            pass
    return lambda: len(store)


def build_by_rdflib(home: Path, folder: Path) -> Callable[[], int]:
    """Tables to an rdflib Graph and Turtle: our reader, our choice of triples as rdflib's terms, the rest by rdflib.

    The Graph is in memory: nothing is written to a disk but the Turtle.
    """
    from rdflib import Graph

    from nkgraph.curation.corpus import read_corpus
    from nkgraph.curation.home import Home
    from nkgraph.model.ontology import read_ontology
    from nkgraph.model.terms import PREFIXES

    place = Home(home)
    ontology = read_ontology(place.ontology)
    graph = Graph()
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base)
    for triple in _without_roles(read_corpus(place, ontology), ontology, place.ontology):
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    for rule in ontology.rules:
        for derived in graph.query(rule).graph or ():
            graph.add(derived)
    graph.serialize(folder / "graph.ttl", format="turtle")
    return lambda: len(graph)


def _without_roles(corpus: Corpus, ontology: Ontology, folder: Path) -> Iterator[Triple]:
    """The triples of the build but those that the rules derive by the other engine."""
    from dataclasses import replace

    from pyoxigraph import RdfFormat, parse

    from nkgraph.triples import GraphText
    from nkgraph.triples.turtle import head

    text = "".join((head(), *GraphText(corpus, replace(ontology, rules=()), folder)))
    return (quad.triple for quad in parse(text, RdfFormat.TURTLE))


@lru_cache(maxsize=1_000_000)
def _term(node: NamedNode | Literal | BlankNode | Triple) -> URIRef | RdflibLiteral:
    """An rdflib term, each made once."""
    import pyoxigraph
    import rdflib

    if isinstance(node, pyoxigraph.NamedNode):
        return rdflib.URIRef(node.value)
    if not isinstance(node, pyoxigraph.Literal):
        raise TypeError(f"the graph has IRIs and literals only, not {node}")
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    plain = rdflib.XSD.string == rdflib.URIRef(node.datatype.value)
    return rdflib.Literal(node.value, datatype=None if plain else rdflib.URIRef(node.datatype.value))


WORK = {"ours": build_ours, "memory": build_in_memory, "rdflib": build_by_rdflib}


def main() -> None:
    """Do one workload and print what it took."""
    parser = argparse.ArgumentParser(description="Do one workload and print what it took.")
    parser.add_argument("work", choices=WORK)
    parser.add_argument("home", type=Path)
    parser.add_argument("folder", type=Path, help="an empty folder for what is written")
    parser.add_argument("--memory", type=int, default=0, metavar="BYTES", help="address space that it may take")
    given = parser.parse_args()
    if given.memory:
        resource.setrlimit(resource.RLIMIT_AS, (given.memory, given.memory))
    if given.work == "rdflib":
        import rdflib.plugins.sparql  # noqa: F401 - not timed
    import nkgraph.store.build  # noqa: F401 - not timed

    begin, used = time.perf_counter(), time.process_time()
    count = WORK[given.work](given.home, given.folder)
    found = {
        "seconds": time.perf_counter() - begin,
        "processor": time.process_time() - used,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "triples": count(),
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
