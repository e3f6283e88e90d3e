"""``nkgraph questions``: the library of questions, listed, searched and explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from nkgraph.cli.talk import complete_question, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nkgraph.questions import Question


@click.command(short_help="List, search and explain the library of questions.")
@click.argument("question", required=False, shell_complete=complete_question)
@click.option("-s", "--search", "words", metavar="WORDS", help="Only questions that hold all these words.")
@click.option("--topic", metavar="TOPIC", help="Only questions of this topic.")
def questions(question: str | None, words: str | None, topic: str | None) -> None:
    """List the questions of the library, or explain one: why it is asked, its parameters, its query.

    \b
    nkgraph questions --topic ownership
    nkgraph questions --search "shared partner"
    nkgraph questions clients-of
    nkgraph query --question clients-of --set provider=Nosotek
    """
    from nkgraph.questions import all_questions, find_question, search

    if question is not None:
        if words or topic:
            raise click.UsageError("give a question, or --search and --topic, not both")
        for line in explained(find_question(question)):
            click.echo(line)
        return
    found: Sequence[Question] = all_questions()
    if topic is not None:
        found = _of_topic(topic, found)
    if words is not None:
        found = search(words, found)
    if not found:
        raise click.UsageError("no question holds all these words; try fewer, or list all: nkgraph questions")
    print_table(("id", "topic", "title"), [(one.id, one.topic, one.title) for one in found])


def _of_topic(topic: str, found: Sequence[Question]) -> Sequence[Question]:
    from nkgraph.questions.library import suggestion

    topics = sorted({one.topic for one in found})
    if topic not in topics:
        raise click.UsageError(f"no topic {topic}; {suggestion(topic, topics)}; all: {', '.join(topics)}")
    return [one for one in found if one.topic == topic]


def explained(question: Question) -> Iterator[str]:
    """A question for reading."""
    yield question.title
    yield "=" * len(question.title)
    yield question.why
    yield f"Asked by: {question.who}.  Topic: {question.topic}.  Answer: {question.answer}.  View: {question.view}."
    if question.may_be_empty:
        yield f"May be empty: {question.may_be_empty}."
    if question.parameters:
        yield ""
        yield "parameters"
        yield "----------"
        for one in question.parameters:
            yield f"{one.name} ({one.kind}), if not set: {one.default}"
    yield ""
    yield "query"
    yield "-----"
    yield from question.body.splitlines()
    yield ""
    sets = "".join(f" --set {one.name}='{one.default}'" for one in question.parameters)
    yield f"nkgraph query --question {question.id}{sets}"
