"""The description of the dataset: VoID and DCAT, counts, licence, and a version that comes from the content."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nkgraph.model import terms
from nkgraph.model.terms import DATASET
from nkgraph.triples.turtle import about, text, triples_in

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


def dataset_block(corpus: Corpus, ontology: Ontology, claims: int, others: int) -> str:
    """The description; `claims` counts claims and names, `others` all other triples of the graph."""
    partitions = "".join(_partitions(corpus, ontology, claims))
    distributions = "".join(_distributions())
    head = about(f"<{DATASET}>", _head(corpus))
    total = others + 1 + sum(triples_in(block) for block in (head, partitions, distributions))
    return f"{head}{about(f'<{DATASET}>', [f'void:triples {_count(total)}'])}{distributions}{partitions}"


def _count(number: int) -> str:
    return f'"{number}"^^xsd:integer'


def _head(corpus: Corpus) -> Iterator[str]:
    yield from ("a void:Dataset", "a dcat:Dataset")
    yield f"dcterms:title {text(TITLE, 'en')}"
    yield f"dcterms:description {text(DESCRIPTION, 'en')}"
    yield f"dcterms:license <{LICENCE}>"
    yield f"dcterms:conformsTo <{terms.ONTOLOGY}>"
    yield f"owl:versionInfo {text(corpus.version[:12])}"
    yield f"void:uriSpace {text(terms.BASE)}"
    yield f"void:entities {_count(len(corpus.entities))}"
    yield f"void:documents {_count(len(corpus.documents))}"
    yield f"void:vocabulary <{terms.NK}>"
    yield from (f"dcat:distribution <{DATASET}/{name}>" for name in _MEDIA)


def _distributions() -> Iterator[str]:
    for name, media in _MEDIA.items():
        kind = f"dcat:mediaType <https://www.iana.org/assignments/media-types/{media}>"
        yield about(f"<{DATASET}/{name}>", ("a dcat:Distribution", kind))


def _partitions(corpus: Corpus, ontology: Ontology, claims: int) -> Iterator[str]:
    classes: Counter[str] = Counter()
    for item in corpus.entities.values():
        classes.update(name for name in ontology.ancestors(item.type) if name in ontology.classes)
    classes["Claim"] = claims
    classes["Document"] = len(corpus.documents)
    for name, count in sorted(classes.items()):
        part = f"<{DATASET}/class/{name}>"
        yield about(f"<{DATASET}>", (f"void:classPartition {part}",))
        yield about(part, (f"void:class nk:{name}", f"void:entities {_count(count)}"))
