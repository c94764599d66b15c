"""Going on with a session on the screen: the question that offers it, and work that lets keys be answered meanwhile."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

from gdtui.app.beside import beside
from gdtui.app.screens.question_screen import QuestionScreen
from gdtui.app.screens.simulator import SimulatorScreen
from gdtui.workspace.keeping import Keeping, Resume

SECONDS_OF_WORK = 0.03
"""How long rows are worked out before keys are answered again."""
PAUSE = 0.01


def work_on(screen: SimulatorScreen, work: Iterator[tuple[int, int]]) -> None:
    """Do work for a moment, say how far it is, and go on after the keys that wait."""
    until = monotonic() + SECONDS_OF_WORK
    for rows, of in work:
        if monotonic() >= until:
            screen.workspace.tell(f"going on: row {rows:,} of {of:,}.")
            screen.set_timer(PAUSE, lambda: work_on(screen, work))
            return


def open_at(screen: SimulatorScreen, rows: int) -> Iterator[tuple[int, int]]:
    """Step to this row, unless the student has gone elsewhere meanwhile: work that says how far it is."""
    workspace, notice = screen.workspace, screen.notice
    session = workspace.session
    yield from replace(session, length=rows).replay()
    if workspace.session.run is session.run:
        workspace.step(max(rows - 1 - workspace.session.cursor, 0))
        workspace.tell(notice)


def keep(screen: SimulatorScreen, state: Path | None, how: Resume) -> Keeping:
    """Begin to keep the session on disk, in this folder or the platform's, or go on with the last one."""
    keeping = Keeping(screen.workspace, state, screen.set_timer, beside)
    screen.workspace.attach(keeping)
    resume(screen, keeping, how)
    return keeping


def resume(screen: SimulatorScreen, keeping: Keeping, how: Resume) -> None:
    """Go on with the last session or begin a new one, as it was decided beforehand, or is decided now."""
    if not keeping.find(how):
        return
    if how == "always":
        work_on(screen, _go_on(screen, keeping, how))
        return

    def answered(answer: str | None) -> None:
        if answer == "y":
            work_on(screen, _go_on(screen, keeping, how))
        else:
            keeping.begin(forget=answer == "n")

    answers = {"y": "yes, where it stopped", "n": "no, begin anew"}
    question = QuestionScreen(f"{keeping.offer} Go on with it?", answers, leave="begin anew, ask again next time")
    screen.app.push_screen(question, answered)


def _go_on(screen: SimulatorScreen, keeping: Keeping, how: Resume) -> Generator[tuple[int, int]]:
    screen.player.stop()
    came_out = yield from keeping.bring_back()
    screen.player.stop()
    if not came_out:
        resume(screen, keeping, how)
