"""The ontology: every term is complete, and everything the code needs is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryTriples, Store

from nkgraph.model.ontology import Ontology, read_ontology

if TYPE_CHECKING:
    from nkgraph.knowledge_graph import KnowledgeGraph

from conftest import ROOT

ONTOLOGY = read_ontology(ROOT / "ontology")

INCOMPLETE = """
SELECT DISTINCT ?term WHERE {
  ?term rdfs:isDefinedBy <https://w3id.org/nkgraph/ontology> .
  FILTER(
    NOT EXISTS { ?term rdfs:label ?en FILTER(langMatches(lang(?en), "en")) } ||
    NOT EXISTS { ?term rdfs:label ?ko FILTER(langMatches(lang(?ko), "ko")) } ||
    NOT EXISTS { ?term skos:definition ?definition } ||
    NOT EXISTS { ?term skos:example ?example }
  )
}"""
NO_ENDS = """
SELECT ?term WHERE {
  VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty }
  ?term a ?kind ; rdfs:isDefinedBy <https://w3id.org/nkgraph/ontology> .
  FILTER(NOT EXISTS { ?term rdfs:domain ?d } || NOT EXISTS { ?term rdfs:range ?r })
}"""
UNDEFINED = """
SELECT DISTINCT ?p WHERE {
  ?s ?p ?o . FILTER(STRSTARTS(STR(?p), "https://w3id.org/nkgraph/ontology#"))
  FILTER NOT EXISTS { ?p rdfs:label ?label }
}"""
ONE_WAY = """
SELECT ?a ?b WHERE {
  { ?a skos:broader ?b FILTER NOT EXISTS { ?b skos:narrower ?a } }
  UNION { ?b skos:narrower ?a FILTER NOT EXISTS { ?a skos:broader ?b } }
}"""
CROSSING = "SELECT ?a { ?a skos:broader ?b ; skos:inScheme ?one . ?b skos:inScheme ?other FILTER(?one != ?other) }"
ROUND = "SELECT ?a { ?a skos:broader ?b . ?b skos:broader+ ?a }"
BARE_CONCEPT = """
SELECT ?c { ?c a skos:Concept ; skos:inScheme ?s FILTER(NOT EXISTS { ?c skos:definition ?d } || NOT EXISTS {
  ?c skos:prefLabel ?l FILTER(langMatches(lang(?l), "ko")) })
  FILTER(STRSTARTS(STR(?c), "https://w3id.org/nkgraph/skill/")) }"""
TWIN_CONCEPT = "SELECT ?a ?b { ?a skos:prefLabel ?l ; skos:inScheme ?s . ?b skos:prefLabel ?l ; skos:inScheme ?s FILTER(?a != ?b && langMatches(lang(?l), 'en')) }"


@pytest.mark.parametrize(
    "query", [INCOMPLETE, NO_ENDS, UNDEFINED, ONE_WAY, CROSSING, ROUND, BARE_CONCEPT, TWIN_CONCEPT],
    ids=["complete", "domain-range", "defined", "broader-narrower", "one-scheme", "acyclic", "concepts", "twins"],
)  # fmt: skip
def test_no_term_is_wanting(graph: KnowledgeGraph, query: str) -> None:
    assert graph.query(query).to_texts() == []  # type: ignore[union-attr]


def test_the_header(graph: KnowledgeGraph) -> None:
    rows = graph.query("""SELECT ?t ?d ?v ?i ?l ?c ?m ?p { <https://w3id.org/nkgraph/ontology> a owl:Ontology ;
      dcterms:title ?t ; dcterms:description ?d ; owl:versionInfo ?v ; owl:versionIRI ?i ; dcterms:license ?l ;
      dcterms:created ?c ; dcterms:modified ?m ; <http://purl.org/vocab/vann/preferredNamespacePrefix> ?p
      FILTER(langMatches(lang(?t), "en")) }""")
    found = rows.first()  # type: ignore[union-attr]
    assert found is not None
    assert found[7] == "nk"


@pytest.mark.parametrize("name", [
    "Firm", "JointVenture", "BranchOffice", "GovernmentBody", "ResearchInstitute", "University", "School", "MediaOutlet",
    "InternationalOrganisation", "Product", "Software", "Game", "OperatingSystem", "Device", "OnlineService", "Event",
    "Agreement", "Designation", "Person", "Place", "Country", "Document", "Claim", "ParentEnterprise", "ForeignBranch",
    "Client", "Partner", "Outsourcer", "Designated", "Skill",
])  # fmt: skip
def test_classes_of_the_data_model(name: str) -> None:
    assert name in ONTOLOGY.classes


@pytest.mark.parametrize("name", [
    "parent", "hasBranch", "locatedIn", "headquarteredIn", "hasClient", "hasClientIn", "partner", "venturePartner",
    "supplier", "distributor", "developed", "hasSkill", "offersService", "usesPlatform", "exhibitedAt", "participatedIn",
    "organisedBy", "heldAt", "wonAwardAt", "signatory", "officer", "trainedBy", "recruitsFrom", "designatedBy", "linkedTo",
    "frontFor", "successorOf", "basedOn", "runsOn", "operatedBy", "founded", "dissolved", "employees", "revenue", "heldOn",
    "numberOfExhibits", "signedOn", "releasedOn", "price", "website", "describedAs", "operatesIn",
])  # fmt: skip
def test_predicates_of_the_data_model(name: str) -> None:
    assert name in ONTOLOGY.predicates


def test_every_entity_type_and_concept_class_can_be_drawn() -> None:
    for name in sorted(ONTOLOGY.entity_types | {"Skill", "Service", "Platform"}):
        if name in {"Entity", "Party", "Agent", "Organisation"}:
            continue
        assert ONTOLOGY.classes[name].colour.startswith("#"), name
        assert ONTOLOGY.classes[name].shape, name


def test_every_rule_is_a_construct_of_its_role() -> None:
    roles = {name for name, item in ONTOLOGY.classes.items() if item.is_role}
    made = set()
    for rule in ONTOLOGY.rules:
        assert isinstance(Store().query(rule), QueryTriples)
        made |= {name for name in roles if f"a nk:{name} }}" in rule}
    assert made == roles


def test_every_predicate_stands_in_a_section() -> None:
    sections = {code.notation for code in ONTOLOGY.sections}
    assert {p.section for p in ONTOLOGY.predicates.values()} <= sections


def test_a_new_predicate_is_an_edit_of_turtle_alone(small_graph: KnowledgeGraph) -> None:
    import nkgraph

    home = small_graph.home.path
    path = home / "ontology" / "nkgraph.ttl"
    path.write_text(path.read_text("utf-8") + """
