"""All tables of a home as one Corpus, or all their faults as one error."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nkgraph.curation import records
from nkgraph.curation.claims import ClaimReader
from nkgraph.curation.columns import TABLES
from nkgraph.curation.places import read_places
from nkgraph.curation.repeats import repeated_claims
from nkgraph.curation.tables import read_table, stream_table
from nkgraph.errors import Finding, InputErrors
from nkgraph.model.records import Claim, Corpus
from nkgraph.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nkgraph.curation.home import Home
    from nkgraph.model.ontology import Ontology


def claim_tables(home: Home) -> list[str]:
    """Paths of the tables of claims below ``sources/``."""
    return [f"claims/{path.name}" for path in sorted((home.sources / "claims").glob("*.csv"))]


def table_names(home: Home) -> list[str]:
    """Paths of all tables below ``sources/``, claims last."""
    return [*TABLES, *claim_tables(home)]


def read_corpus(home: Home, ontology: Ontology) -> Corpus:
    """Read and check every table.

    Raises
    ------
    InputErrors
        With every fault of every table, each with file, row, column, value and remedy.
    """
    corpus = stream_corpus(home, ontology)
    claims = sorted(corpus.claims, key=lambda claim: (claim.subject, claim.predicate, claim.object, claim.document))
    return replace(corpus, claims=claims)


def stream_corpus(home: Home, ontology: Ontology, progress: Progress | None = None) -> Corpus:
    """Like `read_corpus`, but the claims are read while they are gone through, in the order of their tables.

    Whatever the fault, `InputErrors` is raised at the end of the claims, with every fault of every table; after the
    first one no further claim is given.
    """
    version = home.fingerprint()
    tables = {name: read_table(home.sources, name) for name in TABLES}
    documents = records.read_documents(tables["documents.csv"], ontology)
    entities = records.read_entities(tables["entities.csv"], ontology)
    names = records.read_names(tables["names.csv"], ontology, entities, documents)
    identities = records.read_identities(tables["identities.csv"], ontology, entities, documents)
    searches = records.read_searches(tables["searches.csv"], entities)
    places = read_places(tables["places.csv"], ontology, entities)
    findings = [finding for table in tables.values() for finding in table.findings]
    reader = ClaimReader(ontology, entities, documents)
    claims = _claims(home, reader, findings, version, progress or Progress())
    return Corpus(documents, entities, names, claims, identities, searches, places, version)


def _claims(
    home: Home, reader: ClaimReader, findings: list[Finding], version: str, progress: Progress
) -> Iterator[Claim]:
    names = claim_tables(home)
    progress.total = sum((home.sources / name).stat().st_size for name in names if (home.sources / name).is_file())
    for name in names:
        table = stream_table(home.sources, name)
        before = progress.done
        for claim in reader.read(table):
            progress.done = before + table.read
            if not (findings or table.findings):
                yield claim
        findings += table.findings
    findings += repeated_claims(home.sources, names, reader.ids)
    if home.fingerprint() != version:
        findings.append(Finding("sources", 0, "", "", "changed while they were read", "Run the command again"))
    if findings:
        raise InputErrors(findings)
