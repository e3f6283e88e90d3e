"""The one writer of IRIs: namespaces, addresses of entities, concepts, documents and claims."""

from __future__ import annotations

import re
from hashlib import blake2b

BASE = "https://w3id.org/nkgraph/"
ONTOLOGY = BASE + "ontology"
NK = ONTOLOGY + "#"
ENTITY = BASE + "id/"
CONCEPT = BASE + "skill/"
DOCUMENT = BASE + "document/"
CLAIM = BASE + "claim/"
JUDGEMENT = BASE + "judgement/"
SEARCH = BASE + "search/"
DATASET = BASE + "dataset"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
SH = "http://www.w3.org/ns/shacl#"
ORG = "http://www.w3.org/ns/org#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
QUANTITY = NK + "Quantity"

PREFIXES = {
    "claim": CLAIM,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "doc": DOCUMENT,
    "ent": ENTITY,
    "nk": NK,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skill": CONCEPT,
    "skos": SKOS,
    "void": VOID,
    "xsd": XSD,
}
"""Prefixes offered to every query and written into every export."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""Form of the ids of entities, concepts and documents: ASCII, lower case, hyphens."""


def digest(*parts: str) -> str:
    """16 hex digits over the parts, told apart by a character that no cell may hold.

    >>> digest("a", "b") == digest("ab", "")
    False
    """
    return blake2b("\x1f".join(parts).encode("utf-8"), digest_size=8).hexdigest()


def claim_id(subject: str, predicate: str, obj: str, document: str) -> str:
    """Id of a claim: a hash over subject, predicate, object and document as written.

    It does not move when the paraphrase, the confidence or the locator is edited.
    """
    return digest(subject, predicate, obj, document)


def local_name(iri: str) -> str:
    """What follows the last ``#`` or ``/``.

    >>> local_name("https://w3id.org/nkgraph/ontology#Firm")
    'Firm'
    """
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def compact(iri: str) -> str:
    """Write an IRI with one of `PREFIXES` where that is possible.

    >>> compact("https://w3id.org/nkgraph/id/nosotek")
    'ent:nosotek'
    """
    fitting = [(base, prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    base, prefix = max(fitting, key=lambda pair: len(pair[0]))
    rest = iri[len(base) :]
    return f"{prefix}:{rest}" if re.fullmatch(r"[\w-]+", rest) else iri


def prologue() -> str:
    """All prefixes as SPARQL text, one a line."""
    return "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in PREFIXES.items())
