"""How a run ends, found by following it: where no formula can say what rounding does, the run itself does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from gdtui.core.loop import follower, power
from gdtui.core.parameters import Parameters
from gdtui.core.step import stepping
from gdtui.core.work import Work

RUN_LIMIT = 500_000
"""The most updates that a run is followed through; they take some tens of milliseconds."""
SMALLEST_SLICE, LARGEST_SLICE = 64, 8_192
"""How many updates are taken without a look at the weight: weights that come back within a slice are noticed."""
NO_BAND = -1.0
"""No miss is within this."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What following a run came to, from the start or from any other weight.

    ``updates`` is how many were taken until a row was converged, until one was seen to overflow, until the first of the
    weights that come back, or until it was enough; ``weight`` is the one they led to. ``weights`` are those that come
    back for ever, from the lowest to the highest: one at which the run rests, or several between which it jumps; none
    where that was not seen.
    """

    updates: int
    converged: bool
    weight: float
    overflowed: bool = False
    weights: tuple[float, ...] = ()


def follow(
    parameters: Parameters, most: int = RUN_LIMIT, *, weight: float | None = None, past_the_goal: bool = False
) -> Work[Ending]:
    """Follow the run through at most so many updates.

    It starts from ``weight``, else from the parameters' own. ``past_the_goal`` goes on where a row is converged, to
    where the weights come back.
    """
    step, take = stepping(parameters), follower(parameters.loop, "delta", parameters.values)
    band = NO_BAND if past_the_goal else widest_miss(parameters.tolerance)
    weight = parameters.weight if weight is None else weight
    taken, size = 0, SMALLEST_SLICE
    slice_before = (weight, 0)
    while True:
        start = (weight, taken)
        more, weight = take(band, min(size, most - taken), weight)
        taken += more
        row = step(taken + 1, weight)
        if row.error <= parameters.tolerance and not past_the_goal:
            return Ending(taken, True, weight)
        if not row.finite:
            return Ending(taken, False, weight, overflowed=True)
        if more and weight == start[0]:
            return _come_back(parameters, weight, more, slice_before)
        if taken >= most:
            return Ending(taken, False, weight)
        slice_before, size = start, min(2 * size, LARGEST_SLICE)
        yield


def _come_back(parameters: Parameters, weight: float, period: int, slice_before: tuple[float, int]) -> Ending:
    """The ending of a run that is back at this weight after so many updates: which weights, and the first of them."""
    step = stepping(parameters)
    cycle = {weight}
    for _ in range(period - 1):
        weight = step(1, weight).new_weight
        cycle.add(weight)
    # The slice before did not come back: the first of these weights was met in it.
    weight, updates = slice_before
    while weight not in cycle:
        weight, updates = step(1, weight).new_weight, updates + 1
    return Ending(updates, False, weight, weights=tuple(sorted(cycle)))


@lru_cache(maxsize=16)
def widest_miss(tolerance: float) -> float:
    """The largest miss whose square is at or below this tolerance, to the last bit."""
    within, beyond = math.sqrt(tolerance) / 2, max(2 * math.sqrt(tolerance), 1e-150)
    while math.nextafter(within, beyond) < beyond:
        middle = within + (beyond - within) / 2
        if power(middle, 2) <= tolerance:
            within = middle
        else:
            beyond = middle
    return within
