"""What parameters lead to, known before the first step.

For gradient descent on one weight every update multiplies the miss by the same factor, ``1 - alpha * input**2``; for
hot and cold every update moves by the same amount. So the outcome is a formula. Floats decide in three places only: a
factor within 1e-9 of 0, and one whose square is within 1e-9 of 1 while it is negative, count as those numbers, as the
flags count sizes; a first update too small to change the weight is a stall; and the number of iterations, up to
``RUN_LIMIT`` of them, is counted on the run itself, so that ties and rounding are in it. Beyond that the formula
answers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from gdtui.core.figures import counted, short
from gdtui.core.flags import RELATIVE_SAMENESS
from gdtui.core.parameters import Parameters
from gdtui.core.problem import Problem
from gdtui.core.step import Step

RUN_LIMIT = 20_000
"""The most iterations that a forecast works through; it takes some ten milliseconds."""


class Regime(StrEnum):
    """The ways in which a run can go."""

    CONVERGING = "converging"
    ONE_STEP = "one-step"
    SETTLING = "settling"
    OSCILLATING = "oscillating"
    DIVERGING = "diverging"
    STALLED = "stalled"
    AT_GOAL = "at-goal"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run will do; a key that the method has no value for is None.

    ``factor`` multiplies the miss at each update; alpha converges above 0 and below ``stable_alpha_below`` and lands at
    once at ``one_step_alpha``; ``iterations_to_tolerance`` counts the updates until a row is converged, 0 where the
    start is, None where none ever will be.
    """

    regime: Regime
    factor: float | None
    stable_alpha_below: float | None
    one_step_alpha: float | None
    iterations_to_tolerance: int | None
    text: str


def forecast(parameters: Parameters) -> Forecast:
    """What these parameters will do, by formula; the module's docstring says where floats decide."""
    start = parameters.rule.step(parameters.problem, 1, parameters.weight)
    if parameters.method == "gradient-descent":
        return _forecast_gradient_descent(parameters, start)
    return _forecast_hot_and_cold(parameters, start)


def factor_of(problem: Problem, alpha: float) -> float:
    """What each gradient-descent update multiplies the miss by: ``1 - alpha * input**2``; -inf or inf on overflow."""
    if alpha == 0 or problem.input == 0:
        return 1.0
    return 1 - alpha * (problem.input * problem.input)


def _forecast_gradient_descent(parameters: Parameters, start: Step) -> Forecast:
    factor = factor_of(parameters.problem, parameters.alpha)
    regime = _gradient_descent_regime(parameters, start, factor)
    iterations = None
    if start.error <= parameters.tolerance:
        iterations = 0
    elif regime in (Regime.CONVERGING, Regime.ONE_STEP, Regime.SETTLING):
        estimate = _updates_by_factor(abs(start.delta), abs(factor), parameters.tolerance)
        iterations = _count_updates(parameters, estimate).updates
    square = parameters.input * parameters.input
    # No alpha is named for an input whose square is too small or too large for a float.
    one_step = _finite(1 / square) if 0 < square < math.inf else None
    stable_below = _finite(2 / square) if 0 < square < math.inf else None
    text = _gradient_descent_sentence(parameters, start, regime, factor, iterations)
    if stable_below is not None and one_step is not None:
        text += f"; stable for alpha below {short(stable_below)}; alpha {short(one_step)} lands in one update"
    return Forecast(regime, _finite(factor), stable_below, one_step, iterations, text)


def _gradient_descent_regime(parameters: Parameters, start: Step, factor: float) -> Regime:
    """The regime by the factor; the module's docstring says where floats decide."""
    jumps_for_ever = factor < 0 and abs(factor * factor - 1) <= RELATIVE_SAMENESS
    grows = abs(factor) > 1 and not jumps_for_ever
    if not start.finite:
        return Regime.DIVERGING
    moves = start.new_weight != start.weight
    if start.delta == 0 or (start.error <= parameters.tolerance and not (grows and moves)):
        return Regime.AT_GOAL
    if not moves:
        return Regime.STALLED
    if grows or (factor == 1 and parameters.alpha < 0):
        return Regime.DIVERGING
    if jumps_for_ever:
        return Regime.OSCILLATING
    if abs(factor) <= RELATIVE_SAMENESS:
        return Regime.ONE_STEP
    return Regime.SETTLING if factor < 0 else Regime.CONVERGING


