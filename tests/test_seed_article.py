"""The seed article, statement by statement: each answers to a SPARQL query with its document, and is on the page.

Arno Maierbrugger, "Laos signs software deal with North Korea", Investvine, March 2013.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nkgraph.views.compose import sector_picture

if TYPE_CHECKING:
    from nkgraph.knowledge_graph import KnowledgeGraph
    from nkgraph.views.picture import Picture

ADDRESS = "http://investvine.com/laos-signs-software-deal-with-north-korea/"
DEAL = "laos-dprk-software-agreement"
SHOW = "national-programme-contest-23"
KCC = "korea-computer-center"
SECTOR = "dprk-it-sector"
HUNDREDS = "100..999"

STATEMENTS = [
    (DEAL, "signatory", "laos"),
    (DEAL, "signatory", "north-korea"),
    (DEAL, "reportedBy", "vientiane-times"),
    *((DEAL, "subjectMatter", what) for what in (
        "technology development experience", "open source software", "use of software", "joint training courses",
        "technology and information activities", "exchange of delegations",
        "educational magazines on information technology", "other projects",
    )),
    (KCC, "founded", "1990"),
    (KCC, "employees", ">=1000"),
    (KCC, "mainMarket", "north-korea"),
    *((KCC, "hasClientIn", where) for where in ("europe", "china", "south-korea", "japan")),
    (KCC, "hasBranch", "korea-computer-center-branch-china"),
    (KCC, "describedAs", "has branch offices in several foreign countries"),
    ("pyongyang-informatics-center", "employees", HUNDREDS),
    ("daeyang-it-company", "employees", HUNDREDS),
    ("hi-tech-development-company", "employees", HUNDREDS),
    ("phoenix-commercial-ventures", "describedAs", "foreign joint venture"),
    ("nosotek", "describedAs", "foreign joint venture"),
    ("nosotek", "describedAs", "probably the outsourcer with the highest profile"),
    ("it-firm-of-unha-corporation", "parent", "unha-corporation"),
    ("it-firm-of-korea-roksan", "parent", "korea-roksan-general-trading-company"),
    (SHOW, "heldOn", "2012-10"),
    (SHOW, "heldAt", "pyongyang"),
    (SHOW, "numberOfExhibits", "1300"),
    (SHOW, "partOf", "national-programme-contest-and-exhibition"),
    *((SECTOR, "hasSkill", skill) for skill in (
        "programming-languages", "three-d-software-development", "three-d-modelling", "three-d-design",
        "server-technologies", "linux", "windows", "mac", "flash-games", "mobile-phone-games", "ipad-applications",
    )),
    (SECTOR, "offersService", "software-development-services"),
    (SECTOR, "offersService", "it-services"),
    (SECTOR, "describedAs", "serves foreign clients"),
    (SECTOR, "locatedIn", "pyongyang"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "predicate", "value"), STATEMENTS, ids=[f"{s}-{p}-{o}" for s, p, o in STATEMENTS])
def test_a_statement_answers_with_its_document(graph: KnowledgeGraph, subject: str, predicate: str, value: str) -> None:
    rows = graph.query(f"""
        SELECT ?value ?locator WHERE {{
          ?claim rdf:subject ent:{subject} ; rdf:predicate nk:{predicate} ; rdf:object ?value ;
                 prov:hadPrimarySource ?document ; nk:status nk:status-accepted .
          ?document nk:address "{ADDRESS}"^^xsd:anyURI ; dcterms:title ?title .
          OPTIONAL {{ ?claim nk:locator ?locator }}
        }}""")
    values = {text.split(":", 1)[-1] if ":" in text and text.split(":")[0] in {"ent", "skill"} else text
              for text, _ in rows.to_texts()}  # type: ignore[union-attr]  # fmt: skip
    assert value in values


@pytest.fixture(scope="module")
def picture(graph: KnowledgeGraph) -> Picture:
    return sector_picture(graph)


def test_every_statement_is_on_the_page(picture: Picture) -> None:
    document = next(d.id for d in picture.documents if d.url == ADDRESS)
    there = {(c.subject, c.predicate, c.object) for c in picture.claims if c.document == document}
    assert [statement for statement in STATEMENTS if statement not in there] == []


def test_the_deal_was_reported_on_16_march(graph: KnowledgeGraph) -> None:
    rows = graph.query(
        f"SELECT ?day {{ ?c rdf:subject ent:{DEAL} ; rdf:predicate nk:reportedBy ; rdf:object ent:vientiane-times ; nk:asOf ?day }}"
    )
    assert ("2013-03-16",) in rows.to_texts()  # type: ignore[union-attr]


@pytest.mark.parametrize(("ident", "kind"), [
    (KCC, "Firm"), ("pyongyang-informatics-center", "Organisation"), ("daeyang-it-company", "Firm"),
    ("hi-tech-development-company", "Firm"), ("phoenix-commercial-ventures", "JointVenture"), ("nosotek", "JointVenture"),
    ("unha-corporation", "Firm"), ("korea-roksan-general-trading-company", "Firm"), (DEAL, "Agreement"),
    ("unha-corporation", "ParentEnterprise"), ("korea-roksan-general-trading-company", "ParentEnterprise"),
    ("korea-computer-center-branch-china", "ForeignBranch"), (KCC, "Outsourcer"),
])  # fmt: skip
def test_what_the_things_are(graph: KnowledgeGraph, ident: str, kind: str) -> None:
    assert graph.query(f"ASK {{ ent:{ident} a nk:{kind} }}") is True
