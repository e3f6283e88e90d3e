"""The verbs: which module holds each, imported when it is called, so that a shell does not wait for all of them."""

from __future__ import annotations

from importlib import import_module

import click

VERBS: dict[str, tuple[str, str]] = {
    "build": ("build", "Build Turtle, store, page and site from the tables."),
    "query": ("query", "Ask a SPARQL query: text, a file, standard input, or a question of the library."),
    "questions": ("questions", "List, search and explain the library of questions."),
    "show": ("show", "Show what is known of one entity, with documents."),
    "view": ("view", "Write an interactive HTML page."),
    "export": ("export", "Write the graph as Turtle, JSON-LD, GraphML, CSV ..."),
    "push": ("push", "Load the graph into another store, or write its bulk-load files."),
    "serve": ("serve", "Serve explorer, query page and SPARQL endpoint on this machine."),
    "check": ("check", "Check tables, rules and shapes; name every fault."),
    "fmt": ("check", "Write the tables in their one canonical form."),
    "stats": ("stats", "Count what the graph holds."),
    "completion": ("completion", "Print the completion script of a shell."),
}
"""Verb to its module in this room and its line in the overview."""


class Verbs(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, _: click.Context) -> list[str]:
        """The verbs in reading order."""
        return list(VERBS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb, or None."""
        if cmd_name not in VERBS:
            return None
        found = getattr(import_module(f"nkgraph.cli.{VERBS[cmd_name][0]}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, from the lines above: no verb is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in VERBS.items()])
