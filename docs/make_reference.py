"""Write docs/ontology.md and docs/cli.md from the ontology and the commands: ``python docs/make_reference.py``.

The same ontology and the same commands give the same bytes. tests/test_docs.py makes both texts in memory and
compares them with the files, so that neither can fall behind.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from nkgraph.cli import cli
from nkgraph.files import write_text
from nkgraph.model import terms
from nkgraph.model.ontology import read_ontology
from nkgraph.model.terms import NK, RDF, RDFS, SH, SKOS, compact, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nkgraph.model.ontology import Code, Concept, Ontology, OntologyClass, Predicate

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 100
_BY_HAND = "<!-- Written by docs/make_reference.py; edit the ontology or the commands, not this file. -->"
_OTHER_PREFIXES = {"http://xmlns.com/foaf/0.1/": "foaf", "http://purl.org/dc/elements/1.1/": "dc"}
_SCHEMES = {"Skill": "Skills", "Service": "Services", "Platform": "Platforms"}
_LISTS = {
    "confidence": "Confidence", "status": "Status", "mode": "Mode", "document": "Kinds of document",
    "name": "Kinds of name", "romanisation": "Romanisation systems", "judgement": "Judgements of identity",
    "precision": "Precision of coordinates",
    "section": "Sections of a dossier",
}  # fmt: skip
_RECORDS = ("Document", "Claim", "IdentityJudgement", "Search")


@dataclass(frozen=True)
class Words:
    """What the Turtle files say beyond the `Ontology`: labels by language, examples, terms of other vocabularies."""

    values: Mapping[tuple[str, str], Sequence[NamedNode | Literal]]

    def text(self, subject: str, predicate: str, language: str = "en") -> str:
        """A literal in a language, or an empty text."""
        found = (v for v in self.values.get((subject, predicate), ()) if isinstance(v, Literal))
        return next((v.value for v in found if (v.language or "en") == language), "")

    def label(self, subject: str) -> str:
        """English and Korean label: ``firm · 기업``."""
        both = (self.text(subject, RDFS + "label"), self.text(subject, RDFS + "label", "ko"))
        return " · ".join(label for label in both if label)

    def outside(self, subject: str, predicate: str) -> list[str]:
        """Terms of other vocabularies that a term stands under, compact and sorted."""
        found = (v.value for v in self.values.get((subject, predicate), ()) if isinstance(v, NamedNode))
        return sorted(prefixed(iri) for iri in found if not iri.startswith(NK))

    def terms_of_type(self, *types: str) -> list[str]:
        """Local names of our own terms that bear one of the types, sorted."""
        wanted = {NamedNode(name) for name in types}
        return sorted(
            local_name(subject)
            for (subject, predicate), values in self.values.items()
            if predicate == RDF + "type" and subject.startswith(NK) and wanted & set(values)
        )


def read_words(folder: Path) -> Words:
    """Read every Turtle file of the ontology folder."""
    values: dict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
    for path in sorted(folder.glob("*.ttl")):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                values[quad.subject.value, quad.predicate.value].append(quad.object)
    return Words(values)


def prefixed(iri: str) -> str:
    """An IRI with a prefix that readers of RDF know."""
    for base, prefix in _OTHER_PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return "edtf:EDTF" if iri == terms.EDTF else compact(iri)


# ---------------------------------------------------------------- docs/ontology.md


def ontology_reference(folder: Path) -> str:
    """The whole of docs/ontology.md."""
    ontology, words = read_ontology(folder), read_words(folder)
    parts = [
        _opening(ontology, words),
        _classes(ontology, words),
        _roles(ontology, words),
        _predicates(ontology, words),
        _qualifiers(ontology, words),
        _properties(ontology, words),
        _codes(ontology, words),
        _concepts(ontology),
    ]
    return "\n".join(line for part in parts for line in (*part, "")).rstrip("\n") + "\n"


def _opening(ontology: Ontology, words: Words) -> Iterator[str]:
    version = words.text(terms.ONTOLOGY, terms.OWL + "versionInfo")
    yield "# The ontology"
    yield ""
    yield _BY_HAND
    yield ""
    yield (
        f"Version {version}: {len(ontology.classes)} classes, {len(ontology.predicates)} predicates of claims, "
        f"{len(ontology.qualifiers)} qualifiers, {sum(map(len, ontology.codes.values()))} codes and "
        f"{len(ontology.concepts)} skills, services and platforms."
    )
    yield ""
    yield f"`nk:` stands for `{NK}`, `skill:` for `{terms.CONCEPT}`."
    yield "Labels are in English and Korean. A table cell holds the name without its prefix: `hasBranch`, not"
    yield "`nk:hasBranch`."
    yield ""
    yield (
        "[Classes](#classes) · [Roles](#roles) · [Predicates](#predicates) · [Qualifiers](#qualifiers) · "
        "[Properties of records](#properties-of-records) · [Code lists](#code-lists) · "
        "[Skills, services and platforms](#skills-services-and-platforms)"
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(header) + " |"
    yield "| " + " | ".join("---" for _ in header) + " |"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _classes(ontology: Ontology, words: Words) -> Iterator[str]:
    yield "## Classes"
    yield ""
    yield "What the graph speaks of. A thing bears its own class and all classes above it, so that a question for firms"
    yield "finds joint ventures too. The tables may name each of these as `type`, the most exact that fits."
    yield ""
    header = ("class", "label", "definition", "example", "also below")
    plain = [c for c in _tree(ontology, "Entity") if not c[1].is_role]
    yield from _table(header, (_class_row(depth, item, words) for depth, item in plain))
    yield ""
    yield "Records, and the kinds of concept and code:"
    yield ""
    shown = {item.id for _, item in plain}
    rest = [c for n, c in sorted(ontology.classes.items()) if n not in shown and not c.is_role]
    first = sorted(rest, key=lambda c: (c.id not in _RECORDS, c.id))
    yield from _table(header, (_class_row(0, item, words) for item in first))
    for name in words.terms_of_type(RDFS + "Datatype"):
        yield ""
        yield f"Datatype `nk:{name}`, {words.label(NK + name)}: {words.text(NK + name, SKOS + 'definition')}"


def _tree(ontology: Ontology, root: str) -> Iterator[tuple[int, OntologyClass]]:
    """Classes below a root with their depth, each once, at its first parent in alphabetical order."""
    below: dict[str, list[str]] = defaultdict(list)
    for name, item in sorted(ontology.classes.items()):
        if item.parents:
            below[min(item.parents)].append(name)

    def walk(name: str, depth: int) -> Iterator[tuple[int, OntologyClass]]:
        yield depth, ontology.classes[name]
        for child in below[name]:
            yield from walk(child, depth + 1)

    return walk(root, 0)


def _class_row(depth: int, item: OntologyClass, words: Words) -> tuple[str, ...]:
    iri = NK + item.id
    others = [f"nk:{parent}" for parent in sorted(item.parents)[min(depth, 1) :]]
    above = ", ".join(f"`{name}`" for name in (*others, *words.outside(iri, RDFS + "subClassOf")))
    name = "· " * depth + f"`nk:{item.id}`"
    return name, words.label(iri), item.definition, words.text(iri, SKOS + "example"), above


def _roles(ontology: Ontology, words: Words) -> Iterator[str]:
    yield "## Roles"
    yield ""
    yield "Classes that nobody types: the build derives them from facts, by the rule that stands beside each."
    for name, item in sorted(ontology.classes.items()):
        if item.is_role:
            yield ""
            yield f"### nk:{name}"
            yield ""
            yield f"{words.label(NK + name)}. {item.definition} Example: {words.text(NK + name, SKOS + 'example')}"
            yield ""
            yield "```sparql"
            yield from _rule(name, words)
            yield "```"


def _rule(role: str, words: Words) -> Iterator[str]:
    """The rule's CONSTRUCT, its one long line broken where a reader takes breath."""
    rule = next(v.value for v in words.values[NK + role, NK + "derivedBy"] if isinstance(v, NamedNode))
    text = words.text(rule, SH + "construct").partition("CONSTRUCT")[2]
    head, _, body = text.partition(" WHERE ")
    yield f"CONSTRUCT{head}"
    yield from f"WHERE {body.strip()}".replace(" UNION ", "\n  UNION ").replace("} {", "}\n  {").splitlines()


