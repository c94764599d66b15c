"""The forecast of any run, made by following it: for methods and problems of which no formula is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdtui.core.figures import counted
from gdtui.core.flags import Flag, Glance, flagging, glancing
from gdtui.core.forecast.ending import Ending, carrying, follow
from gdtui.core.forecast.outcome import Forecast, Regime, listed
from gdtui.core.row import Row, stepping
from gdtui.core.work import Work

if TYPE_CHECKING:
    from gdtui.core.parameters import Parameters

FOLLOWED = 100_000
"""The most updates that are followed; of several pairs so many fewer as there are of them."""
LOOKED_AT = 200
"""The first rows are looked at one by one, since their flags tell how it goes."""
BY_FLAG = {
    Flag.DIVERGING: Regime.DIVERGING,
    Flag.OSCILLATING: Regime.OSCILLATING,
    Flag.SETTLING: Regime.SETTLING,
    Flag.OVERSHOOT: Regime.SETTLING,
}
"""What a run does whose rows bear a flag, the gravest that any of them bears."""
SAID = {
    Regime.CONVERGING: "it walks down",
    Regime.SETTLING: "it overshoots, by less each time",
    Regime.OSCILLATING: "it jumps to and fro",
    Regime.DIVERGING: "it runs away",
}


def foresee_by_following(parameters: Parameters, start: Row) -> Work[Forecast]:
    """The work that makes the forecast; ``start`` is the first row."""
    is_within = start.error <= parameters.problem.limit(parameters.tolerance)
    if not start.finite:
        return Forecast(Regime.DIVERGING, 0 if is_within else None, "the first row overflows already: it diverges")
    if is_within:
        return Forecast(Regime.AT_GOAL, 0, "the start is at the goal already", brief="the start is at the goal already")
    ending = yield from follow(parameters, FOLLOWED // parameters.problem.times)
    seen = _seen(parameters, start, ending)
    if ending.converged:
        regime = Regime.ONE_STEP if ending.updates == 1 else seen
        regime = Regime.SETTLING if regime is Regime.DIVERGING else regime
        updates = counted(ending.updates, "update")
        how = "it lands" if ending.updates == 1 else SAID[regime]
        return Forecast(regime, ending.updates, f"{how}; converged after {updates}", brief=how)
    if ending.weights:
        return _that_comes_back(parameters, ending)
    if ending.overflowed:
        after = f"after {counted(ending.updates, 'update')}"
        return Forecast(Regime.DIVERGING, None, f"it runs away until a figure cannot be had, {after}")
    text = f"{SAID[seen]}; not there yet after {counted(ending.updates, 'update')}"
    # What walks on may get there yet; what runs away does not.
    return Forecast(seen, None, text, counted=seen is Regime.DIVERGING, brief=SAID[seen])


def _seen(parameters: Parameters, start: Row, ending: Ending) -> Regime:
    """How it goes, by the flags of the first rows."""
    step, after = stepping(parameters), carrying(parameters)
    glance, flags_of = glancing(parameters), flagging(parameters)
    before: Glance | None = None
    earlier: Glance | None = None
    row, seen = start, set[Flag]()
    for iteration in range(2, min(ending.updates, LOOKED_AT) + 2):
        now = glance(row, before)
        seen.update(flags_of(now, before, earlier))
        earlier, before = before, now
        row = step(iteration, *after(row))
        if not row.finite:
            break
    return next((BY_FLAG[flag] for flag in BY_FLAG if flag in seen), Regime.CONVERGING)


def _that_comes_back(parameters: Parameters, ending: Ending) -> Forecast:
    """Resting short of the tolerance, or jumping for ever between weights."""
    cost = f"after {counted(ending.updates, 'update')} " if ending.updates else ""
    weights = listed(parameters.problem, ending.weights)
    if len(ending.weights) == 1:
        rests = f"it stays where it is, at {weights}" if not ending.updates else f"{cost}it stays at {weights}"
        return Forecast(Regime.STALLED, None, rests, True, ending.weights, ending.updates)
    text = f"{cost}it jumps for ever between {weights}"
    return Forecast(Regime.OSCILLATING, None, text, True, ending.weights, ending.updates)