def _gradient_descent_sentence(
    parameters: Parameters, start: Step, regime: Regime, factor: float, iterations: int | None
) -> str:
    if regime is Regime.AT_GOAL:
        return "the start is at the goal already: there is nothing to learn"
    if regime is Regime.STALLED:
        if parameters.input == 0:
            return "the input is 0: it stops learning, nothing moves"
        return "the update is too small to move the weight: it is stalled"
    if not start.finite:
        return "the first row overflows already: it diverges"
    ends = {
        Regime.CONVERGING: "it walks down one side",
        Regime.ONE_STEP: "it lands in one update",
        Regime.SETTLING: "it overshoots, by less each time",
        Regime.OSCILLATING: "it jumps to and fro for ever",
        Regime.DIVERGING: "it diverges",
    }
    text = f"each update multiplies the miss by {short(factor)}: {ends[regime]}"
    if iterations is not None and regime in (Regime.CONVERGING, Regime.SETTLING):
        text += f"; converged after {counted(iterations, 'update')}"
    return text


def _forecast_hot_and_cold(parameters: Parameters, start: Step) -> Forecast:
    regime, iterations, text = _hot_and_cold_outcome(parameters, start)
    return Forecast(regime, None, None, None, iterations, text)


def _hot_and_cold_outcome(parameters: Parameters, start: Step) -> tuple[Regime, int | None, str]:
    """Where moving by one fixed amount ends, after how many updates, and the sentence that says so."""
    if not start.finite:
        iterations = 0 if start.error <= parameters.tolerance else None
        return Regime.DIVERGING, iterations, "the first row overflows already: it diverges"
    if start.error <= parameters.tolerance:
        return Regime.AT_GOAL, 0, "the start is at the goal already: there is nothing to learn"
    if start.new_weight == start.weight:
        return Regime.STALLED, None, "neither try is better: it stays where it is"
    step_text = f"moves by {short(parameters.step_amount)} each time"
    updates, landed = _updates_by_step_amount(parameters)
    if updates <= RUN_LIMIT:
        count = _count_updates(parameters, updates)
        if count.updates is None:
            return _hot_and_cold_ending(count.last, step_text)
        updates, landed = count.updates, True
    if not landed:
        return Regime.OSCILLATING, None, f"{step_text}: it steps over the goal and jumps to and fro for ever"
    regime = Regime.ONE_STEP if updates == 1 else Regime.CONVERGING
    return regime, updates, f"{step_text}: it lands on the goal after {counted(updates, 'update')}"


def _hot_and_cold_ending(last: Step, step_text: str) -> tuple[Regime, None, str]:
    """How a run ends that never lands: jumping between two neighbours of the goal, or staying at one."""
    if not last.finite:
        return Regime.DIVERGING, None, f"{step_text}: it overflows"
    if last.new_weight == last.weight:
        text = f"{step_text}: it stays at {short(last.weight)}, error {short(last.error)}, and cannot land"
        return Regime.STALLED, None, text
    low, high = sorted((last.weight, last.new_weight))
    text = f"{step_text}: it cannot land and jumps between {short(low)} and {short(high)} for ever"
    return Regime.OSCILLATING, None, text


def _updates_by_factor(miss: float, factor: float, tolerance: float) -> float:
    """After how many multiplications by the factor the miss is within the tolerance; inf where never."""
    if factor >= 1 or not math.isfinite(miss):
        return math.inf
    if factor == 0 or miss == 0:
        return 1
    smallest_miss = max(math.sqrt(tolerance), math.ulp(0.0))
    return max(1, math.ceil((math.log(smallest_miss) - math.log(miss)) / math.log(factor)))


def _updates_by_step_amount(parameters: Parameters) -> tuple[int, bool]:
    """How many moves bring hot and cold next to the goal, and whether that is within the tolerance."""
    goal_weight = parameters.problem.goal_weight
    if goal_weight is None:
        return 0, False
    distance = abs(goal_weight - parameters.weight)
    if not math.isfinite(distance / parameters.step_amount):
        return RUN_LIMIT + 1, False
    band = math.sqrt(parameters.tolerance) / abs(parameters.input)
    updates = max(1, math.ceil((distance - band) / parameters.step_amount))
    return updates, abs(distance - updates * parameters.step_amount) <= band


@dataclass(frozen=True, slots=True)
class _Count:
    """The updates until a row was converged (None: none will be), and the last row looked at."""

    updates: int | None
    last: Step


def _count_updates(parameters: Parameters, estimate: float) -> _Count:
    """Count on the run itself, where the estimate says that this is affordable; else believe the estimate."""
    problem, rule, tolerance = parameters.problem, parameters.rule, parameters.tolerance
    step = rule.step(problem, 1, parameters.weight)
    if RUN_LIMIT < estimate < math.inf:
        return _Count(int(estimate), step)
    before = math.nan
    while step.error > tolerance:
        # A weight that comes back means that all which follows comes back: no later row can converge.
        if not step.finite or step.new_weight in (step.weight, before) or step.iteration > 2 * RUN_LIMIT:
            return _Count(None, step)
        before = step.weight
        step = rule.step(problem, step.iteration + 1, step.new_weight)
    return _Count(step.iteration - 1, step)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
