"""The commands. Only the bare command opens the screen; the others answer on standard output and need no Textual."""

from __future__ import annotations

import importlib
import os
import sys
from io import TextIOBase, TextIOWrapper
from typing import Any, NoReturn

import click

from gdtui import __version__
from gdtui.cli.kiosk import kiosk_options, taken_kiosk
from gdtui.cli.options import KIOSK, STANDARD_OUTPUT, add_lessons, complain, parameter_options, said, screen_values
from gdtui.cli.terminal import uninterrupted

COMMANDS = {
    "run": "gdtui.cli.runs:run",
    "sweep": "gdtui.cli.runs:sweep",
    "listing": "gdtui.cli.runs:listing",
    "chart": "gdtui.cli.chart_command:chart",
    "verify": "gdtui.cli.verify_command:verify",
    "open": "gdtui.cli.verify_command:open_",
    "follow": "gdtui.cli.follow_command:follow",
    "lessons": "gdtui.cli.lessons:lessons",
    "serve": "gdtui.cli.serve:serve",
}
"""Every command, and where it is: only the one that is asked for is loaded."""


class Commands(click.Group):
    """The commands of that table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
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
    help="Lines of text instead of a screen, for screen readers and scripts.  [default: where TERM has no screen]",
)
@click.option("--resume/--fresh", default=None, help="Go on with the last session, or begin a new one.")
@click.option(
    "--broadcast", type=click.Path(), metavar="FILE", help="Append what the screen shows to a file, for a class."
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
@kiosk_options
@click.pass_context
def cli(
    context: click.Context,
    /,
    ascii_only: bool | None,
    plain: bool | None,
    resume: bool | None,
    broadcast: str | None,
    **options: Any,
) -> None:
    """Step through how a network of one weight learns, by hot and cold or by gradient descent.

    Without a command the screen opens; the commands answer on standard output.
    """
    command = context.invoked_subcommand
    context.meta[KIOSK] = kiosk = taken_kiosk(options, for_screen=command in (None, "follow"))
    given = said(options)
    if kiosk is not None and broadcast is not None:
        raise click.UsageError("--broadcast is the teacher's, and a kiosk is for students.")
    if command is not None:
        if resume is not None:
            raise click.UsageError("--resume and --fresh are for the screen, not for commands.")
        if plain:
            raise click.UsageError("--plain is for stepping, not for commands.")
        if broadcast is not None and command not in ("open", "follow"):
            raise click.UsageError("--broadcast is for the screen, not for commands.")
        return
    if resume and given:
        raise click.UsageError("--resume goes on with the values of the last session: leave the others out.")
    if plain and (kiosk is not None or broadcast is not None):
        raise click.UsageError("--plain goes neither with kiosk mode nor with --broadcast.")
    from gdtui.cli.screen import screen_is_missing, start_app

    values = screen_values(given)
    if plain or (plain is None and kiosk is None and broadcast is None and screen_is_missing()):
        from gdtui.cli.plain_command import start_plain

        start_plain(context, given, resume)
    how = {None: "ask", True: "always", False: "never"}[resume]
    start_app(context, {**values, "opening": not given or "lesson" in given, "resume": how})


class ClosedOutput(TextIOBase):
    """In the place of a standard output that is closed: no fault until something is to be written to it."""

    encoding = "utf-8"

    def write(self, text: str) -> NoReturn:
        raise click.ClickException(f"{STANDARD_OUTPUT} is closed.")

    def isatty(self) -> NoReturn:
        self.write("")

    def fileno(self) -> int:
        return 1


def main() -> NoReturn:
    """The command ``gdtui``: a wrong call is one line on standard error and exit status 2."""
    if sys.stdout is None:
        # Whatever is opened first must not come to be standard output in its place.
        os.dup2(os.open(os.devnull, os.O_RDONLY), 1)
        sys.stdout = ClosedOutput()
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        # A sign that the encoding of standard output lacks is no reason to fail.
        sys.stdout.reconfigure(errors="replace")
    try:
        with uninterrupted():
            pass  # what came while this was loaded comes now
        code = cli.main(prog_name="gdtui", standalone_mode=False)
    except click.ClickException as error:
        complain(error.format_message())
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except OSError as error:
        complain(f"{error.strerror}: {error.filename or STANDARD_OUTPUT}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
