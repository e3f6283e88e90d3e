"""The command line: the only room that prints and chooses exit codes.

stdout is data, stderr is talk; exit 0 is fine, 1 means findings, 2 misuse, 130 an interrupted command.
"""

from __future__ import annotations

import os
import sys

import click

from nkgraph import __version__
from nkgraph.cli.build import build
from nkgraph.cli.check import check, fmt
from nkgraph.cli.completion import completion
from nkgraph.cli.export import export
from nkgraph.cli.query import query
from nkgraph.cli.show import show
from nkgraph.cli.stats import stats
from nkgraph.cli.view import view
from nkgraph.errors import InputErrors, NkgraphError

FINDINGS, MISUSE, INTERRUPTED = 1, 2, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="nkgraph")
@click.option("--home", metavar="DIR", envvar="NKGRAPH_HOME", help="Folder with ontology/ and sources/.")
@click.pass_context
def cli(context: click.Context, home: str | None) -> None:
    """Ask, explore and take away a knowledge graph of the North Korean IT sector.

    Every statement is tied to the document that makes it. Inclusion is no accusation.
    """
    context.obj = home


for command in (build, query, show, view, export, check, fmt, stats, completion):
    cli.add_command(command)


def main() -> None:
    """Run the command line; no traceback reaches a user."""
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except InputErrors as error:
        click.echo(str(error), err=True)
        code = FINDINGS
    except NkgraphError as error:
        click.echo(f"nkgraph: {error}", err=True)
        code = MISUSE
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.ClickException as error:
        error.show()
        code = MISUSE
    except (KeyboardInterrupt, click.Abort):
        click.echo("nkgraph: interrupted", err=True)
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        click.echo(f"nkgraph: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""), err=True)
        code = MISUSE
    except MemoryError:
        click.echo("nkgraph: out of memory", err=True)
        code = MISUSE
    sys.exit(code if isinstance(code, int) else 0)
