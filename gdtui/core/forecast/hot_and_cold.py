"""The forecast of hot and cold, from the number of moves to the goal."""

from __future__ import annotations

import math

from gdtui.core.figures import counted, short
from gdtui.core.forecast.ending import RUN_LIMIT, Ending, follow, widest_miss
from gdtui.core.forecast.outcome import Forecast, Regime, listed, regime_of_weights
from gdtui.core.parameters import Parameters
from gdtui.core.step import Step
from gdtui.core.work import Work

STRETCH = 1_000
"""So many updates are followed of a run that is too long to be followed as a whole, at its start and near the goal."""
WIGGLE_LIMIT = 50_000
"""What it does at the goal is followed through so many updates."""


def foresee_hot_and_cold(parameters: Parameters, start: Step) -> Work[Forecast]:
    """The work that makes the forecast; ``start`` is the first row."""
    if not start.finite:
        landed = 0 if start.error <= parameters.tolerance else None
        return _forecast(Regime.DIVERGING, landed, "the first row overflows already: it diverges")
    if start.error <= parameters.tolerance:
        after = yield from follow(parameters, WIGGLE_LIMIT, past_the_goal=True)
        text = f"the start is at the goal already{_wiggles(parameters, after)}"
        return _forecast(Regime.AT_GOAL, 0, text, after)
    if start.new_weight == start.weight:
        return _forecast(Regime.STALLED, None, "neither try is better: it stays where it is")
    estimate, lands = _updates_by_step_amount(parameters)
    if estimate > RUN_LIMIT:
        return (yield from _foresee_a_long_run(parameters, estimate, lands))
    ending = yield from follow(parameters, 2 * RUN_LIMIT)
    if not ending.converged:
        return _that_cannot_land(parameters, ending)
    after = yield from follow(parameters, WIGGLE_LIMIT, weight=ending.weight, past_the_goal=True)
    cost = _cost(parameters, ending.updates)
    text = f"{_moves(parameters)}: it lands on the goal after {cost}{_wiggles(parameters, after)}"
    regime = Regime.ONE_STEP if ending.updates == 1 else Regime.CONVERGING
    return _forecast(regime, ending.updates, text, after)


def _foresee_a_long_run(parameters: Parameters, estimate: int, lands: bool) -> Work[Forecast]:
    """By the formula, but for what rounding does in the first moves and in the last."""
    moves = _moves(parameters)
    ending = yield from follow(parameters, STRETCH)
    if ending.weights:
        return _that_cannot_land(parameters, ending)
    last = yield from follow(parameters, 2 * STRETCH, weight=_near_the_goal(parameters, estimate))
    if _is_short_of_the_goal(parameters, last):
        text = f"{moves}: so little beside the weight that rounding stops it short of the goal, by the formula"
        return _forecast(Regime.STALLED, None, text, is_counted=False)
    if not lands:
        regime = regime_of_weights(last.weights) or Regime.OSCILLATING
        stays = regime is Regime.STALLED
        comes_to = "comes beside the goal and stays there" if stays else "steps over the goal and jumps to and fro"
        return _forecast(regime, None, f"{moves}: it {comes_to}, by the formula", is_counted=False)
    text = f"{moves}: it lands on the goal after about {_cost(parameters, estimate)}, by the formula"
    return _forecast(Regime.CONVERGING, estimate, text, is_counted=False)


def _near_the_goal(parameters: Parameters, estimate: int) -> float:
    """The weight that a long run comes to some moves before the goal, but for rounding."""
    goal_weight = parameters.problem.goal_weight
    if goal_weight is None:
        return parameters.weight
    way = max(estimate - STRETCH, 0) * parameters.step_amount
    return parameters.weight + math.copysign(way, goal_weight - parameters.weight)


def _is_short_of_the_goal(parameters: Parameters, ending: Ending) -> bool:
    """Whether rounding swallows the moves of a long run in its last stretch."""
    goal_weight = parameters.problem.goal_weight
    if goal_weight is None or not ending.weights:
        return False
    return abs(ending.weight - goal_weight) > 2 * parameters.step_amount


def _that_cannot_land(parameters: Parameters, ending: Ending) -> Forecast:
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
    return _forecast(regime, None, f"{_moves(parameters)}: {comes_to}", ending)


def _forecast(
    regime: Regime, landed: int | None, text: str, ending: Ending | None = None, *, is_counted: bool = True
) -> Forecast:
    weights = ending.weights if ending else ()
    updates = ending.updates if ending and weights and landed is None else None
    return Forecast(regime, None, None, None, landed, text, is_counted, weights, updates)


def _moves(parameters: Parameters) -> str:
    return f"moves by {short(parameters.step_amount)} each time"


def _cost(parameters: Parameters, updates: int) -> str:
    """So many updates, and the predictions that they take."""
    return f"{counted(updates, 'update')} ({counted(updates * parameters.rule.predictions, 'prediction')})"


def _wiggles(parameters: Parameters, ending: Ending) -> str:
    """What hot and cold does at the goal, where it cannot rest."""
    if len(ending.weights) < 2:
        return ""
    return f", then wiggles between {listed(parameters.problem, ending.weights)}"


def _updates_by_step_amount(parameters: Parameters) -> tuple[int, bool]:
    """How many moves bring hot and cold next to the goal, and whether that is within the tolerance."""
    goal_weight = parameters.problem.goal_weight
    if goal_weight is None:
        return 0, False
    distance = abs(goal_weight - parameters.weight)
    if not math.isfinite(distance / parameters.step_amount):
        return RUN_LIMIT + 1, False
    band = widest_miss(parameters.tolerance) / abs(parameters.input)
    updates = max(1, math.ceil((distance - band) / parameters.step_amount))
    return updates, abs(distance - updates * parameters.step_amount) <= band
