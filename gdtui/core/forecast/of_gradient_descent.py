"""The forecast of gradient descent, from the factor by which each update multiplies the miss."""

from __future__ import annotations

import math
from functools import lru_cache

from gdtui.core.figures import below, counted, recorded
from gdtui.core.flags import RELATIVE_SAMENESS
from gdtui.core.forecast.ending import RUN_LIMIT, Ending, follow
from gdtui.core.given import Given
from gdtui.core.outcome import Forecast, Regime, finite, listed, regime_of_weights
from gdtui.core.row import Row
from gdtui.core.stepping import stepping
from gdtui.core.work import Work

LANDING_DIGITS = (6, 7, 8)
"""How many digits an alpha is written with that has to land in one update; nobody likes to type more."""
LAST_STRETCH = 10_000
"""The updates before the tolerance that are followed of a run which is too long to be followed as a whole."""
ROUGH_ULPS = 50
"""An update by fewer units in the last place of the weight can be a hundredth off its formula, or all of it."""
FIRST_STRETCH = 1_000
"""A run that never lands is followed through so many updates: where rounding holds it, it does so at once."""
FAR_AWAY = 1e6
"""So many times as far as the start lies where a run is tried that runs away by less than floats can tell."""

ENDS = {
    Regime.CONVERGING: "it walks down one side",
    Regime.ONE_STEP: "it lands in one update",
    Regime.SETTLING: "it overshoots, by less each time",
    Regime.OSCILLATING: "it jumps to and fro",
    Regime.DIVERGING: "it diverges",
}


def rate_of(parameters: Given) -> float:
    """The part of the miss that an update takes away: alpha times the squared input, of several pairs their mean."""
    return float(parameters.alpha * (parameters.problem.curvature or 0.0))


def factor_of(parameters: Given) -> float:
    """What each update multiplies the miss by: ``1 - alpha * input**2``; -inf or inf on overflow."""
    if parameters.alpha == 0 or not parameters.problem.curvature:
        return 1.0
    return 1 - rate_of(parameters)


def stable_alpha_below(curvature: float | None) -> float | None:
    """The edge: gradient descent converges for alpha above 0 and below ``2 / input**2``; None without a finite one."""
    return _over(2, curvature)


def one_step_alpha(curvature: float | None) -> float | None:
    """The ridge: at alpha ``1 / input**2`` gradient descent lands in one update; None where no float is that."""
    return _over(1, curvature)


def _over(value: float, curvature: float | None) -> float | None:
    return finite(value / curvature) if curvature is not None and 0 < curvature < math.inf else None


def regime_by_factor(parameters: Given, start: Row, factor: float) -> Regime:
    """Gradient descent's regime as the factor and the first row have it, the run not followed."""
    jumps_for_ever = factor < 0 and abs(factor * factor - 1) <= RELATIVE_SAMENESS
    grows = abs(factor) > 1 and not jumps_for_ever
    if not start.finite:
        return Regime.DIVERGING
    moves = start.new_weight != start.weight
    problem = parameters.problem
    is_within = start.error <= parameters.limit
    if problem.miss(start.weight)[1] == 0 or (is_within and not (grows and moves)):
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


def foresee_gradient_descent(parameters: Given, start: Row) -> Work[Forecast]:
    """The work that makes the forecast; ``start`` is the first row."""
    factor = factor_of(parameters)
    by_factor = regime_by_factor(parameters, start, factor)
    facts = facts_of(parameters)
    landed = 0 if start.error <= parameters.limit else None
    if not start.finite or by_factor in (Regime.STALLED, Regime.AT_GOAL):
        text = brief = at_the_start(parameters, start, by_factor)
        if by_factor is Regime.STALLED:
            text = _with_alphas(text, parameters)
        elif by_factor is Regime.AT_GOAL:
            text += ": there is nothing to learn"
        return Forecast(by_factor, landed, text, facts=facts, brief=brief)
    estimate = _updates_by_factor(parameters, start)
    never_lands = by_factor in (Regime.DIVERGING, Regime.OSCILLATING)
    limit = RUN_LIMIT // parameters.problem.times
    is_counted = estimate <= limit or (never_lands and factor != 1)
    if is_counted:
        ending = yield from follow(parameters, 2 * limit if estimate <= limit else FIRST_STRETCH)
        regime = regime_of_weights(ending.weights) or by_factor
    else:
        ending = Ending(0, False, (start.weight,))
        elsewhere = _far_from_the_goal if never_lands else _near_the_goal
        last = yield from follow(parameters, 2 * LAST_STRETCH, weight=elsewhere(parameters, start))
        # Where rounding lets the last stretch rest, the run will have come to rest before it.
        regime = regime_of_weights(last.weights) or by_factor
    if ending.converged:
        landed = ending.updates
        if regime is Regime.ONE_STEP and landed > 1:
            regime = Regime.CONVERGING
    elif not is_counted and not never_lands and regime is by_factor and math.isfinite(estimate):
        landed = int(estimate)
    text = _sentence(parameters, factor, by_factor, regime, ending)
    if landed and regime is not Regime.ONE_STEP:
        nearly = "" if is_counted else "roughly " if is_rough(parameters) else "about "
        text += f"; converged after {nearly}{counted(landed, 'update')}"
    elif is_counted and not (landed or never_lands or ending.weights):
        text += f"; not there yet after {counted(ending.updates, 'update')}"
    text = _with_alphas(text if is_counted else f"{text}, by the formula", parameters)
    updates = ending.updates if ending.weights else None
    return Forecast(regime, landed, text, is_counted, ending.weights, updates, facts)


