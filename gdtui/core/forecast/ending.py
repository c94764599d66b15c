"""How a run ends, found by following it: where no formula can say what rounding does, the run itself does."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from gdtui.core.compiled import follower
from gdtui.core.given import Given
from gdtui.core.row import Row
from gdtui.core.stepping import carrying, stepping
from gdtui.core.work import Work

RUN_LIMIT = 500_000
"""The most updates that a run is followed through, of several pairs so many fewer as there are of them; they take some
tens of milliseconds."""
SMALLEST_SLICE, LARGEST_SLICE = 64, 8_192
"""How many updates are taken without a look at the weight: weights that come back within a slice are noticed."""
NOWHERE = math.nan
"""No figure is between this and this."""


class Ending(NamedTuple):
    """What following a run came to, from the start or from any other weight.

    ``updates`` is how many were taken until a row was converged, until one was seen to overflow, until the first of the
    weights that come back, or until it was enough; ``carried`` is what they led to, the weight first. ``weights`` are
    those that come back for ever, from the lowest to the highest: one at which the run rests, or several between which
    it jumps; none where that was not seen.
    """

    updates: int
    converged: bool
    carried: tuple[float, ...]
    overflowed: bool = False
    weights: tuple[float, ...] = ()

    @property
    def weight(self) -> float:
        """The weight that the updates led to."""
        return self.carried[0]


def follow(
    parameters: Given, most: int = RUN_LIMIT, *, weight: float | None = None, past_the_goal: bool = False
) -> Work[Ending]:
    """Follow the run through at most so many updates.

    It starts from ``weight``, else from the parameters' own; whatever else is carried is as at the start.
    ``past_the_goal`` goes on where a row is converged, to where the weights come back.
    """
    limit, after = parameters.limit, carrying(parameters)
    figure, low, high = parameters.problem.within(parameters.tolerance)
    kept: tuple[str, ...] = ()
    if parameters.rule.texts:
        # What somebody's own lines call a delta need not be one, and any of their figures may end the run.
        figure, low, high, kept = "error", -math.inf, limit, tuple(parameters.shown.values())
    if past_the_goal:
        low = high = NOWHERE
    step, take = stepping(parameters), follower(parameters.loop, parameters.carried, figure, parameters.values, kept)
    largest = max(LARGEST_SLICE // parameters.problem.times, SMALLEST_SLICE)
    state = parameters.start if weight is None else (weight, *parameters.start[1:])
    taken, size = 0, SMALLEST_SLICE
    slice_before = (state, 0)
    while True:
        start = (state, taken)
        more, *reached = take(low, high, min(size, most - taken), *state)
        state = tuple(reached)
        taken += more
        row = step(taken + 1, *state)
        if row.error <= limit and not past_the_goal:
            return Ending(taken, True, state)
        if not row.finite:
            return Ending(taken, False, state, overflowed=True)
        if more and state == start[0]:
            return _come_back(step, after, state, more, slice_before)
        if taken >= most:
            return Ending(taken, False, state)
        if not more:
            # An infinity on the way of a row whose figures are finite again: quick following does not get past it.
            state, taken = after(row), taken + 1
        slice_before, size = start, min(2 * size, largest)
        yield


def _come_back(
    step: Callable[..., Row],
    after: Callable[[Row], tuple[float, ...]],
    state: tuple[float, ...],
    period: int,
    slice_before: tuple[tuple[float, ...], int],
) -> Ending:
    """The ending of a run that is back where it was after so many updates: which weights, and the first of them."""
    cycle = {state}
    for _ in range(period - 1):
        state = after(step(1, *state))
        cycle.add(state)
    # The slice before did not come back: the first of these weights was met in it.
    state, updates = slice_before
    while state not in cycle:
        state, updates = after(step(1, *state)), updates + 1
    return Ending(updates, False, state, weights=tuple(sorted({weight for weight, *_ in cycle})))
