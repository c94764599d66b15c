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
    from gdtui.core.session import History

SECONDS_A_WORD = 1.0
"""How often it is said how far work is that nobody can see."""
LONGEST_LINE = 10_000
"""Bytes; what follows counts as another line."""


def start_plain(context: click.Context, options: dict[str, Any], resume: bool | None) -> NoReturn:
    """Read lines until there are no more or one says to leave; exit status 0."""
    if sys.stdin is None:
        raise click.ClickException("standard input is closed, and plain mode reads its lines there.")
    from gdtui.core.session import History, Session
    from gdtui.files.learning import Learning
    from gdtui.lab.catalogue import lessons
    from gdtui.plain.reader import Reader

    learning = Learning(context.meta.get(ADDED_LESSONS, lessons()))
    history = History(Session.start(run_parameters(options)[0], options.get("lesson")))
    kept = Kept()
    if not context.params["plain"]:
        _write("No screen can be drawn on this terminal, so gdtui goes on in lines.")
    if context.meta.get(NOTICE):
        _write(context.meta[NOTICE])
    history = kept.found(history, resume)
    reader = Reader(history, learning, _read, _write, kept.keep)
    try:
        reader.run()
    except (OSError, click.ClickException):
        raise  # the way in or out is broken, which is no fault of ours
    except Exception as error:
        kept.keep(reader.history)
        complain(fault_line(error))
        sys.exit(1)
    kept.keep(reader.history, left=True)
    sys.exit(0)


class Kept:
    """The session's file; trouble with it is told once."""

    def __init__(self) -> None:
        from gdtui.charts.views import CHART_VIEWS
        from gdtui.files.sessions import Shown
        from gdtui.files.slots import Slots

        self._slots = Slots(views=CHART_VIEWS)
        self._slot: Any = None
        self._shown = Shown()
        self._told = False

    def found(self, history: History, resume: bool | None) -> History:
        """The session to go on with: the last one, where that is wanted, or this new one."""
        from gdtui.files.state import UnusableError

        try:
            found = None
            if resume or (resume is None and sys.stdin.isatty()):
                found = self._slots.last(even_left=bool(resume))
            for trouble in self._slots.troubles:
                _write(trouble)
            if found and not resume:
                _write("A session was cut off. Type y to go on with it, anything else to begin anew.")
                typed = _read()
                if typed is None:
                    found[0].release()  # nobody said no: it is offered again
                    found = None
                elif typed.strip() != "y":
                    self._slots.decline(*found)
                    found = None
            while found:
                slot, stored = found
                try:
                    saved = finished(stored.replay(), HowFar().tell)
                except UnusableError as error:
                    self._slots.refuse(slot, error)
                    _write(self._slots.troubles[-1])
                    found = self._slots.last(even_left=bool(resume))
                    continue
                self._slot = slot
                self._slot.sweep()
                self._shown = saved.shown
                _write(f"Back where you stopped.{stored.left_out_text}")
                return saved.history
            self._slot = self._slots.new()
        except OSError as error:
            _write(self._trouble(error))
        return history

    def keep(self, history: History, left: bool = False) -> str:
        """Put the session on disk; a line where that does not work, the first time."""
        from gdtui.files.sessions import SavedSession, session_text

        if self._slot is None:
            return ""
        try:
            saved = SavedSession(history, self._shown, left)
            self._slot.save(session_text(saved))
        except OSError as error:
            return self._trouble(error)
        self._told = False
        return ""

    def _trouble(self, error: OSError) -> str:
        if self._told:
            return ""
        self._told = True
        return f"The session cannot be kept ({error.strerror}): {self._slots.path}. gdtui goes on."


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
