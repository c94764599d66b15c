"""Going on with a session: what of the screen is saved, the question that offers it, and putting it all back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from time import monotonic
from typing import TYPE_CHECKING

from gdtui.app.screens.question import QuestionScreen
from gdtui.core.methods import METHODS
from gdtui.core.printable import printable
from gdtui.files.sessions import SavedSession, Shown, StoredSession
from gdtui.files.state import UnusableError

if TYPE_CHECKING:
    from gdtui.app.app import GdtuiApp
    from gdtui.app.keeping import Keeping, Resume

KEPT = tuple(field.name for field in fields(Shown))
"""What of the simulator's screen is saved beside the runs."""

SECONDS_OF_WORK = 0.03
"""How long rows are worked out before keys are answered again."""
PAUSE = 0.01


def saved(app: GdtuiApp) -> SavedSession:
    """Everything that makes the present screen, for the session's file."""
    shown = Shown(**{what: getattr(app.simulator, what) for what in KEPT})
    return SavedSession(app.history, shown)


def resume(app: GdtuiApp, keeping: Keeping, how: Resume) -> None:
    """Go on with the last session or begin a new one, as it was decided beforehand, or is decided now."""
    found = keeping.find(even_left=how == "always") if how != "never" else None
    if found is None:
        if how == "always" and not keeping.troubles:
            app.simulator.notice = "there is no session to go on with: this is a new one."
        keeping.begin()
    elif how == "always":
        work_on(app, _go_on(app, keeping, found, how))
    else:
        _offer(app, keeping, found)


def work_on(app: GdtuiApp, work: Iterator[tuple[int, int]]) -> None:
    """Do work for a moment, say how far it is, and go on after the keys that wait."""
    until = monotonic() + SECONDS_OF_WORK
    for rows, of in work:
        if monotonic() >= until:
            app.simulator.notice = f"going on: row {rows:,} of {of:,}."
            app.set_timer(PAUSE, lambda: work_on(app, work))
            return


def open_at(app: GdtuiApp, rows: int) -> Iterator[tuple[int, int]]:
    """Step to this row, unless the student has gone elsewhere meanwhile: work that says how far it is."""
    session, notice = app.session, app.simulator.notice
    yield from replace(session, length=rows).replay()
    if app.session.run is session.run:
        app.history = app.history.move(app.session.step(max(rows - 1 - app.session.cursor, 0)))
        app.simulator.notice = notice


def _offer(app: GdtuiApp, keeping: Keeping, found: StoredSession) -> None:
    """Ask whether to go on with a session that was cut off."""
    session = found.saved.history.present
    lesson = app.course.lesson_of(session)
    name = lesson.title if lesson else METHODS[session.parameters.method].title
    row = f"row {session.cursor + 1:,}" + ("" if session.at_newest else f" of {session.length:,}")
    question = f"A session was cut off: {name}, {row}. Go on with it?"
    answers = {"y": "yes, where it stopped", "n": "no, begin anew"}

    def answered(answer: str | None) -> None:
        if answer == "y":
            work_on(app, _go_on(app, keeping, found, "ask"))
        else:
            keeping.begin(forget=answer == "n")

    app.push_screen(QuestionScreen(question, answers, leave="begin anew, ask again next time"), answered)


def _go_on(app: GdtuiApp, keeping: Keeping, found: StoredSession, how: Resume) -> Iterator[tuple[int, int]]:
    """Put everything back to where a saved session stopped: work that says how far it is."""
    app.player.stop()
    before = app.history
    try:
        back = yield from found.replay()
    except UnusableError as error:
        keeping.refuse(error)
        resume(app, keeping, how)
        return
    simulator = app.simulator
    app.player.stop()
    for what in KEPT:
        setattr(simulator, what, getattr(back.shown, what))
    # What the student began while it was on its way can be brought back.
    meanwhile = () if app.history is before else (app.session,)
    app.history = replace(back.history, past=(*back.history.past, *meanwhile))
    lesson = app.session.lesson
    here = "" if lesson is None or app.lesson else f" Its lesson {printable(lesson)} is not here."
    simulator.notice = " ".join((*keeping.troubles, f"back where you stopped.{here}{found.left_out_text}"))
    app.count_goals()
    keeping.take()
