"""``nkgraph completion``: the script that lets a shell complete verbs, options and entity ids."""

from __future__ import annotations

import click


@click.command(short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a completion script; put  eval "$(nkgraph completion bash)"  into your shell's start file."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(context.find_root().command, {}, "nkgraph", "_NKGRAPH_COMPLETE").source())