def _predicates(ontology: Ontology, words: Words) -> Iterator[str]:
    yield "## Predicates"
    yield ""
    yield "What a claim may say, by the section of the dossier in which it is shown. Direction is fixed and inverses"
    yield "are never stored. “One value” means that the thing holds one value at a time: rival claims stay claims, and"
    yield "one of them is preferred ([how](data-model.md#which-value-becomes-the-fact))."
    everywhere = frozenset.intersection(*(p.qualifiers for p in ontology.predicates.values()))
    yield f"Besides the qualifiers listed, each takes {', '.join(f'`{name}`' for name in sorted(everywhere))}."
    for section in ontology.sections:
        members = [p for _, p in sorted(ontology.predicates.items()) if p.section == section.notation]
        if members:
            yield ""
            yield f"### {section.label[:1].upper()}{section.label[1:]}"
        for predicate in members:
            yield ""
            yield from _predicate(predicate, words, everywhere)


def _predicate(item: Predicate, words: Words, everywhere: frozenset[str]) -> Iterator[str]:
    iri = NK + item.id
    yield f"#### nk:{item.id}"
    yield ""
    yield f"{words.label(iri)}. {item.definition}"
    yield ""
    yield f"- from `nk:{item.domain}` to {_range(iri, words)}; {'one value' if item.single_valued else 'many values'}"
    traits = [
        "a link to draw" if item.drawn else "",
        "records what an authority states, without confidence" if item.allegation else "",
        "needs a date" if item.needs_date else "",
        "says where the subject is" if words.text(iri, NK + "sites") == "true" else "",
    ]
    if any(traits):
        yield f"- {'; '.join(trait for trait in traits if trait)}"
    qualifiers = [
        f"`{name}`" + (" (required)" if name in item.required else "")
        for name in sorted((item.qualifiers | item.required) - everywhere)
    ]
    if qualifiers:
        yield f"- qualifiers: {', '.join(qualifiers)}"
    above = words.outside(iri, RDFS + "subPropertyOf")
    if above:
        yield f"- specialises {', '.join(f'`{name}`' for name in above)}"
    yield f"- example: `{words.text(iri, SKOS + 'example')}`"


