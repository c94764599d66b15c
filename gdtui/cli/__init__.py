"""The commands. Only the bare command opens the screen; the others answer on standard output and need no Textual."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from gdtui import __version__
from gdtui.cli.lessons import lessons
from gdtui.cli.options import STANDARD_OUTPUT, add_lessons, complain, parameter_options
from gdtui.cli.records import open_, verify
from gdtui.cli.runs import listing, run, sweep
from gdtui.cli.screen import start_app


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gdtui", message="%(prog)s %(version)s")
@parameter_options
@click.option(
    "--ascii/--no-ascii",
    "ascii_only",
    default=None,
    help="Write nothing but ASCII.  [default: as locale and terminal say]",
)
@click.option(
    "--plain/--no-plain",
    default=None,
    help="Lines of text and keys a line at a time, for screen readers.  [default: where TERM has no screen]",
)
@click.option(
    "--lessons",
    type=click.Path(exists=True),
    metavar="FILE-OR-FOLDER",
    is_eager=True,
    expose_value=False,
    callback=add_lessons,
    help="Add a teacher's lessons.",
)
@click.pass_context
def cli(context: click.Context, /, ascii_only: bool | None, plain: bool | None, **options: Any) -> None:
    """Step through how a network of one weight learns, by hot and cold or by gradient descent.

    Without a command the screen opens; the commands answer on standard output.
    """
    if context.invoked_subcommand is None:
        start_app(context, {name: value for name, value in options.items() if value is not None})


for command in (run, sweep, listing, verify, open_, lessons):
    cli.add_command(command)


def main() -> NoReturn:
    """The command ``gdtui``: a wrong call is one line on standard error and exit status 2."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        # A sign that the encoding of standard output lacks is no reason to fail.
        sys.stdout.reconfigure(errors="replace")
    try:
        code = cli.main(prog_name="gdtui", standalone_mode=False)
    except click.ClickException as error:
        complain(error.format_message())
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except OSError as error:
        complain(f"{error.strerror}: {error.filename or STANDARD_OUTPUT}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
