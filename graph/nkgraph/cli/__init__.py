"""The command line: the only room that prints and chooses exit codes.

stdout is data, stderr is talk; exit 0 is fine, 1 means findings, 2 misuse, 130 an interrupted command.
"""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from nkgraph import __version__
from nkgraph.cli.verbs import Verbs
from nkgraph.errors import InputErrors, NkgraphError

FINDINGS, MISUSE, INTERRUPTED = 1, 2, 130


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="nkgraph")
@click.option("--home", metavar="DIR", envvar="NKGRAPH_HOME", help="Folder with ontology/ and sources/.")
@click.pass_context
def cli(context: click.Context, home: str | None) -> None:
    """Ask, explore and take away a knowledge graph of the North Korean IT sector.

    Every statement is tied to the document that makes it. Inclusion is no accusation.
    """
    context.obj = home


def main() -> None:
    """Run the command line; no traceback reaches a user."""
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except click.ClickException as error:
        error.show()
        code = MISUSE
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("NKGRAPH_DEBUG"):
            raise
        said, code = _said(error)
        click.echo(said, err=True)
    _leave(code if isinstance(code, int) else 0)


def _leave(code: int) -> NoReturn:
    """End the process when all is done; the interpreter would take ten milliseconds to take itself apart."""
    atexit._run_exitfuncs()  # noqa: SLF001 - what sys.exit would do first
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _said(error: BaseException) -> tuple[str, int]:
    """What is said of an error, and the exit code that goes with it."""
    if isinstance(error, InputErrors):
        return str(error), FINDINGS
    if isinstance(error, NkgraphError):
        return f"nkgraph: {error}", MISUSE
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return "nkgraph: interrupted", INTERRUPTED
    if isinstance(error, MemoryError):
        return "nkgraph: out of memory", MISUSE
    if isinstance(error, OSError):
        return f"nkgraph: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""), MISUSE
    what = f"{type(error).__name__}: {error}"
    return f"nkgraph: internal fault ({what}); please report it, with NKGRAPH_DEBUG=1 for the trace", MISUSE
