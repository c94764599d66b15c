"""The forecast of hot and cold, from the number of moves to the goal."""

from __future__ import annotations

import math

from gdtui.core.figures import counted, recorded
from gdtui.core.forecast.ending import RUN_LIMIT, Ending, follow
from gdtui.core.given import Given
from gdtui.core.outcome import Forecast, Regime, listed, regime_of_weights
from gdtui.core.row import Row
from gdtui.core.work import Work

STRETCH = 1_000
"""So many updates are followed of a run that is too long to be followed as a whole, at its start and near the goal."""
WIGGLE_LIMIT = 50_000
"""What it does at the goal is followed through so many updates."""


def foresee_hot_and_cold(parameters: Given, start: Row) -> Work[Forecast]:
    """The work that makes the forecast; ``start`` is the first row."""
    if not start.finite:
        landed = 0 if start.error <= parameters.tolerance else None
        text = "the first row overflows already: it diverges"
        return Forecast(Regime.DIVERGING, landed, text, brief=text)
    if start.error <= parameters.tolerance:
        after = yield from follow(parameters, WIGGLE_LIMIT, past_the_goal=True)
        brief = "the start is at the goal already"
        text = f"{brief}{_wiggles(parameters, after)}"
        return Forecast(Regime.AT_GOAL, 0, text, weights=after.weights, brief=brief)
    if start.new_weight == start.weight:
        text = "neither try is better: it stays where it is"
        return Forecast(Regime.STALLED, None, text, brief=text)
    estimate, lands = _updates_by_step_amount(parameters)
    if estimate > RUN_LIMIT:
        return (yield from _foresee_a_long_run(parameters, estimate, lands))
    ending = yield from follow(parameters, 2 * RUN_LIMIT)
    if not ending.converged:
        return _that_cannot_land(parameters, ending)
    after = yield from follow(parameters, WIGGLE_LIMIT, weight=ending.weight, past_the_goal=True)
    cost = _cost(parameters, ending.updates)
    comes_to = f"it lands on the goal after {cost}{_wiggles(parameters, after)}"
    regime = Regime.ONE_STEP if ending.updates == 1 else Regime.CONVERGING
    return _forecast(parameters, regime, ending.updates, comes_to, after)


def _foresee_a_long_run(parameters: Given, estimate: int, lands: bool) -> Work[Forecast]:
    """By the formula, but for what rounding does in the first moves and in the last."""
    ending = yield from follow(parameters, STRETCH)
    if ending.weights:
        return _that_cannot_land(parameters, ending)
    last = yield from follow(parameters, 2 * STRETCH, weight=_near_the_goal(parameters, estimate))
    if _is_short_of_the_goal(parameters, last):
        comes_to = "so little beside the weight that rounding stops it short of the goal, by the formula"
        return _forecast(parameters, Regime.STALLED, None, comes_to, is_counted=False)
    if not lands:
        regime = regime_of_weights(last.weights) or Regime.OSCILLATING
        stays = regime is Regime.STALLED
        comes_to = "comes beside the goal and stays there" if stays else "steps over the goal and jumps to and fro"
        return _forecast(parameters, regime, None, f"it {comes_to}, by the formula", is_counted=False)
    comes_to = f"it lands on the goal after about {_cost(parameters, estimate)}, by the formula"
    return _forecast(parameters, Regime.CONVERGING, estimate, comes_to, is_counted=False)


def _near_the_goal(parameters: Given, estimate: int) -> float:
    """The weight that a long run comes to some moves before the goal, but for rounding."""
    goal_weight = parameters.problem.bottom
    if goal_weight is None:
        return parameters.weight
    way = (estimate - STRETCH) * parameters.step_amount
    return parameters.weight + math.copysign(way, goal_weight - parameters.weight)


def _is_short_of_the_goal(parameters: Given, ending: Ending) -> bool:
    """Whether rounding swallows the moves of a long run in its last stretch."""
    goal_weight = parameters.problem.bottom
    if goal_weight is None or not ending.weights:
        return False
    return bool(abs(ending.weight - goal_weight) > 2 * parameters.step_amount)


def _that_cannot_land(parameters: Given, ending: Ending) -> Forecast:
    """Jumping between two neighbours of the goal for ever, or staying at one, or out of what floats have."""
    weights = listed(parameters.problem, ending.weights)
    cost = f"after {_cost(parameters, ending.updates)} " if ending.updates else ""
    regime = regime_of_weights(ending.weights) or Regime.DIVERGING
    if regime is Regime.STALLED:
        comes_to = f"it cannot land; {cost}it stays at {weights}"
    elif regime is Regime.OSCILLATING:
        comes_to = f"it cannot land; {cost}it jumps for ever between {weights}"
    else:
        comes_to = "it overflows" if ending.overflowed else "so little beside the weight that rounding decides"
    return _forecast(parameters, regime, None, comes_to, ending)


def _forecast(
    parameters: Given,
    regime: Regime,
    landed: int | None,
    comes_to: str,
    ending: Ending | None = None,
    *,
    is_counted: bool = True,
) -> Forecast:
    weights = ending.weights if ending else ()
    updates = ending.updates if ending and weights and landed is None else None
    text = f"moves by {recorded(parameters.step_amount)} each time: {comes_to}"
    return Forecast(regime, landed, text, is_counted, weights, updates, brief=comes_to)


def _cost(parameters: Given, updates: int) -> str:
    """So many updates, and the predictions that they take."""
    return f"{counted(updates, 'update')} ({counted(updates * parameters.rule.predictions, 'prediction')})"


def _wiggles(parameters: Given, ending: Ending) -> str:
    """What hot and cold does at the goal, where it cannot rest."""
    if len(ending.weights) < 2:
        return ""
    return f", then wiggles between {listed(parameters.problem, ending.weights)}"


def _updates_by_step_amount(parameters: Given) -> tuple[int, bool]:
    """How many moves bring hot and cold next to the goal, and whether that is within the tolerance."""
    goal_weight = parameters.problem.bottom
    if goal_weight is None:
        return 0, False
    distance = abs(goal_weight - parameters.weight)
    if not math.isfinite(distance / parameters.step_amount):
        return RUN_LIMIT + 1, False
    band = parameters.problem.widest(parameters.tolerance) / parameters.problem.scale
    updates = max(1, math.ceil((distance - band) / parameters.step_amount))
    return updates, abs(distance - updates * parameters.step_amount) <= band