def _range(iri: str, words: Words) -> str:
    target = words.values[iri, RDFS + "range"][0].value
    plain = {
        terms.EDTF: "a date (EDTF)",
        terms.QUANTITY: "a quantity (`nk:Quantity`)",
        terms.XSD + "string": "a text",
        terms.XSD + "anyURI": "a web address",
    }
    return plain.get(target, f"`{prefixed(target)}`")


def _qualifiers(ontology: Ontology, words: Words) -> Iterator[str]:
    yield "## Qualifiers"
    yield ""
    yield "What more a claim may say, in the `qualifiers` cell: `role=director general|share=51`. A qualifier that"
    yield "narrows tells that the value holds for a part of the subject only; such values come last when one is"
    yield "preferred."
    yield ""
    rows = (
        (f"`{name}`", words.label(NK + name), q.definition, _range(NK + name, words), "yes" if q.narrows else "",
         f"`{words.text(NK + name, SKOS + 'example')}`")
        for name, q in sorted(ontology.qualifiers.items())
    )  # fmt: skip
    yield from _table(("qualifier", "label", "definition", "value", "narrows", "example"), rows)


def _properties(ontology: Ontology, words: Words) -> Iterator[str]:
    """Properties that no table row chooses: the build writes them, or they describe the ontology itself."""
    yield "## Properties of records"
    yield ""
    yield "What the build writes about claims, documents, judgements, searches and entities, and how the ontology"
    yield "describes its own predicates. These are for asking; a claim's `predicate` cell never names them."
    yield ""
    types = (terms.OWL + "ObjectProperty", terms.OWL + "DatatypeProperty", terms.OWL + "AnnotationProperty")
    names = [n for n in words.terms_of_type(*types) if n not in ontology.predicates and n not in ontology.qualifiers]
    rows = (
        (f"`nk:{name}`", words.label(NK + name), words.text(NK + name, SKOS + "definition"),
         f"`{prefixed(words.values[NK + name, RDFS + 'domain'][0].value)}`", _range(NK + name, words),
         f"`{words.text(NK + name, SKOS + 'example')}`")
        for name in names
    )  # fmt: skip
    yield from _table(("property", "label", "definition", "of", "value", "example"), rows)


