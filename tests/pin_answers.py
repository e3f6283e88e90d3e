"""Write tests/answers/: the answer of every question on the real graph. Run by hand: ``make pins``.

Each file is the engine's CSV with its rows sorted; a graph is a table of its triples, a yes or no a table of one cell.
Read the difference (``git diff tests/answers``) before it is committed: it is what the edit of the tables changed.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import nkgraph
from nkgraph.files import write_text
from nkgraph.questions import Question, all_questions
from nkgraph.questions.binding import Known, bind, read_values
from nkgraph.store.answers import Triples

FOLDER = Path(__file__).with_name("answers")


def query_of(question: Question, graph: nkgraph.KnowledgeGraph) -> str:
    """The question with its default values bound."""
    return bind(question, read_values(question, {}, Known(graph.things, graph.store.store)))


def pinned(question: Question, graph: nkgraph.KnowledgeGraph) -> str:
    """The text of the question's pin."""
    text = query_of(question, graph)
    if question.answer == "rows":
        head, *rows = graph.store.answer(text, "csv").decode("utf-8").splitlines()
        return "\n".join([head, *sorted(rows)]) + "\n"
    answer = graph.store.ask(text)
    if isinstance(answer, Triples):
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("subject", "predicate", "object"))
        writer.writerows(sorted(tuple(str(term) for term in triple) for triple in answer))
        return stream.getvalue()
    return f"answer\n{'yes' if answer else 'no'}\n"


def main() -> None:
    """Write all pins and remove those of questions that are gone."""
    graph = nkgraph.open(FOLDER.parents[1])
    kept = {f"{question.id}.csv" for question in all_questions()}
    for path in FOLDER.glob("*.csv"):
        if path.name not in kept:
            path.unlink()
    for question in all_questions():
        write_text(FOLDER / f"{question.id}.csv", pinned(question, graph))
    print(f"{len(kept)} answers pinned in {FOLDER.name}/")


if __name__ == "__main__":
    main()