nk:sponsors a owl:ObjectProperty , nk:Predicate ; rdfs:label "sponsors"@en , "후원"@ko ; skos:definition "Pays for."@en ;
    skos:example "x"@en ; rdfs:domain nk:Party ; rdfs:range nk:Event ; nk:section nk:section-events ; nk:drawn true .
""")  # fmt: skip
    table = home / "sources" / "claims" / "all.csv"
    table.write_text(
        table.read_text("utf-8") + "alpha,sponsors,expo-2010,,,,,han-2009,,It pays.,low,reported,accepted,\n"
    )
    graph = nkgraph.open(home)
    assert graph.query("ASK { ent:alpha nk:sponsors ent:expo-2010 }") is True
    assert graph.network().has_edge("alpha", "expo-2010", "sponsors")


def test_an_ontology_that_is_broken_is_a_clear_error(small_graph: KnowledgeGraph) -> None:
    from nkgraph.errors import MisuseError

    path = small_graph.home.ontology / "codes.ttl"
    path.write_text(path.read_text("utf-8") + "\nnk:x a [")
    with pytest.raises(MisuseError, match=r"codes\.ttl cannot be read as Turtle"):
        read_ontology(small_graph.home.ontology)


def test_reading_twice_gives_the_same() -> None:
    again: Ontology = read_ontology(ROOT / "ontology")
    assert again.predicates == ONTOLOGY.predicates
    assert again.concepts == ONTOLOGY.concepts
