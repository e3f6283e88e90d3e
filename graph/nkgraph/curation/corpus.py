"""All tables of a home as one Corpus, or all their faults as one error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nkgraph.curation import records
from nkgraph.curation.claims import ClaimReader
from nkgraph.curation.columns import TABLES
from nkgraph.curation.places import read_places
from nkgraph.curation.tables import Table, read_table
from nkgraph.errors import Finding, InputErrors
from nkgraph.model.records import Claim, Corpus

if TYPE_CHECKING:
    from nkgraph.curation.home import Home
    from nkgraph.model.ontology import Ontology


def table_names(home: Home) -> list[str]:
    """Paths of all tables below ``sources/``, claims last."""
    return [*TABLES, *(f"claims/{path.name}" for path in sorted((home.sources / "claims").glob("*.csv")))]


def read_corpus(home: Home, ontology: Ontology) -> Corpus:
    """Read and check every table.

    Raises
    ------
    InputErrors
        With every fault of every table, each with file, row, column, value and remedy.
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
    claims = _read_claims(home, ClaimReader(ontology, entities, documents), findings)
    if home.fingerprint() != version:
        findings.append(Finding("sources", 0, "", "", "changed while they were read", "Run the command again"))
    if findings:
        raise InputErrors(findings)
    return Corpus(documents, entities, names, claims, identities, searches, places, version)


def _read_claims(home: Home, reader: ClaimReader, findings: list[Finding]) -> list[Claim]:
    claims: list[Claim] = []
    for name in table_names(home)[len(TABLES) :]:
        table: Table = read_table(home.sources, name)
        claims.extend(reader.read(table))
        findings.extend(table.findings)
    return sorted(claims, key=lambda claim: (claim.subject, claim.predicate, claim.object, claim.document))
