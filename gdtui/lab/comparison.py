"""What is said about two runs beside each other: how they differ, which is nearer, and what each needs."""

from __future__ import annotations

from gdtui.core.figures import counted, short
from gdtui.core.forecast import forecast
from gdtui.core.methods import METHODS
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session

PINNED, BESIDE = "A", "B"
"""The names of the pinned run, and of the run beside it that can be changed."""


def difference(parameters: Parameters, other: Parameters) -> str:
    """What these parameters have that the others have not, in a few words; empty where they are the same."""
    if parameters.method != other.method:
        own = METHODS[parameters.method].knobs[0].name
        differing = [f"{METHODS[parameters.method].title}, {own} {short(getattr(parameters, own))}"]
    else:
        differing = []
    for name, value in parameters.in_use().items():
        if name != "method" and name in other.in_use() and value != getattr(other, name):
            differing.append(f"{name} {'yes' if value is True else 'no' if value is False else short(value)}")
    return ", ".join(differing)


def heading(session: Session, pinned: Parameters) -> str:
    """Which run is which."""
    ours, theirs = difference(session.parameters, pinned), difference(pinned, session.parameters)
    if not ours:
        return f"{PINNED} and {BESIDE} are the same: e or m changes {BESIDE}"
    return f"{PINNED} {theirs} | {BESIDE} {ours}"


def score(session: Session, beside: Session, *, briefly: bool = False) -> str:
    """What each run needs to reach the tolerance, in updates and in predictions."""
    needs = [f"{name} {_need(each, briefly)}" for name, each in ((PINNED, beside), (BESIDE, session))]
    return f"score: {'; '.join(needs)}"


def _need(session: Session, briefly: bool) -> str:
    seen = forecast(session.parameters)
    updates = seen.iterations_to_tolerance
    if updates is None:
        return "never gets there"
    about = "" if seen.counted else "about "
    predictions = updates * session.parameters.rule.predictions
    if briefly:
        return f"{about}{updates:,}, {predictions:,} predictions"
    return f"{about}{counted(updates, 'update')}, {counted(predictions, 'prediction')}"


def nearer(session: Session, beside: Session, digits: int = 6) -> str:
    """The errors of the two rows shown, and which is smaller."""
    error, other = session.current.error, beside.current.error
    result = "both are as near" if error == other else f"{BESIDE if error < other else PINNED} is nearer"
    where = f"row {session.cursor + 1:,}"
    if beside.cursor < session.cursor:
        where += f" ({PINNED} ended at {beside.cursor + 1:,})"
    return f"{where}: error {PINNED} {short(other, digits)}, {BESIDE} {short(error, digits)}: {result}"
