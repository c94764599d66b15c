"""The forecast of momentum, from the two roots by which its miss goes on.

With ``a = alpha * curvature`` each miss is ``(1 + beta - a)`` times the one before less ``beta`` times the one before
that, so that it is a sum of powers of the roots of ``r**2 - (1 + beta - a) * r + beta``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from gdtui.core.figures import below, counted, short
from gdtui.core.flags import RELATIVE_SAMENESS
from gdtui.core.forecast.ending import Ending, follow
from gdtui.core.forecast.gradient_descent import at_the_start, rate_of
from gdtui.core.forecast.outcome import Forecast, Regime, finite, listed, regime_of_weights
from gdtui.core.row import Row
from gdtui.core.work import Work

if TYPE_CHECKING:
    from gdtui.core.parameters import Parameters

FOLLOWED = 100_000
"""The most updates that are followed; a run that takes longer is answered by its roots."""
SAID = {
    Regime.CONVERGING: "it walks down one side",
    Regime.SETTLING: "it swings past the goal, by less each time",
    Regime.OSCILLATING: "it swings to and fro for ever",
    Regime.DIVERGING: "it diverges",
}


class Roots(NamedTuple):
    """The two roots, the larger one first, with their sum and their product."""

    first: float | complex
    second: float | complex
    total: float
    product: float

    @property
    def size(self) -> float:
        """How much larger or smaller the swing is after each update: the size of the larger root."""
        return abs(self.first)


def roots_of(parameters: Parameters) -> Roots:
    """The roots by which the miss goes on; they may be infinite."""
    total, product = 1 + parameters.beta - rate_of(parameters), parameters.beta
    within = total * total - 4 * product
    if not math.isfinite(within):
        return Roots(total, product / total if math.isfinite(total) and total else 0.0, total, product)
    if within < 0:
        root = complex(0, math.sqrt(-within))
        return Roots((total + root) / 2, (total - root) / 2, total, product)
    # The larger root first, and the other from their product, so that neither loses its digits.
    first = (total + math.copysign(math.sqrt(within), total)) / 2
    return Roots(first, product / first if first else 0.0, total, product)


def regime_by_roots(parameters: Parameters, start: Row) -> Regime:
    """How the run goes as far as the roots and the first row have it, the run not followed."""
    problem, rate, beta = parameters.problem, rate_of(parameters), parameters.beta
    if not start.finite:
        return Regime.DIVERGING
    roots = roots_of(parameters)
    never_rests = abs(roots.size - 1) <= RELATIVE_SAMENESS
    grows = roots.size > 1 and not never_rests
    moves = start.new_weight != start.weight
    is_within = start.error <= problem.limit(parameters.tolerance)
    if problem.miss(start.weight)[1] == 0 or (is_within and not (grows and moves)):
        return Regime.AT_GOAL
    if not moves:
        return Regime.STALLED
    if grows or rate < 0:
        return Regime.DIVERGING
    if never_rests:
        return Regime.OSCILLATING if isinstance(roots.first, complex) or roots.first < 0 else Regime.CONVERGING
    crosses = beta < 0 or rate > (1 - math.sqrt(beta)) ** 2
    return Regime.SETTLING if crosses else Regime.CONVERGING


def stable_alpha_below(parameters: Parameters) -> float | None:
    """The edge ``2 * (1 + beta) / curvature``; None where no alpha is stable, or none has an edge."""
    curvature, beta = parameters.problem.curvature, parameters.beta
    if not curvature or not -1 < beta < 1:
        return None
    return finite(2 * (1 + beta) / curvature)


def crosses_above(parameters: Parameters) -> float | None:
    """Above this alpha a run from rest crosses the goal, ``(1 - sqrt(beta))**2 / curvature``."""
    curvature, beta = parameters.problem.curvature, parameters.beta
    if not curvature or not 0 <= beta < 1:
        return None
    return finite((1 - math.sqrt(beta)) ** 2 / curvature)


def facts_of(parameters: Parameters) -> dict[str, float | None]:
    """The figures of the formula; ``factor`` is what the swing is multiplied by in each update."""
    return {
        "factor": finite(roots_of(parameters).size),
        "stable_alpha_below": stable_alpha_below(parameters),
        "crosses_alpha_above": crosses_above(parameters),
    }


def foresee_momentum(parameters: Parameters, start: Row) -> Work[Forecast]:
    """The work that makes the forecast; ``start`` is the first row."""
    regime, facts = regime_by_roots(parameters, start), facts_of(parameters)
    landed = 0 if start.error <= parameters.problem.limit(parameters.tolerance) else None
    if not start.finite or regime in (Regime.STALLED, Regime.AT_GOAL):
        brief = at_the_start(parameters, start, regime)
        return Forecast(regime, landed, _with_alphas(brief, parameters), facts=facts, brief=brief)
    most = FOLLOWED // parameters.problem.times
    estimate = _updates_by_roots(parameters, start)
    never_lands = regime in (Regime.DIVERGING, Regime.OSCILLATING)
    is_followed = estimate <= most
    ending = yield from follow(parameters, 2 * most if is_followed else most // 10)
    by_roots, regime = regime, regime_of_weights(ending.weights) or regime
    text = _sentence(parameters, by_roots, regime, ending)
    if ending.converged:
        landed = ending.updates
    elif not never_lands and regime is by_roots and math.isfinite(estimate) and not is_followed:
        landed = int(estimate)
    if landed:
        text += f"; converged after {'' if ending.converged else 'about '}{counted(landed, 'update')}"
    is_counted = ending.converged or bool(ending.weights) or never_lands
    if not is_counted:
        text += ", by the formula"
    updates = ending.updates if ending.weights else None
    text = _with_alphas(text, parameters)
    return Forecast(regime, landed, text, is_counted, ending.weights, updates, facts)


def _updates_by_roots(parameters: Parameters, start: Row) -> float:
    """After about how many updates the swing is within the tolerance; inf where never."""
    problem, size = parameters.problem, roots_of(parameters).size
    side, _ = problem.miss(start.weight)
    if not 0 < size < 1 or side == 0:
        return math.inf if size else 1
    smallest = max(problem.widest(parameters.tolerance), math.ulp(0.0))
    updates = (math.log(smallest) - math.log(side)) / math.log(size)
    return max(1, math.ceil(updates)) if math.isfinite(updates) else math.inf


def _sentence(parameters: Parameters, by_roots: Regime, regime: Regime, ending: Ending) -> str:
    text = f"each update multiplies the swing by {short(roots_of(parameters).size)}: {SAID[by_roots]}"
    weights = listed(parameters.problem, ending.weights)
    if regime is by_roots or not weights:
        return text
    if regime is Regime.STALLED:
        return f"{text}, until rounding stops it at {weights}"
    return f"{text}, until rounding makes it jump between {weights}"


def alphas_sentence(parameters: Parameters) -> str:
    """Which alphas converge, and which of them cross the goal; empty where none do."""
    edge, crossing = stable_alpha_below(parameters), crosses_above(parameters)
    if edge is None:
        return ""
    stable = f"stable for alpha above 0 and below {below(edge)}"
    return f"{stable}; it crosses the goal above {below(crossing)}" if crossing else stable


def _with_alphas(text: str, parameters: Parameters) -> str:
    return "; ".join(filter(None, (text, alphas_sentence(parameters))))
