"""Plain mode from the command line: standard input and output, and the session on disk after every line."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn

import click

from gdtui.cli.options import ADDED_LESSONS, NOTICE, asks_for_ascii, complain, run_parameters
from gdtui.cli.screen import fault_line
from gdtui.core.work import finished
from gdtui.lab.ascii import ascii_text

if TYPE_CHECKING:
    from gdtui.workspace.keeping import Keeping

SECONDS_A_WORD = 1.0
"""How often it is said how far work is that nobody can see."""
LONGEST_LINE = 10_000
"""Bytes; what follows counts as another line."""


def start_plain(context: click.Context, options: dict[str, Any], resume: bool | None) -> NoReturn:
    """Read lines until there are no more or one says to leave; exit status 0."""
    if sys.stdin is None:
        raise click.ClickException("standard input is closed, and plain mode reads its lines there.")
    from gdtui.core.session import Session
    from gdtui.lab.catalogue import lessons
    from gdtui.plain.reader import Reader
    from gdtui.workspace.course import Course
    from gdtui.workspace.keeping import Keeping
    from gdtui.workspace.workspace import Workspace

    session = Session.start(run_parameters(options)[0], options.get("lesson"))
    workspace = Workspace(session, lambda: Course(context.meta.get(ADDED_LESSONS, lessons())))
    reader, keeping = Reader(workspace, _read, _write), Keeping(workspace, None)
    if not context.params["plain"]:
        _write("No screen can be drawn on this terminal, so gdtui goes on in lines.")
    if context.meta.get(NOTICE):
        _write(context.meta[NOTICE])
    _go_on(keeping, resume)
    workspace.attach(keeping)
    try:
        reader.run()
    except (OSError, click.ClickException):
        raise  # the way in or out is broken, which is no fault of ours
    except Exception as error:
        workspace.flush()
        complain(fault_line(error))
        sys.exit(1)
    keeping.save(left=True)
    sys.exit(0)


def _go_on(keeping: Keeping, resume: bool | None) -> None:
    """Go on with the last session, where that is wanted, or begin a new one."""
    asks = resume is None and sys.stdin.isatty()
    while keeping.find("always" if resume else "ask" if asks else "never"):
        if asks:
            _write(f"{keeping.offer} Type y to go on with it, anything else to begin anew.")
            typed = _read()
            if typed is None or typed.strip() != "y":
                # Where nobody said no, it is offered again.
                keeping.begin(forget=typed is not None)
                return
        if finished(keeping.bring_back(), HowFar().tell):
            return


class HowFar:
    """Says how far work is that takes longer than a moment."""

    def __init__(self) -> None:
        self._due = monotonic() + SECONDS_A_WORD

    def tell(self, come: tuple[int, int]) -> None:
        """So many rows are there, of so many."""
        if monotonic() >= self._due:
            self._due = monotonic() + SECONDS_A_WORD
            _write("Going on: row {:,} of {:,}.".format(*come))


def _read() -> str | None:
    line = sys.stdin.buffer.readline(LONGEST_LINE)
    return line.decode("utf-8", "replace") if line else None


def _write(line: str) -> None:
    sys.stdout.write((ascii_text(line) if asks_for_ascii("-") else line) + "\n")
    sys.stdout.flush()
