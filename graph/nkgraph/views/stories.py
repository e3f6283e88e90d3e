"""Stories: guided walks through the graph, each a TOML file under ``stories/``; the facts are the graph's, not ours.

A file has a title, a sentence, a number for its place in the list, and steps. A step has a caption, the ids of the
things it lights, and may name relations (only these are lit) and years (first and last).
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from nkgraph.views.picture import Story, StoryStep

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_BOTH = 2


def all_stories() -> list[Story]:
    """All stories in reading order, as written."""
    found = []
    for entry in (files("nkgraph.views") / "stories").iterdir():
        if entry.name.endswith(".toml"):
            table = tomllib.loads(entry.read_text("utf-8"))
            found.append((table["order"], read_story(entry.name.removesuffix(".toml"), table)))
    return [story for _, story in sorted(found, key=lambda pair: (pair[0], pair[1].id))]


def read_story(ident: str, table: Mapping[str, object]) -> Story:
    """One story from its parsed file.

    Raises
    ------
    ValueError
        With the name of the story and what is missing or wrong in it.
    """
    steps = table.get("steps")
    if not isinstance(steps, list) or not steps:
        raise ValueError(f"story {ident} has no steps")
    read = tuple(_step(f"story {ident}, step {number}", step) for number, step in enumerate(steps, 1))
    return Story(ident, _text(f"story {ident}", table, "title"), _text(f"story {ident}", table, "sentence"), read)


def _step(where: str, step: Mapping[str, object]) -> StoryStep:
    things, relations, years = (step.get(key, []) for key in ("things", "relations", "years"))
    if not isinstance(things, list) or not things:
        raise ValueError(f"{where} lights nothing: write things = [...]")
    if not isinstance(relations, list) or not isinstance(years, list) or len(years) not in {0, _BOTH}:
        raise ValueError(f"{where}: relations is a list of names, years is a first and a last one")
    return StoryStep(_text(where, step, "caption"), tuple(things), tuple(relations), tuple(years))


def _text(where: str, table: Mapping[str, object], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{where} has no {key}")
    return " ".join(value.split())


def faults(stories: Sequence[Story], things: Collection[str], links: Collection[tuple[str, str, str]]) -> list[str]:
    """What a story names and the graph lacks: things, and relations that no two of a step's things have."""
    found = []
    for story in stories:
        for number, step in enumerate(story.steps, 1):
            where = f"story {story.id}, step {number}"
            found += [f"{where}: no thing {ident}" for ident in step.things if ident not in things]
            lit = {relation for source, relation, target in links if {source, target} <= set(step.things)}
            found += [f"{where}: no two of its things have {name}" for name in step.relations if name not in lit]
    return found


def told(stories: Sequence[Story], things: Collection[str]) -> tuple[Story, ...]:
    """Stories as far as these things carry them: unknown things fall away, then steps and stories without any."""
    kept = []
    for story in stories:
        steps = [
            StoryStep(step.caption, tuple(i for i in step.things if i in things), step.relations, step.years)
            for step in story.steps
        ]
        if all(step.things for step in steps):
            kept.append(Story(story.id, story.title, story.sentence, tuple(steps)))
    return tuple(kept)
