"""What a goal can ask of a run: each condition as it is read, as it is judged, and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from gdtui.core.figures import counted, short
from gdtui.core.flags import FLAGS, Flag
from gdtui.core.methods import METHODS
from gdtui.core.parameters import Parameters, figures, names
from gdtui.core.printable import printable
from gdtui.lab.attempt import Judged
from gdtui.lab.entries import Entries
from gdtui.lab.lesson import MEMORY_LEVELS, MOST_ITERATIONS, Bounds

BOUNDS = {"at_least": "at_least", "at_most": "at_most", "is": "exactly", "not": "other_than"}


class Condition(NamedTuple):
    """One condition: its name in a lesson's file, what it asks, what reads its value, and what judges a run by it.

    ``read`` takes the value from the table of a goal, which has one of this name, or refuses it; ``lacks`` says what
    the run lacks, and nothing where it meets the value.
    """

    name: str
    asks: str
    read: Callable[[Entries, Mapping[str, Any], str], Any]
    lacks: Callable[[Any, Judged], str]


def _memory(level: int, judged: Judged) -> str:
    # A run shows nothing of it.
    return f"level {level} is not done yet"


def _method(method: str, judged: Judged) -> str:
    return "" if judged.session.parameters.method == method else f"it is not by {method.replace('-', ' ')}"


def _read_changed(entries: Entries, goal: Mapping[str, Any], name: str) -> tuple[str, ...]:
    changed = entries.items(goal, name, len(names()))
    for field in changed:
        if field not in names():
            entries.refuse(name, f"no parameter is called {printable(repr(field))[:40]}")
    return tuple(changed)


def _changed(changed: tuple[str, ...], judged: Judged) -> str:
    differing = _differing(judged.session.parameters, judged.lesson.parameters)
    return next((f"{name} is not the lesson's own" for name in differing if name not in changed), "")


def _differing(parameters: Parameters, own: Parameters) -> list[str]:
    """The parameters in use that are not the lesson's own."""
    in_use, lesson = parameters.in_use(), own.in_use()
    differing = [name for name, value in in_use.items() if name in lesson and value != lesson[name]]
    # Another kind of problem, or another measure, has fields that the lesson's has not.
    return [*differing, *(name for name in parameters.problem.written() if name not in lesson)]


def _read_where(entries: Entries, goal: Mapping[str, Any], name: str) -> tuple[tuple[str, Bounds], ...]:
    bounds = []
    for field, limits in entries.inner(goal, name).items():
        if field not in figures():
            entries.refuse(name, f"no figure is called {printable(repr(field))[:40]}")
        if not isinstance(limits, dict) or not limits or not set(limits) <= set(BOUNDS):
            entries.refuse(name, f"{field} needs some of {', '.join(BOUNDS)}")
        values = {BOUNDS[limit]: entries.figure(limits, limit, name) for limit in limits}
        bounds.append((field, Bounds(**values)))
    return tuple(bounds)


def _where(where: tuple[tuple[str, Bounds], ...], judged: Judged) -> str:
    parameters = judged.session.parameters
    lacks = (_out_of_bounds(field, getattr(parameters, field, None), bounds) for field, bounds in where)
    return next(filter(None, lacks), "")


def _out_of_bounds(field: str, value: float | None, bounds: Bounds) -> str:
    if value is None:
        return f"there is no {field.replace('_', ' ')}"
    if bounds.at_least is not None and value < bounds.at_least:
        return f"{field} {short(value)} is not enough"
    if bounds.at_most is not None and value > bounds.at_most:
        return f"{field} {short(value)} is too much"
    if (bounds.exactly is not None and value != bounds.exactly) or value == bounds.other_than:
        return f"{field} is {short(value)} now"
    return ""


def _read_flag(entries: Entries, goal: Mapping[str, Any], name: str) -> Flag:
    return Flag(entries.choice(goal, name, FLAGS))


def _no_flag(flag: Flag, judged: Judged) -> str:
    return f"this run was {flag} already" if flag in judged.attempt.flags else ""


def _flag(flag: Flag, judged: Judged) -> str:
    return "" if flag in judged.attempt.flags else f"not {flag} yet"


def _read_updates(entries: Entries, goal: Mapping[str, Any], name: str) -> int:
    return entries.count(goal, name, 0, MOST_ITERATIONS)


def _updates_at_most(most: int, judged: Judged) -> str:
    return f"more than {counted(most, 'update')}" if _updates(most, judged) > most else ""


def _updates(most: int, judged: Judged) -> int:
    """The updates that count: to the first row with the flag that is asked for, else to the row shown."""
    session, flag = judged.session, judged.goal.asks.get("flag")
    if flag is None or session.cursor <= most:
        return session.cursor
    return next((row.iteration - 1 for row in session.run.rows(0, most + 1) if flag in row.flags), session.cursor)


def _updates_at_least(least: int, judged: Judged) -> str:
    return f"fewer than {counted(least, 'update')} yet" if judged.session.cursor < least else ""


def _error_at_most(most: float, judged: Judged) -> str:
    # Written so that an error that is nan meets no bound.
    return "" if judged.session.current.error <= most else f"the error is above {short(most)}"


def _error_at_least(least: float, judged: Judged) -> str:
    return "" if judged.session.current.error >= least else f"the error is below {short(least)}"


CONDITIONS: dict[str, Condition] = {
    each.name: each
    for each in (
        Condition(
            "memory",
            "so many levels of the loop from memory, instead of a run",
            lambda entries, goal, name: entries.count(goal, name, 1, MEMORY_LEVELS),
            _memory,
        ),
        Condition(
            "method",
            "a method, by the name that `--method` takes",
            lambda entries, goal, name: entries.choice(goal, name, METHODS),
            _method,
        ),
        Condition("changed", "the parameters that alone may differ from the lesson's", _read_changed, _changed),
        Condition("where", "bounds of parameters: `at_least`, `at_most`, `is`, `not`", _read_where, _where),
        Condition("no_flag", "a flag that no row so far bears", _read_flag, _no_flag),
        Condition("flag", "a flag that a row so far bears", _read_flag, _flag),
        Condition(
            "updates_at_most",
            "at most so many updates before the row shown; with a flag, before the first row that bears it",
            _read_updates,
            _updates_at_most,
        ),
        Condition(
            "updates_at_least", "at least so many updates before the row shown", _read_updates, _updates_at_least
        ),
        Condition("error_at_most", "an error of the row shown that is no larger", Entries.figure, _error_at_most),
        Condition("error_at_least", "an error of the row shown that is no smaller", Entries.figure, _error_at_least),
    )
}
"""Every condition by its name; a run that lacks several is told the first of them."""