def _codes(ontology: Ontology, words: Words) -> Iterator[str]:
    yield "## Code lists"
    yield ""
    yield "A table cell holds the code; the graph holds its IRI: `high` is `nk:confidence-high`."
    for name in sorted(ontology.codes, key=lambda n: (list(_LISTS).index(n) if n in _LISTS else len(_LISTS), n)):
        codes = sorted(ontology.codes[name].values(), key=lambda code: code.order)
        silent = any(not code.gives_fact for code in codes)
        yield ""
        yield f"### {_LISTS.get(name, name)}"
        yield ""
        header = ("code", "IRI", "label", "definition", *(("gives a fact",) if silent else ()))
        yield from _table(header, (_code_row(code, words, silent=silent) for code in codes))


def _code_row(code: Code, words: Words, *, silent: bool) -> tuple[str, ...]:
    fact = ("yes" if code.gives_fact else "no",) if silent else ()
    return f"`{code.notation}`", f"`nk:{code.id}`", words.label(NK + code.id), code.definition, *fact


def _concepts(ontology: Ontology) -> Iterator[str]:
    yield "## Skills, services and platforms"
    yield ""
    yield "Three sister SKOS schemes. A concept with two broader ones stands under each; `†` marks it from its second"
    yield "place on, where its own branch is not repeated."
    for kind, title in _SCHEMES.items():
        yield ""
        yield f"### {title}"
        yield ""
        yield from _concept_tree(ontology, kind)


def _concept_tree(ontology: Ontology, kind: str) -> Iterator[str]:
    concepts = {ident: c for ident, c in ontology.concepts.items() if c.type == kind}
    below: dict[str, list[Concept]] = defaultdict(list)
    for concept in sorted(concepts.values(), key=lambda c: (c.label.casefold(), c.id)):
        for parent in [broader for broader in concept.broader if broader in concepts] or [""]:
            below[parent].append(concept)
    seen: set[str] = set()

    def walk(concept: Concept, depth: int) -> Iterator[str]:
        again = concept.id in seen
        korean = next((text for language, text in concept.labels if language == "ko"), "")
        name = " · ".join(part for part in (concept.label, korean) if part)
        what = " †" if again else f": {concept.definition}"
        yield f"{'  ' * depth}- `skill:{concept.id}` {name}{what}"
        if not again:
            seen.add(concept.id)
            for child in below[concept.id]:
                yield from walk(child, depth + 1)

    for top in below[""]:
        yield from walk(top, 0)


# ---------------------------------------------------------------- docs/cli.md


def cli_reference() -> str:
    """The whole of docs/cli.md: the help text of the command and of each verb."""
    lines = [
        "# The command line",
        "",
        _BY_HAND,
        "",
        "stdout is data, stderr is talk: every verb can stand in a pipe. Exit 0 is fine, 1 means findings (of `check`,",
        "of `fmt --check`, or faults in the tables that kept the graph from being built), 2 a misuse or a query that",
        "cannot be answered, 130 an interrupted command. A traceback is a bug.",
        "",
        "`--home` stands before the verb: `nkgraph --home FOLDER stats`. Without it the folder is looked for in",
        "`NKGRAPH_HOME`, the working folder and those above it, the checkout, and the copy in the wheel.",
    ]
    for title, text in help_texts().items():
        lines += ["", f"## {title}", "", "```text", *text.splitlines(), "```"]
    return "\n".join(lines) + "\n"


def help_texts() -> dict[str, str]:
    """Help text by command: ``nkgraph``, ``nkgraph build`` and so on, as wide on every machine."""
    top = _context(cli, "nkgraph", None)
    texts = {"nkgraph": _plain(cli.get_help(top))}
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        if command:
            texts[f"nkgraph {name}"] = _plain(command.get_help(_context(command, name, top)))
    return texts


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(
        command, parent=parent, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )  # fmt: skip


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in click.unstyle(text).splitlines())


def references(root: Path) -> dict[str, str]:
    """File name under docs/ to its text."""
    return {"ontology.md": ontology_reference(root / "ontology"), "cli.md": cli_reference()}


def main() -> None:
    """Write both files and name them."""
    for name, text in references(ROOT).items():
        write_text(ROOT / "docs" / name, text)
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
