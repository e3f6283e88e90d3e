"""What the page lets one take away, checked with the tools that others would open it with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import rdflib

from nkgraph.views.page import render
from page_browser import sector, taken, visitor, written
from page_fixture import mock_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from nkgraph.knowledge_graph import KnowledgeGraph
    from page_browser import Visit

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(render(mock_picture()), tmp_path_factory.mktemp("take"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visitor(browser, address) as opened:
        yield opened


@pytest.fixture(scope="module")
def real_address(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(sector(graph), tmp_path_factory.mktemp("sector"))


@pytest.fixture
def real(browser: Browser, real_address: str) -> Iterator[Visit]:
    with visitor(browser, real_address) as opened:
        yield opened


@pytest.mark.parametrize("fragment", ["", "#/node=thing-35", "#/node=thing-1", "#/view=parent"])
def test_the_svg_has_every_thing_and_link_of_the_map(visit: Visit, fragment: str) -> None:
    page = visit(fragment)
    root = ET.fromstring(taken(page, "svg"))
    things, links = page.evaluate(
        "[nkg.graph.scene().nodes.length, nkg.graph.scene().links.filter(l => l.from !== l.to).length]"
    )
    shapes = [element for element in root if element.tag in {SVG + "circle", SVG + "polygon"}]
    discs = page.evaluate("nkg.graph.scene().discs.length")
    assert len(shapes) == things + discs
    assert len(root.findall(SVG + "path")) == links
    assert len(root.findall(SVG + "text")) == page.evaluate("nkg.labels.names().length")
    assert "Inclusion is no accusation" in (root.findtext(SVG + "desc") or "")


def test_the_svg_holds_no_code_and_calls_no_address(visit: Visit) -> None:
    text = taken(visit("#/node=thing-1"), "svg").decode()
    root = ET.fromstring(text)
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "title", "desc", "defs", "marker", "path", "rect", "circle", "polygon", "text"}
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on") or "href" in key]


@pytest.mark.parametrize(
    "fragment",
    ["#/node=hana-program-center", "#/node=volasys-silver-star&depth=2", "#/node=linux-development", "#/view=skills"],
)
def test_every_triple_of_the_turtle_is_one_of_the_graph(real: Visit, graph: KnowledgeGraph, fragment: str) -> None:
    page = real(fragment)
    taken_graph = rdflib.Graph().parse(data=taken(page, "turtle").decode(), format="turtle")
    claims = page.evaluate("new Set(nkg.graph.scene().links.flatMap(l => l.claims)).size")
    whole = _whole(graph)
    assert len(set(taken_graph.subjects())) == claims > 0
    claim = rdflib.URIRef("https://w3id.org/nkgraph/ontology#Claim")
    assert len(list(taken_graph.subjects(rdflib.RDF.type, claim))) == claims
    missing = [triple for triple in taken_graph if triple not in whole]
    assert missing == []


_graphs: dict[str, rdflib.Graph] = {}


def _whole(graph: KnowledgeGraph) -> rdflib.Graph:
    if graph.version not in _graphs:
        _graphs[graph.version] = graph.rdflib()
    return _graphs[graph.version]


def test_hostile_claims_are_turtle_too(visit: Visit) -> None:
    text = taken(visit("#/node=thing-1"), "turtle").decode()
    assert len(rdflib.Graph().parse(data=text, format="turtle")) > 10


def test_bibtex_has_one_entry_a_document_and_balanced_braces(real: Visit) -> None:
    page = real("#/node=nosotek")
    text = taken(page, "bibtex").decode()
    documents = page.evaluate("new Set(nkg.graph.scene().links.flatMap(l => l.claims.map(c => c.document))).size")
    entries = text.split("\n\n")
    assert len(entries) == documents
    keys = [re.match(r"@misc\{([\w:.-]+),\n", entry) for entry in entries]
    assert all(keys)
    assert len({found[1] for found in keys if found}) == documents
    for entry in entries:
        bare = entry.replace("\\{", "").replace("\\}", "")
        assert bare.count("{") == bare.count("}")
        assert "  url = {http" in entry
        assert "\\_" not in entry.partition("url = {")[2].partition("}")[0]


def test_bibtex_survives_hostile_titles(visit: Visit) -> None:
    text = taken(visit("#/node=thing-0"), "bibtex").decode()
    bare = text.replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")
    assert not set("\u202e\u2066\u0000") & set(text)


def test_citations_as_text_have_publisher_and_address(real: Visit) -> None:
    lines = taken(real("#/node=nosotek"), "citations").decode().splitlines()
    assert len(lines) > 5
    assert all("http" in line for line in lines)


def test_the_filters_and_clocks_hold_for_what_is_taken(real: Visit) -> None:
    page = real("#/node=nosotek&years=2010-2010&undated=no")
    rows = taken(page, "csv").decode().strip().splitlines()
    assert (
        len(rows) - 1
        == page.evaluate("nkg.graph.scene().links.length")
        < page.evaluate("nkg.data.nodeById.get('nosotek').links.length")
    )
