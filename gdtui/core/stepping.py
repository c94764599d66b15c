"""From one row to the next: what takes an update, and what the next row is carried."""

from __future__ import annotations

from collections.abc import Callable

from gdtui.core.compiled import stepper
from gdtui.core.given import Given
from gdtui.core.row import Row, figures_type, unflagged


def stepping(parameters: Given) -> Callable[..., Row]:
    """A function from an iteration's number and the carried values, the weight first, to the unflagged row."""
    shown = parameters.shown
    columns, names = tuple(shown), tuple(shown.values())
    loop = parameters.loop.for_the_sake_of("error", *names)
    return stepper(loop, parameters.carried, names, parameters.values, figures_type(columns), Row, unflagged)


def carrying(parameters: Given) -> Callable[[Row], tuple[float, ...]]:
    """A function from a row to what the next one is carried, the weight first."""
    carried = parameters.carried[1:]
    if not carried:
        return lambda row: (row[3],)
    shown = ("error", *parameters.shown.values())
    places = [shown.index(name) for name in carried]

    def carry(row: Row) -> tuple[float, ...]:
        figures = (row[2], *row[4])
        return row[3], *[figures[place] for place in places]

    return carry
