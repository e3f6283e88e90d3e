"""Write docs/questions.md from the question library and its pinned answers: ``python docs/make_questions.py``.

The same library and the same pins give the same bytes; tests/test_questions.py holds the file to them.
"""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from nkgraph.files import write_text
from nkgraph.questions import all_questions
from nkgraph.questions.question import PICTURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nkgraph.questions import Question

ROOT = Path(__file__).resolve().parents[1]
_KINDS = {
    "neighbourhood": "the neighbourhood of the thing",
    "path": "a path",
    "timeline": "the timeline",
    "map": "the map",
}


def page(root: Path) -> str:
    """The whole of docs/questions.md."""
    questions = all_questions()
    lines = [
        "# The question library",
        "",
        "<!-- Written by docs/make_questions.py; edit the .rq files under graph/nkgraph/questions/library/. -->",
        "",
        f"{len(questions)} questions that people ask of this graph, each in SPARQL that gives the same rows on the",
        "embedded store, on rdflib, on an Oxigraph server and on Virtuoso. The number of rows is that of the default",
        "values on the present tables. Inclusion is no accusation.",
        "",
        "```sh",
        'nkgraph questions --search "joint venture"',
        "nkgraph questions clients-of",
        "nkgraph query --question clients-of --set provider=Nosotek",
        "nkgraph query --question is-designated --at http://localhost:7878/query",
        "```",
        "",
        "```python",
        'nkgraph.open().ask("clients-of", provider="Nosotek")',
        "```",
        "",
        *_contents(questions),
    ]
    for topic, some in groupby(questions, key=lambda question: question.topic):
        lines += ["", f"## {topic[:1].upper()}{topic[1:]}"]
        for question in some:
            lines += ["", *_question(question, root)]
    return "\n".join(lines) + "\n"


def _contents(questions: tuple[Question, ...]) -> Iterator[str]:
    yield "| topic | questions |"
    yield "| --- | --- |"
    for topic, some in groupby(questions, key=lambda question: question.topic):
        yield f"| [{topic}](#{topic}) | {', '.join(f'[{one.id}](#{one.id})' for one in some)} |"


def _question(question: Question, root: Path) -> Iterator[str]:
    yield f"### {question.id}"
    yield ""
    yield f"**{question.title}** {question.why}"
    yield ""
    yield f"- asked by: {question.who}"
    yield f"- answer: {_answer(question, root)}"
    yield f"- drawn by: {_view(question.view)}"
    for one in question.parameters:
        yield f"- parameter `{one.name}` ({one.kind}), if not set `{one.default}`"
    yield ""
    yield "```sparql"
    yield from question.body.splitlines()
    yield "```"


def _answer(question: Question, root: Path) -> str:
    with (root / "tests" / "answers" / f"{question.id}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    if question.answer == "yes or no":
        return rows[0][0]
    what = "triples" if question.answer == "graph" else "row" if len(rows) == 1 else "rows"
    return f"{len(rows)} {what}" + (f"; may be empty: {question.may_be_empty}" if question.may_be_empty else "")


def _view(name: str) -> str:
    if name == "none":
        return "a table"
    return _KINDS[name] if name in PICTURES else f"`nkgraph view --view {name}`"


def main() -> None:
    """Write the file and name it."""
    write_text(ROOT / "docs" / "questions.md", page(ROOT))
    print("docs/questions.md")


if __name__ == "__main__":
    main()
