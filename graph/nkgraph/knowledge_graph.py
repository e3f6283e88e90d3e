"""The face: open the graph, ask it, look at it, take it away.

>>> import nkgraph
>>> graph = nkgraph.open()
>>> graph.entity("KCC").thing.label
'Korea Computer Center'
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nkgraph.curation.home import Home, find_home
from nkgraph.errors import StoreError
from nkgraph.store.cache import CachedGraph, build_cache, cached_graph
from nkgraph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from tempfile import TemporaryDirectory

    import networkx as nx
    from rdflib import Graph

    from nkgraph.dossier import Dossier
    from nkgraph.model.ontology import Ontology
    from nkgraph.network import LinkGroup
    from nkgraph.progress import Watch
    from nkgraph.questions import Question
    from nkgraph.store.answers import Answer
    from nkgraph.store.sources import Source
    from nkgraph.store.statements import Statement
    from nkgraph.store.things import Thing
    from nkgraph.views.notebook import View

StrPath = str | os.PathLike[str]


def open(home: StrPath | None = None) -> KnowledgeGraph:  # noqa: A001 - read as nkgraph.open()
    """Open the graph of a home folder (see `nkgraph.curation.home`), building its cache where there is none.

    Raises
    ------
    MisuseError
        If no home is found.
    InputErrors
        If the tables have faults.
    """
    return KnowledgeGraph(find_home(home))


@dataclass
class KnowledgeGraph:
    """The graph of one home folder. Everything is read when first needed and never changes afterwards.

    `watch` is told of the progress where the cache has to be built.
    """

    home: Home
    watch: Watch | None = None
    note: str = field(default="", init=False)
    _folder: TemporaryDirectory[str] | None = field(default=None, init=False, repr=False)

    @cached_property
    def cache(self) -> CachedGraph:
        """Turtle and store of the present tables; in a temporary folder where the cache cannot be written."""
        found = cached_graph(self.home)
        if found:
            return found
        try:
            return build_cache(self.home, self.watch)
        except StoreError as error:
            from tempfile import TemporaryDirectory  # noqa: PLC0415 - on this path only

            from nkgraph.store.build import build_into  # noqa: PLC0415

            self._folder = TemporaryDirectory(prefix="nkgraph-")
            cache = CachedGraph(Path(self._folder.name))
            build_into(self.home, cache, self.watch)
            self.note = f"{error}; working without a cache"
            return cache

    @cached_property
    def store(self) -> EmbeddedStore:
        """The embedded store."""
        cache = self.cache
        return EmbeddedStore(cache.store, keep=self._folder)

    @cached_property
    def ontology(self) -> Ontology:
        """Classes, predicates, code lists and concepts."""
        from nkgraph.model.ontology import read_ontology  # noqa: PLC0415

        return read_ontology(self.home.ontology)

    @cached_property
    def version(self) -> str:
        """Data version: 12 hex digits over tables and ontology."""
        return self.home.fingerprint()[:12]

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """Entities and concepts by id."""
        from nkgraph.store.things import all_things  # noqa: PLC0415

        return all_things(self.store.store, self.ontology)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Documents by id."""
        from nkgraph.store.sources import all_sources  # noqa: PLC0415

        return all_sources(self.store.store)

    @cached_property
    def statements(self) -> list[Statement]:
        """Every claim, names included."""
        from nkgraph.store.statements import all_statements  # noqa: PLC0415

        return all_statements(self.store.store, self.ontology)

    def query(self, sparql: str, timeout: float | None = None) -> Answer:
        """Ask a SPARQL query; prefixes of the graph need not be declared.

        Returns
        -------
        Rows for SELECT, Triples for CONSTRUCT and DESCRIBE, bool for ASK.

        Raises
        ------
        QueryError
            If the query is wrong or refused; QueryTimeoutError if `timeout` seconds were not enough.

        Examples
        --------
        >>> import nkgraph
        >>> nkgraph.open().query("ASK { ent:korea-computer-center a nk:Firm }")
        True
        """
        return self.store.ask(sparql, timeout)

    def questions(self) -> Sequence[Question]:
        """The question library, by topic and id."""
        from nkgraph.questions import all_questions  # noqa: PLC0415

        return all_questions()

    def ask(self, question: str, /, **parameters: str) -> Answer:
        """The answer to a question of the library, by id; parameters that are not given have their defaults.

        Raises
        ------
        MisuseError
            If the question or a parameter is unknown, or a value does not fit.

        Examples
        --------
        >>> import nkgraph
        >>> nkgraph.open().ask("is-designated", party="Korea Computer Center")
        True
        """
        from nkgraph.questions import find_question  # noqa: PLC0415
        from nkgraph.questions.binding import Known, bind, read_values  # noqa: PLC0415

        asked = find_question(question)
        values = read_values(asked, parameters, Known(self.things, self.store.store))
        return self.store.ask(bind(asked, values))

    def entity(self, name: str) -> Dossier:
        """The dossier of an entity or concept, by id, IRI, or any of its names in any script.

        Raises
        ------
        EntityNotFoundError, AmbiguousNameError
            With the nearest, or the candidates.
        """
        from pyoxigraph import NamedNode  # noqa: PLC0415

        from nkgraph.dossier import make_dossier  # noqa: PLC0415
        from nkgraph.store.sources import read_source  # noqa: PLC0415
        from nkgraph.store.statements import statements_about  # noqa: PLC0415

        thing = self.find(name)
        statements = statements_about(self.store.store, NamedNode(thing.iri), self.ontology)
        sources = {s.document: read_source(self.store.store, s.document) for s in statements}
        return make_dossier(thing, statements, self.things, sources, self.ontology)

    def find(self, name: str) -> Thing:
        """The entity or concept that goes by an id, an IRI or a name."""
        from nkgraph.store.things import find  # noqa: PLC0415

        return find(self.things, name)

    def links(self) -> list[LinkGroup]:
        """Claims of drawn predicates, grouped by source, relation and target."""
        from nkgraph.network import link_groups  # noqa: PLC0415

        return link_groups(self.statements, self.ontology)

    def network(self, *, facts_only: bool = True) -> nx.MultiDiGraph:
        """Links as a NetworkX MultiDiGraph; see `nkgraph.network.multigraph` for its attributes.

        Parameters
        ----------
        facts_only
            Leave out links that rest on planned, disputed or withdrawn claims alone.
        """
        from nkgraph.network import multigraph  # noqa: PLC0415

        groups = [group for group in self.links() if group.fact or not facts_only]
        return multigraph(groups, self.things, self.ontology)

    def rdflib(self) -> Graph:
        """A plain rdflib Graph: a copy in memory that may be changed."""
        from nkgraph.store.rdf import plain_graph  # noqa: PLC0415

        return plain_graph(self.cache.turtle)

    def rdflib_live(self) -> Graph:
        """A read-only rdflib Graph over the same store, without a copy; SPARQL is answered by Oxigraph."""
        from nkgraph.store.rdf import live_graph  # noqa: PLC0415

        return live_graph(self.store.store)

    def view(self, entity: str | None = None, depth: int = 1) -> View:
        """A page: the whole sector, or the neighbourhood of an entity; shows itself as the last value of a cell."""
        from nkgraph.views.notebook import make_view  # noqa: PLC0415

        return make_view(self, entity, depth)

    def export(self, export_format: str, path: StrPath) -> list[Path]:
        """Write the graph in a format of `nkgraph.export.FORMATS`; returns the files written.

        Raises
        ------
        MisuseError
            If the format is unknown.
        StoreError
            If the file cannot be written; nothing half-written is left.
        """
        from nkgraph.export import export  # noqa: PLC0415

        return export(self, export_format, Path(path))

    def stats(self) -> Mapping[str, object]:
        """Counts of what the graph holds."""
        from nkgraph.statistics import statistics  # noqa: PLC0415

        return statistics(self)
