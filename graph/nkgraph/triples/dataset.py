"""The description of the dataset: VoID and DCAT, counts, licence, and a version that comes from the content."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from nkgraph.model import terms
from nkgraph.model.terms import DATASET, DCAT, DCTERMS, OWL, RDF, VOID, XSD
from nkgraph.triples.nodes import nk, node, text, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nkgraph.model.ontology import Ontology
    from nkgraph.model.records import Corpus

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TITLE = "nkgraph: a knowledge graph of the North Korean IT sector"
DESCRIPTION = (
    "Firms, parent enterprises, foreign branches, clients, partners, skills, products, events and designations of "
    "the North Korean information technology sector, every statement tied to the document that makes it. "
    "Inclusion is no accusation."
)
_MEDIA = {"turtle": "text/turtle", "ntriples": "application/n-triples", "jsonld": "application/ld+json"}


def dataset_triples(corpus: Corpus, ontology: Ontology, others: int) -> Iterator[Triple]:
    """The description; `others` is the number of all other triples of the graph."""
    partitions = list(_partitions(corpus, ontology))
    distributions = list(_distributions())
    head = list(_head(corpus))
    total = others + len(head) + len(partitions) + len(distributions) + 1
    yield from head
    yield Triple(node(DATASET), node(VOID + "triples"), _count(total))
    yield from distributions
    yield from partitions


def _count(number: int) -> Literal:
    return typed(str(number), XSD + "integer")


def _head(corpus: Corpus) -> Iterator[Triple]:
    pairs: list[tuple[str, Literal | NamedNode]] = [
        (RDF + "type", node(VOID + "Dataset")),
        (RDF + "type", node(DCAT + "Dataset")),
        (DCTERMS + "title", text(TITLE, "en")),
        (DCTERMS + "description", text(DESCRIPTION, "en")),
        (DCTERMS + "license", node(LICENCE)),
        (DCTERMS + "conformsTo", node(terms.ONTOLOGY)),
        (OWL + "versionInfo", text(corpus.version[:12])),
        (VOID + "uriSpace", text(terms.BASE)),
        (VOID + "entities", _count(len(corpus.entities))),
        (VOID + "documents", _count(len(corpus.documents))),
        (VOID + "vocabulary", node(terms.NK)),
        *((DCAT + "distribution", node(f"{DATASET}/{name}")) for name in _MEDIA),
    ]
    for predicate, value in pairs:
        yield Triple(node(DATASET), node(predicate), value)


def _distributions() -> Iterator[Triple]:
    for name, media in _MEDIA.items():
        subject = node(f"{DATASET}/{name}")
        yield Triple(subject, node(RDF + "type"), node(DCAT + "Distribution"))
        yield Triple(subject, node(DCAT + "mediaType"), node(f"https://www.iana.org/assignments/media-types/{media}"))


def _partitions(corpus: Corpus, ontology: Ontology) -> Iterator[Triple]:
    classes: Counter[str] = Counter()
    for item in corpus.entities.values():
        classes.update(name for name in ontology.ancestors(item.type) if name in ontology.classes)
    classes["Claim"] = len(corpus.claims) + len(corpus.names)
    classes["Document"] = len(corpus.documents)
    for name, count in sorted(classes.items()):
        subject = NamedNode(f"{DATASET}/class/{name}")
        yield Triple(node(DATASET), node(VOID + "classPartition"), subject)
        yield Triple(subject, node(VOID + "class"), nk(name))
        yield Triple(subject, node(VOID + "entities"), _count(count))
