"""What is said about two runs beside each other: how they differ, which is nearer, and what each needs."""

from __future__ import annotations

from gdtui.core.figures import counted, short
from gdtui.core.forecast import forecast
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session

PINNED, BESIDE = "A", "B"
"""The names of the pinned run, and of the run beside it that can be changed."""


def difference(parameters: Parameters, other: Parameters) -> str:
    """What these parameters have that the others have not, in a few words; empty where they are the same."""
    told, theirs = parameters.told(), other.in_use()
    differing = []
    if parameters.method != other.method:
        first = [f"{knob.name} {told[knob.name]}" for knob in parameters.rule.knobs[:1]]
        differing = [", ".join((parameters.rule.title, *first))]
    for name, value in parameters.in_use().items():
        if name in parameters.problem.written():
            differs = value != theirs.get(name)
        else:
            differs = name != "method" and name in theirs and value != theirs[name]
        if differs:
            differing.append(f"{name} {told[name]}")
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
    predictions = updates * session.parameters.rule.predictions * session.parameters.problem.times
    if briefly:
        return f"{about}{updates:,}, {predictions:,} predictions"
    return f"{about}{counted(updates, 'update')}, {counted(predictions, 'prediction')}"


def nearer(session: Session, beside: Session, digits: int = 6) -> str:
    """The errors of the two rows shown, and which is smaller."""
    error, other = session.current.error, beside.current.error
    # An error that can be below 0 is no distance from anything.
    is_distance = all(each.parameters.problem.has_floor for each in (session, beside))
    smaller, same = ("nearer", "both are equally near") if is_distance else ("lower", "both are equally low")
    result = same if error == other else f"{BESIDE if error < other else PINNED} is {smaller}"
    where = f"row {session.cursor + 1:,}"
    if beside.cursor < session.cursor:
        where += f" ({PINNED} ended at {beside.cursor + 1:,})"
    return f"{where}: error {PINNED} {short(other, digits)}, {BESIDE} {short(error, digits)}: {result}"
