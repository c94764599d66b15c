"""The forecast of any run, made by following it: for methods and problems of which no formula is known."""

from __future__ import annotations

import math
from operator import lt

from gdtui.core.figures import counted
from gdtui.core.flags import Flag, Glance, flagging, glancing
from gdtui.core.forecast.ending import Ending, follow
from gdtui.core.given import Given
from gdtui.core.outcome import Forecast, Regime, listed
from gdtui.core.row import Row
from gdtui.core.stepping import carrying, stepping
from gdtui.core.work import Work

FOLLOWED = 100_000
"""The most updates that are followed; of several pairs so many fewer as there are of them."""
LOOKED_AT, PARTS = 2_000, 8
"""So many rows are looked at one by one, since their flags tell how it goes: the first, or of a run that has not come
to an end the last. What swings runs away if it swings farther in each of so many parts of them."""
BY_FLAG = {
    Flag.OSCILLATING: Regime.OSCILLATING,
    Flag.SETTLING: Regime.SETTLING,
    Flag.OVERSHOOT: Regime.SETTLING,
    Flag.DIVERGING: Regime.SETTLING,
}
"""What a run does that does not run away, by the first of these flags that any of its rows bears."""
SAID = {
    Regime.CONVERGING: "it walks on",
    Regime.SETTLING: "it overshoots now and then",
    Regime.OSCILLATING: "it jumps to and fro",
}
"""How a run goes on that has not come to an end and does not run away."""
LANDS = {
    Regime.CONVERGING: "it walks down",
    Regime.ONE_STEP: "it lands",
    Regime.SETTLING: "it overshoots on its way",
}


def foresee_by_following(parameters: Given, start: Row) -> Work[Forecast]:
    """The work that makes the forecast; ``start`` is the first row."""
    is_within = start.error <= parameters.limit
    if not start.finite:
        what = "a figure of the first row cannot be had" if start.lacks_a_figure else "the first row overflows already"
        brief = f"{what}: it diverges"
        return Forecast(Regime.DIVERGING, 0 if is_within else None, brief, brief=brief)
    if is_within:
        brief = "the start is at the goal already"
        return Forecast(Regime.AT_GOAL, 0, brief, brief=brief)
    ending = yield from follow(parameters, FOLLOWED // parameters.problem.times)
    if ending.weights:
        return _that_comes_back(parameters, ending)
    updates = counted(ending.updates, "update")
    if ending.overflowed:
        updates = counted((yield from _updates_to_the_end(parameters)), "update")
        brief = f"it ends after {updates}"
        text = f"{brief}, where a figure is too big for a float or cannot be had: it diverges"
        return Forecast(Regime.DIVERGING, None, text, brief=brief)
    if ending.converged:
        ways = yield from _ways(parameters, parameters.start, ending.updates)
        regime = Regime.CONVERGING if _regime_of(ways) is Regime.CONVERGING else Regime.SETTLING
        if ending.updates == 1:
            regime = Regime.ONE_STEP
        return Forecast(regime, ending.updates, f"{LANDS[regime]}; converged after {updates}", brief=LANDS[regime])
    ways = yield from _ways(parameters, ending.carried, LOOKED_AT)
    # An error that has no least falls for ever.
    has_no_end = math.isnan(parameters.limit) and not parameters.rule.texts
    if has_no_end or _runs_away(ways, glancing(parameters)(start, None)[1]):
        return Forecast(Regime.DIVERGING, None, f"it still runs away after {updates}", brief="it runs away")
    seen = _regime_of(ways)
    # It may get there yet.
    return Forecast(seen, None, f"{SAID[seen]}; not there yet after {updates}", counted=False, brief=SAID[seen])


def _updates_to_the_end(parameters: Given) -> Work[int]:
    """After how many updates a row overflows, of a run that does."""
    step, after = stepping(parameters), carrying(parameters)
    row, updates = step(1, *parameters.start), 0
    while row.finite:
        row, updates = step(1, *after(row)), updates + 1
        if updates % LOOKED_AT == 0:
            yield
    return updates


def _ways(parameters: Given, carried: tuple[float, ...], updates: int) -> Work[list[tuple[float, set[Flag]]]]:
    """The size and the flags of the rows from here on, as many as so many updates lead to."""
    step, after = stepping(parameters), carrying(parameters)
    glance, flags_of = glancing(parameters), flagging(parameters)
    before: Glance | None = None
    earlier: Glance | None = None
    ways = []
    for iteration in range(1, min(updates, LOOKED_AT) + 2):
        row = step(iteration, *carried)
        now = glance(row, before)
        ways.append((now[1], {*flags_of(now, before, earlier)}))
        if not row.finite:
            break
        earlier, before, carried = before, now, after(row)
        if iteration % (LOOKED_AT // PARTS) == 0:
            yield
    return ways


def _regime_of(ways: list[tuple[float, set[Flag]]]) -> Regime:
    """How a run goes that bears these flags, but does not run away."""
    seen = set[Flag]().union(*(flags for _, flags in ways))
    return next((BY_FLAG[flag] for flag in BY_FLAG if flag in seen), Regime.CONVERGING)


def _runs_away(ways: list[tuple[float, set[Flag]]], size_at_first: float) -> bool:
    """Whether a run gets ever farther from the goal, one that has not come to an end."""
    size, flags = ways[-1]
    if not any(Flag.OVERSHOOT in each for _, each in ways):
        # It may be so slow by then that no flag tells.
        return Flag.DIVERGING in flags or size > size_at_first
    length = max(len(ways) // PARTS, 1)
    farthest = [max(size for size, _ in ways[part * length : (part + 1) * length]) for part in range(PARTS)]
    return farthest[0] > size_at_first and all(map(lt, farthest, farthest[1:]))


def _that_comes_back(parameters: Given, ending: Ending) -> Forecast:
    """Resting short of the tolerance, or jumping for ever between weights."""
    cost = f"after {counted(ending.updates, 'update')} " if ending.updates else ""
    weights = listed(parameters.problem, ending.weights)
    updates = ending.updates
    if len(ending.weights) == 1:
        brief = "it stays where it is" if not updates else "it comes to rest"
        text = f"{brief}, at {weights}" if not updates else f"{cost}it stays at {weights}"
        return Forecast(Regime.STALLED, None, text, True, ending.weights, updates, brief=brief)
    text = f"{cost}it jumps for ever between {weights}"
    return Forecast(Regime.OSCILLATING, None, text, True, ending.weights, updates, brief=SAID[Regime.OSCILLATING])