def facts_of(parameters: Given) -> dict[str, float | None]:
    """The figures of the formula."""
    curvature = parameters.problem.curvature
    return {
        "factor": finite(factor_of(parameters)),
        "stable_alpha_below": stable_alpha_below(curvature),
        "one_step_alpha": one_step_alpha(curvature),
    }


def at_the_start(parameters: Given, start: Row, regime: Regime) -> str:
    """What is said of a run that ends, or rests, where it begins."""
    if not start.finite:
        return "the first row overflows already: it diverges"
    if regime is Regime.AT_GOAL:
        return "the start is at the goal already"
    if parameters.problem.is_blind:
        what = "the input is 0" if parameters.problem.times == 1 else "all inputs are 0"
        return f"{what}: it stops learning, nothing moves"
    return "the update is too small to move the weight: it is stalled"


@lru_cache(maxsize=64)
def landing_alpha(parameters: Given) -> str | None:
    """The alpha that lands in one update from this start, in as few digits as do; None where none does."""
    problem = parameters.problem
    ridge = one_step_alpha(problem.curvature)
    if ridge is None:
        return None
    for text in (recorded(ridge, digits) for digits in LANDING_DIGITS):
        start = stepping(parameters.changed(alpha=float(text)))(1, *parameters.start)
        if start.finite and problem.error(start.new_weight) <= parameters.limit:
            return text
    return None


def alphas_sentence(parameters: Given) -> str:
    """Which alphas converge, and which lands in one update from this start; empty where there are none."""
    curvature = parameters.problem.curvature
    edge, ridge = stable_alpha_below(curvature), one_step_alpha(curvature)
    if edge is None or ridge is None:
        return ""
    stable = f"stable for alpha above 0 and below {below(edge, write=recorded)}"
    landing = landing_alpha(parameters)
    return f"{stable}; alpha {landing or recorded(ridge)} {'lands' if landing else 'nearly lands'} in one update"


def _with_alphas(text: str, parameters: Given) -> str:
    return "; ".join(filter(None, (text, alphas_sentence(parameters))))


def factor_text(parameters: Given, factor: float) -> str:
    """The factor in few digits; so near 1 or -1 that they would not tell, how little it differs: ``1 - 2.5e-07``."""
    text = recorded(factor)
    if text not in ("1", "-1"):
        return text
    # Near 1 the factor has lost the digits that alpha and the input still have.
    beyond = factor + 1 if factor < 0 else -rate_of(parameters)
    return f"{text} {'+' if beyond > 0 else '-'} {recorded(abs(beyond))}" if beyond else text


def _sentence(parameters: Given, factor: float, by_factor: Regime, regime: Regime, ending: Ending) -> str:
    what = "miss" if parameters.problem.times == 1 else "distance to the goal weight"
    text = f"each update multiplies the {what} by {factor_text(parameters, factor)}: {ENDS[by_factor]}"
    weights = listed(parameters.problem, ending.weights)
    if regime is by_factor:
        if regime is Regime.OSCILLATING:
            return f"{text} for ever between {weights}" if weights else f"{text}, as far each time as can be told"
        return text
    if regime is Regime.CONVERGING:
        return f"{text}, but for rounding"
    if regime is Regime.STALLED:
        return f"{text}, until rounding stops it" + (f" at {weights}" if weights else "")
    return f"{text}, until rounding makes it jump" + (f" between {weights}" if weights else " to and fro")


def _updates_by_factor(parameters: Given, start: Row) -> float:
    """After how many multiplications by the factor the miss is within the tolerance; inf where never."""
    rate, problem = rate_of(parameters), parameters.problem
    factor, (size, _) = abs(1 - rate), problem.miss(start.weight)
    if not (0 < rate < 2) or size == 0:
        return math.inf
    if factor == 0:
        return 1
    # Near 1 the factor has lost the digits that the rate still has.
    logarithm = math.log1p(-rate) if rate < 1 else math.log(factor)
    smallest_miss = smallest_told(parameters)
    if logarithm == 0:
        return math.inf
    updates = (math.log(smallest_miss) - math.log(size)) / logarithm
    return max(1, math.ceil(updates)) if math.isfinite(updates) else math.inf


def smallest_told(parameters: Given) -> float:
    """The widest miss within the tolerance, or else the smallest that is told from none beside the goal weight."""
    problem = parameters.problem
    return max(problem.widest(parameters.tolerance), problem.scale * math.ulp(problem.bottom or 0.0), math.ulp(0.0))


def is_rough(parameters: Given) -> bool:
    """Whether the last updates before the tolerance are so small that rounding changes how many there are."""
    rate, problem = rate_of(parameters), parameters.problem
    last_gain = min(rate, 2 - rate) * problem.widest(parameters.tolerance) / problem.scale
    return last_gain < ROUGH_ULPS * math.ulp(problem.bottom or 0.0)


def _near_the_goal(parameters: Given, start: Row) -> float:
    """A weight so near the goal that the tolerance is ``LAST_STRETCH`` updates away, on the start's side."""
    problem = parameters.problem
    goal_weight = problem.bottom
    if goal_weight is None:
        return start.weight
    rate = rate_of(parameters)
    farther = math.exp(min(LAST_STRETCH * min(rate, 2 - rate), 700.0))
    distance = problem.widest(parameters.tolerance) / problem.scale * farther
    # Nearer than this the weight may by chance be the one float that has no miss.
    distance = max(distance, 8 * math.ulp(goal_weight))
    distance = min(distance, abs(start.weight - goal_weight))
    return goal_weight + math.copysign(distance, start.weight - goal_weight)


def _far_from_the_goal(parameters: Given, start: Row) -> float:
    """A weight on the way of a run that runs away too slowly to be followed."""
    return FAR_AWAY * (abs(start.weight) + abs(parameters.problem.bottom or 0.0))
