"""The SHACL contract of ``ontology/shapes.ttl``, checked by pySHACL on a plain rdflib copy.

Over a live store pySHACL reports faults that are none, and slowly; see the architecture notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nkgraph.checks.graph_rules import Places
from nkgraph.errors import Finding
from nkgraph.model.terms import SH, local_name

if TYPE_CHECKING:
    from rdflib import Graph

    from nkgraph.knowledge_graph import KnowledgeGraph


def check_shapes(graph: KnowledgeGraph) -> list[Finding]:
    """Findings of the shapes, each with the row of the table that states it."""
    from pyshacl import validate  # noqa: PLC0415 - heavy, and needed for this check alone
    from rdflib import Graph  # noqa: PLC0415

    shapes = Graph().parse(graph.home.ontology / "shapes.ttl", format="turtle")
    conforms, report, _ = validate(graph.rdflib(), shacl_graph=shapes, inference="none", advanced=False)
    return [] if conforms else _findings(report, Places(graph))


def _findings(report: Graph, places: Places) -> list[Finding]:
    from rdflib import URIRef  # noqa: PLC0415

    found = []
    for result in report.subjects(URIRef(SH + "focusNode")):
        focus = str(report.value(result, URIRef(SH + "focusNode")))
        message = str(report.value(result, URIRef(SH + "resultMessage")) or "breaks a shape")
        value = str(report.value(result, URIRef(SH + "value")) or "")
        path = report.value(result, URIRef(SH + "resultPath"))
        file, row = places.of(local_name(focus))
        column = local_name(str(path)) if path else ""
        found.append(Finding(file, row, column, value or focus, message.replace("\n", " "), "See ontology/shapes.ttl"))
    return sorted(found)
