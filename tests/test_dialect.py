"""The lint of the portable dialect: each rule finds its fault, names line and remedy, and lets good queries be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph.errors import QueryError
from nkgraph.questions.anatomy import anatomy
from nkgraph.questions.dialect import lint
from nkgraph.questions.tokens import tokens_of

FAULTS = [
    ('SELECT ?s WHERE { ?s ?p ?o . FILTER(?o > "2013"^^xsd:gYear) } ORDER BY ?s', "xsd:gYear"),
    ('SELECT ?s WHERE { ?s ?p ?o . FILTER(lang(?o) = "ko") } ORDER BY ?s', "langMatches"),
    ('SELECT ?s WHERE { ?s ?p ?o . FILTER("ko" = lang(?o)) } ORDER BY ?s', "langMatches"),
    ('SELECT ?s WHERE { ?s ?p ?o . FILTER(lang(?o) IN ("ko", "en")) } ORDER BY ?s', "langMatches"),
    ("SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s", "GRAPH with a variable"),
    ("SELECT ?s WHERE { ?s ?p ?o MINUS { ?s nk:parent ?o } } ORDER BY ?s", "FILTER NOT EXISTS"),
    ("SELECT ?s WHERE { SERVICE <http://a/> { ?s ?p ?o } } ORDER BY ?s", "SERVICE"),
    ("SELECT ?s FROM <http://a/> WHERE { ?s ?p ?o } ORDER BY ?s", "FROM"),
    ("DESCRIBE ?s WHERE { ?s nk:parent ?o }", "DESCRIBE"),
    ("SELECT * WHERE { ?s nk:parent ?o } ORDER BY ?s", "Name the columns"),
    ("SELECT ?s WHERE { ?s nk:parent ?o }", "without ORDER BY"),
    ("SELECT ?s WHERE { ?s nk:parent ?o } ORDER BY STR(?s)", "no column"),
    ("SELECT ?s WHERE { ?s nk:parent ?o } ORDER BY ?o", "ORDER BY ?o is no column"),
    (
        "SELECT ?s WHERE { VALUES ?p { nk:parent } ?s ?p ?o OPTIONAL { ?o nk:note ?n } } ORDER BY ?s",
        "VALUES before OPTIONAL",
    ),
    ("SELECT DISTINCT ?s ?o WHERE { ?s nk:parent+ ?o } ORDER BY ?s ?o", "both ends free"),
    ("SELECT DISTINCT ?s ?o WHERE { ?s (nk:parent|nk:partOf)* ?o } ORDER BY ?s ?o", "both ends free"),
    ("SELECT ?s WHERE { { ?s nk:parent ?o } UNION { ?s nk:partner ?o } } ORDER BY ?s", "SELECT DISTINCT"),
    ("SELECT ?o WHERE { ent:a nk:parent+ ?o } ORDER BY ?o", "SELECT DISTINCT"),
    ("SELECT (COUNT(?s) AS ?n) WHERE { { ?s nk:parent ?o } UNION { ?s nk:partner ?o } }", "COUNT(DISTINCT"),
    (
        (
            "SELECT ?s WHERE { { SELECT ?s (COUNT(?a) AS ?n) WHERE { ?s nk:parent ?a } GROUP BY ?s }"
            " { SELECT ?s (COUNT(?b) AS ?m) WHERE { ?s nk:partner ?b } GROUP BY ?s } } ORDER BY ?s"
        ),
        "two grouped sub-selects",
    ),
    (
        'SELECT ?s WHERE { ?s nk:country ?c FILTER NOT EXISTS { ?c nk:countryCode "KP" } } ORDER BY ?s',
        "in a FILTER there",
    ),
    ("SELECT ?s WHERE { ?s nk:country ?c OPTIONAL { ?c nk:order 1 } } ORDER BY ?s", "in a FILTER there"),
    (
        "SELECT ?s WHERE { ?s a nk:Firm OPTIONAL { ?s nk:country ?c } OPTIONAL { ?c nk:note ?n } } ORDER BY ?s",
        "inside the other",
    ),
    ("SELECT (SAMPLE(?s) AS ?one) WHERE { ?s a nk:Firm }", "left open"),
    ('SELECT (GROUP_CONCAT(?s; separator=", ") AS ?all) WHERE { ?s a nk:Firm }', "left open"),
    ("SELECT ?s WHERE { ?s nk:parent [ a nk:Firm ] } ORDER BY ?s", "blank nodes"),
    ("SELECT ?s WHERE { ?s nk:parent", "ends too early"),
    ("SELECT ?s WHERE { ?s nk:parent ~ }", "is no SPARQL"),
]


@pytest.mark.parametrize(("query", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_each_rule_finds_its_fault(query: str, said: str) -> None:
    found = lint(query, "q.rq")
    assert len(found) == 1
    assert said in str(found[0])


GOOD = [
    "SELECT ?s ?o WHERE { ?s nk:parent ?o } ORDER BY ?s DESC(?o)",
    "SELECT DISTINCT ?o WHERE { ent:a nk:parent+ ?o } ORDER BY ?o",
    "SELECT DISTINCT ?s ?o WHERE { ?s a nk:JointVenture ; ^nk:parent* ?o } ORDER BY ?s ?o",
    'SELECT ?s WHERE { ?s nk:name ?n . FILTER(langMatches(lang(?n), "ko")) } ORDER BY ?s',
    'SELECT ?n WHERE { ?s nk:name ?n . BIND(LCASE(lang(?n)) AS ?l) FILTER(?n != "MINUS, SERVICE # GRAPH ?g") } ORDER BY ?n',
    'SELECT ?s WHERE { ?s nk:country ?c FILTER NOT EXISTS { ?c nk:countryCode ?k FILTER(?k = "KP") } } ORDER BY ?s',
    "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n) ?p",
    "SELECT (COUNT(?s) AS ?n) WHERE { ?s a nk:Firm }",
    "CONSTRUCT { ?s nk:parent ?o } WHERE { { ?s nk:parent ?o } UNION { ?o nk:parent ?s } }",
    "ASK { ?s nk:parent ?o }",
    "SELECT ?s WHERE { ?s nk:parent ?o OPTIONAL { ?s nk:country ?c OPTIONAL { ?c nk:note ?n } } } ORDER BY ?s",
]


@pytest.mark.parametrize("query", GOOD)
def test_a_portable_query_is_let_be(query: str) -> None:
    assert [str(finding) for finding in lint(query, "q.rq")] == []


def test_a_parameter_is_a_bound_start() -> None:
    query = "SELECT DISTINCT ?who ?o WHERE {\n  # bind\n  ?who nk:parent+ ?o\n} ORDER BY ?o"
    assert [finding.row for finding in lint(query, "q.rq")] == [3]
    assert lint(query, "q.rq", ["who"]) == []


def test_a_finding_names_file_line_and_remedy() -> None:
    text = "# title\nSELECT ?s WHERE {\n  ?s ?p ?o\n  MINUS { ?s nk:parent ?o }\n}\nORDER BY ?s"
    assert str(lint(text, "q.rq")[0]) == "q.rq, row 4: MINUS is minutes slow in rdflib. Write FILTER NOT EXISTS"


@settings(max_examples=300)
@given(st.text(alphabet="{}()[]<>?$:;.,*+/|^!=&\"'# \nSELCTWHROPINAUGYBDFsp012@", max_size=80))
def test_whatever_the_text_the_reader_ends_with_an_answer_or_an_error(text: str) -> None:
    try:
        tokens_of(text)
        anatomy(text)
    except QueryError as error:
        assert str(error)
