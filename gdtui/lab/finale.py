"""The end of the course: what it came to, in figures of the student's own runs, and what there is to do next."""

from __future__ import annotations

import math
from collections.abc import Iterable

from gdtui.core.figures import counted, short
from gdtui.core.flags import Flag
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.lab.prediction import Score

NEXT = (
    "c  pin a run, change one thing, and let two runs go side by side",
    "a  the map: every input and alpha at once, and where you are on it",
    "h  take hold of a figure and feel how the bowl answers",
    "gdtui --method momentum  learns with a memory of its last move",
    "gdtui --loop FILE  runs lines of your own: write a rule, watch it",
)
"""What there is to do next."""


def what_it_came_to(done: int, of: int, score: Score, sessions: Iterable[Session]) -> tuple[str, ...]:
    """A few paragraphs; of the runs those that are still at hand count."""
    runs = list(sessions)
    said = [f"You have done {done} of {counted(of, 'lesson')}." if done < of else f"You have done all {of} lessons."]
    if score.asked:
        said.append(f"You said first what {counted(score.asked, 'run')} would do, and were right {score.right} times.")
    rows = sum(session.length for session in runs)
    said.append(f"You looked at {counted(rows, 'row')} in {counted(len(runs), 'run')}.")
    landed = [session for session in runs if _landed(session) is not None]
    if landed:
        best = min(landed, key=lambda session: _landed(session) or 0)
        said.append(
            f"Your fastest landed after {counted(_landed(best) or 0, 'update')}, with {_values(best.parameters)}."
        )
    worst = max(runs, key=_last_error)
    if Flag.DIVERGING in worst.run.row(worst.length - 1).flags:
        said.append(f"Your wildest reached an error of {short(_last_error(worst))}, with {_values(worst.parameters)}.")
    return tuple(said)


def _landed(session: Session) -> int | None:
    """After how many updates a run was converged; None where it was not by its last row."""
    if Flag.CONVERGED not in session.run.row(session.length - 1).flags:
        return None
    return next(row.iteration - 1 for row in session.run.rows(0, session.length) if Flag.CONVERGED in row.flags)


def _last_error(session: Session) -> float:
    """The last error that is a number."""
    errors = (session.run.row(index).error for index in (session.length - 1, max(session.length - 2, 0)))
    return next((error for error in errors if math.isfinite(error)), 0.0)


def _values(parameters: Parameters) -> str:
    """What the run was made from, but for its method."""
    left_out = ("method", "tolerance", *parameters.problem.told())
    return ", ".join(f"{name} {value}" for name, value in parameters.told().items() if name not in left_out)
