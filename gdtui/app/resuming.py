"""Going on with a session: what of the screen is saved, the question that offers it, and putting it all back."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from gdtui.app.screens.question import QuestionScreen
from gdtui.core.methods import METHODS
from gdtui.core.printable import printable
from gdtui.files.sessions import SavedSession, Shown

if TYPE_CHECKING:
    from gdtui.app.app import GdtuiApp
    from gdtui.app.keeping import Keeping, Resume

KEPT = tuple(field.name for field in fields(Shown))
"""What of the simulator's screen is saved beside the runs."""


def saved(app: GdtuiApp) -> SavedSession:
    """Everything that makes the present screen, for the session's file."""
    shown = Shown(**{what: getattr(app.simulator, what) for what in KEPT})
    return SavedSession(app.history, shown)


def resume(app: GdtuiApp, keeping: Keeping, how: Resume) -> None:
    """Go on with the last session or begin a new one, as it was decided beforehand, or is decided now."""
    found = keeping.find(even_left=how == "always") if how != "never" else None
    if found is None:
        if how == "always":
            app.simulator.notice = "there is no session to go on with: this is a new one."
        keeping.begin()
    elif how == "always":
        _go_on(app, keeping, found)
    else:
        _offer(app, keeping, found)


def _offer(app: GdtuiApp, keeping: Keeping, found: SavedSession) -> None:
    """Ask whether to go on with a session that was cut off."""
    session = found.history.present
    lesson = app.learning.lesson_of(session)
    name = lesson.title if lesson else METHODS[session.parameters.method].title
    row = f"row {session.cursor + 1:,}" + ("" if session.at_newest else f" of {session.length:,}")
    question = f"A session was cut off: {name}, {row}. Go on with it?"
    answers = {"y": "yes, where it stopped", "n": "no, begin anew"}

    def answered(answer: str | None) -> None:
        if answer == "y":
            _go_on(app, keeping, found)
        else:
            keeping.begin(forget=answer == "n")

    app.push_screen(QuestionScreen(question, answers, leave="begin anew, ask again next time"), answered)


def _go_on(app: GdtuiApp, keeping: Keeping, found: SavedSession) -> None:
    """Put everything back to where a saved session stopped."""
    simulator = app.simulator
    app.player.stop()
    for what in KEPT:
        setattr(simulator, what, getattr(found.shown, what))
    app.history = found.history
    lesson = app.session.lesson
    here = "" if lesson is None or app.lesson else f" Its lesson {printable(lesson)} is not here."
    simulator.notice = f"back where you stopped.{here}"
    app.count_goals()
    keeping.take()
