"""``nkgraph show``: the dossier of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from nkgraph.cli.talk import complete_entity, open_graph, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nkgraph.dossier import Dossier, Line
    from nkgraph.store.statements import Statement


@click.command(short_help="Show what is known of one entity, with documents.")
@click.argument("entity", shell_complete=complete_entity)
@click.option("-f", "--format", "output_format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_context
def show(context: click.Context, entity: str, output_format: str) -> None:
    """Show the dossier of ENTITY: names, facts, dates, documents, contradictions.

    ENTITY is an id, an IRI, or any of its names in any script.
    """
    dossier = open_graph(context).entity(entity)
    if output_format == "json":
        import json

        click.echo(json.dumps(as_json(dossier), ensure_ascii=False, indent=2))
        return
    for line in as_text(dossier):
        click.echo(line)


def as_text(dossier: Dossier) -> Iterator[str]:
    """The dossier as lines for reading; documents are numbered and listed at the end."""
    number = {ident: place for place, ident in enumerate(sorted(dossier.sources), start=1)}
    yield visible(dossier.thing.label)
    yield "=" * max(4, len(dossier.thing.label))
    facts = [dossier.type_label, dossier.country, *(f"[{role}]" for role in dossier.roles)]
    yield "  ".join(part for part in facts if part)
    yield dossier.thing.iri
    if dossier.thing.note:
        yield visible(dossier.thing.note)
    yield from _names(dossier, number)
    for title, lines in dossier.sections:
        yield ""
        yield title
        yield "-" * len(title)
        for line in lines:
            yield from _line(line, number, dossier.labels)
    yield from _contradictions(dossier)
    yield ""
    yield "documents"
    yield "---------"
    for ident, place in number.items():
        yield f"[{place}] {visible(dossier.sources[ident].citation())}"
    yield ""
    yield "Inclusion is no accusation."


def _names(dossier: Dossier, number: Mapping[str, int]) -> Iterator[str]:
    if not dossier.names:
        return
    yield ""
    yield "names"
    yield "-----"
    for text, language, kind, documents in dossier.spellings:
        yield f"  {visible(text)}  ({language}, {kind}) {_marks(number[ident] for ident in documents)}"


def _line(line: Line, number: Mapping[str, int], labels: Mapping[str, str]) -> Iterator[str]:
    """The statement with all its documents, then each way in which documents put it, with those that do."""
    arrow = "←" if line.incoming else "→" if line.other else ":"
    marks = _marks(number[s.document] for s in line.statements)
    kept = "" if line.fact else "  (claim only)"
    yield f"  {line.label} {arrow} {visible(line.value)}{kept} {marks}"
    ways: dict[str, list[int]] = {}
    for s in line.statements:
        ways.setdefault(_detail(s, labels), []).append(number[s.document])
    for detail, places in ways.items():
        if detail:
            yield f"      {visible(detail)}" + (f" {_marks(places)}" if len(ways) > 1 else "")


def _detail(s: Statement, labels: Mapping[str, str]) -> str:
    parts = [f"{key} {labels.get(value, value)}" for key, value in sorted(s.qualifiers.items())]
    if s.as_of:
        parts.append(f"as of {s.as_of}")
    if s.valid_from or s.valid_to:
        parts.append(f"valid {s.valid_from or '…'} to {s.valid_to or '…'}")
    if s.mode != "reported":
        parts.append(s.mode)
    if s.status != "accepted":
        parts.append(s.status)
    if s.confidence:
        parts.append(f"{s.confidence} confidence")
    return "; ".join(parts)


def _contradictions(dossier: Dossier) -> Iterator[str]:
    if not dossier.contradictions:
        return
    yield ""
    from nkgraph.dossier import PREFERENCE

    yield f"differing values (the first is shown as the fact: {PREFERENCE})"
    for item in dossier.contradictions:
        yield f"  {item.label}: " + " | ".join(visible(line.value) for line in item.lines)


def _marks(numbers: Iterable[int]) -> str:
    return "[" + ", ".join(str(n) for n in sorted(set(numbers))) + "]"


def as_json(dossier: Dossier) -> dict[str, object]:
    """The dossier as plain JSON values."""
    thing = dossier.thing
    return {
        "id": thing.id,
        "iri": thing.iri,
        "label": thing.label,
        "type": thing.type,
        "country": thing.country,
        "roles": list(thing.roles),
        "names": [
            {"name": s.object, "language": s.language, "kind": s.name_kind, "document": s.document}
            for s in dossier.names
        ],
        "statements": [_json_line(line) for line in dossier.lines],
        "documents": {ident: source.citation() for ident, source in sorted(dossier.sources.items())},
    }


def _json_line(line: Line) -> dict[str, object]:
    return {
        "predicate": line.predicate,
        "incoming": line.incoming,
        "value": line.value,
        "other": line.other,
        "fact": line.fact,
        "claims": [
            {
                "claim": s.id,
                "document": s.document,
                "as_of": s.as_of,
                "valid_from": s.valid_from,
                "valid_to": s.valid_to,
                "confidence": s.confidence,
                "mode": s.mode,
                "status": s.status,
                "qualifiers": dict(sorted(s.qualifiers.items())),
            }
            for s in line.statements
        ],
    }
