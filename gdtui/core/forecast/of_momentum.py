"""The forecast of momentum, from the two roots by which its miss goes on.

With ``a = alpha * curvature`` each miss is ``(1 + beta - a)`` times the one before less ``beta`` times the one before
that, so that it is a sum of powers of the roots of ``r**2 - (1 + beta - a) * r + beta``.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from gdtui.core.figures import below, counted, recorded
from gdtui.core.flags import RELATIVE_SAMENESS
from gdtui.core.forecast.ending import RUN_LIMIT, Ending, follow
from gdtui.core.forecast.of_gradient_descent import at_the_start, is_rough, rate_of, smallest_told
from gdtui.core.given import Given
from gdtui.core.outcome import Forecast, Regime, finite, listed, regime_of_weights
from gdtui.core.row import Row
from gdtui.core.work import Work

STRETCH = 10_000
"""The updates that are followed of a run which is too long to be followed as a whole."""
ROUNDS = 30
"""How often an estimate is put into its own formula, which brings it nearer each time."""
ALIKE = 1e-12
"""Two roots that differ by no more than this fraction count as one."""
SAID = {
    Regime.CONVERGING: "it walks down one side",
    Regime.SETTLING: "it swings past the goal, by less each time",
    Regime.OSCILLATING: "it swings to and fro for ever",
    Regime.DIVERGING: "it diverges",
}


class Roots(NamedTuple):
    """The two roots, the larger one first, and the rate and the beta that they come from."""

    first: float | complex
    second: float | complex
    rate: float
    beta: float

    @property
    def size(self) -> float:
        """How much larger or smaller the swing is after each update: the size of the larger root."""
        return abs(self.first)


def roots_of(parameters: Given) -> Roots:
    """The roots by which the miss goes on; they may be infinite."""
    rate, beta = rate_of(parameters), parameters.beta
    total = 1 + beta - rate
    within = total * total - 4 * beta
    if not math.isfinite(within):
        return Roots(total, beta / total if math.isfinite(total) and total else 0.0, rate, beta)
    if beta >= 0:
        # The same as a product, which keeps its digits where the roots are nearly one.
        within = (_edge_of_crossing(beta) - rate) * ((1 + math.sqrt(beta)) ** 2 - rate)
    if within < 0:
        turning = complex(total, math.sqrt(-within)) / 2
        return Roots(turning, turning.conjugate(), rate, beta)
    # The larger root first, and the other from their product, so that neither loses its digits.
    first = (total + math.copysign(math.sqrt(within), total)) / 2
    return Roots(first, beta / first if first else 0.0, rate, beta)


def _edge_of_crossing(beta: float) -> float:
    """The rate above which a run from rest crosses the goal, for a beta above -1.

    ``(1 - sqrt(beta))**2``, where the roots become complex; below 0 it is ``1 + beta``, where the negative root becomes
    the larger one.
    """
    return 1 + beta if beta < 0 else ((1 - beta) / (1 + math.sqrt(beta))) ** 2


def regime_by_roots(parameters: Given, start: Row) -> Regime:
    """How the run goes as far as the roots and the first row have it, the run not followed."""
    problem, rate, beta = parameters.problem, rate_of(parameters), parameters.beta
    if not start.finite:
        return Regime.DIVERGING
    roots = roots_of(parameters)
    never_rests = abs(roots.size - 1) <= RELATIVE_SAMENESS
    grows = roots.size > 1 and not never_rests
    # A speed that does not move the weight yet may gather.
    moves = start.velocity != 0
    is_within = start.error <= parameters.limit
    if problem.miss(start.weight)[1] == 0 or (is_within and not (grows and moves)):
        return Regime.AT_GOAL
    if not moves:
        return Regime.STALLED
    if grows or rate < 0:
        return Regime.DIVERGING
    if never_rests:
        return Regime.OSCILLATING if isinstance(roots.first, complex) or roots.first < 0 else Regime.CONVERGING
    return Regime.SETTLING if rate > _edge_of_crossing(beta) else Regime.CONVERGING


def stable_alpha_below(parameters: Given) -> float | None:
    """The edge ``2 * (1 + beta) / curvature``; None where no alpha is stable, or none has an edge."""
    curvature, beta = parameters.problem.curvature, parameters.beta
    if not curvature or not -1 < beta < 1:
        return None
    return finite(2 * (1 + beta) / curvature)


def crosses_above(parameters: Given) -> float | None:
    """Above this alpha a run from rest crosses the goal; None where no alpha is stable."""
    curvature, beta = parameters.problem.curvature, parameters.beta
    if not curvature or not -1 < beta < 1:
        return None
    return finite(_edge_of_crossing(beta) / curvature)


def facts_of(parameters: Given) -> dict[str, float | None]:
    """The figures of the formula; ``factor`` is what the swing is multiplied by in each update."""
    return {
        "factor": finite(roots_of(parameters).size),
        "stable_alpha_below": stable_alpha_below(parameters),
        "crosses_alpha_above": crosses_above(parameters),
    }


def foresee_momentum(parameters: Given, start: Row) -> Work[Forecast]:
    """The work that makes the forecast; ``start`` is the first row."""
    by_roots, facts = regime_by_roots(parameters, start), facts_of(parameters)
    landed = 0 if start.error <= parameters.limit else None
    if not start.finite or by_roots in (Regime.STALLED, Regime.AT_GOAL):
        brief = at_the_start(parameters, start, by_roots)
        return Forecast(by_roots, landed, _with_alphas(brief, parameters), facts=facts, brief=brief)
    most = RUN_LIMIT // parameters.problem.times
    never_lands = by_roots in (Regime.DIVERGING, Regime.OSCILLATING)
    estimate = math.inf if never_lands else _updates_by_roots(parameters, start)
    turns = isinstance(roots_of(parameters).first, complex)
    # What passes the goal may come within the tolerance long before its swing does.
    limit = most if by_roots is Regime.SETTLING else 0
    if never_lands:
        limit = STRETCH
    elif estimate <= most:
        limit = 2 * most
    ending = yield from follow(parameters, limit)
    is_counted = estimate <= most or never_lands or ending.converged or bool(ending.weights)
    if not is_counted:
        # Where rounding lets the last stretch rest, the run will have come to rest before it.
        last = yield from follow(parameters, STRETCH, weight=_near_the_goal(parameters, start))
        ending = Ending(0, False, last.carried, weights=last.weights)
    regime = regime_of_weights(ending.weights) or by_roots
    text = _sentence(parameters, by_roots, regime, ending)
    if ending.converged:
        landed = ending.updates
        text += f"; converged after {counted(landed, 'update')}"
    elif regime is by_roots and math.isfinite(estimate):
        landed = int(estimate)
        about = "roughly" if is_rough(parameters) else "at most about" if turns else "about"
        text += f"; converged after {about} {counted(landed, 'update')}"
    text = _with_alphas(text if is_counted else f"{text}, by the formula", parameters)
    updates = ending.updates if ending.weights and is_counted else None
    weights = ending.weights if is_counted else ()
    return Forecast(regime, landed, text, is_counted, weights, updates, facts)


def _updates_by_roots(parameters: Given, start: Row) -> float:
    """After about how many updates the miss is within the tolerance; inf where never."""
    problem, roots = parameters.problem, roots_of(parameters)
    size = roots.size
    if not 0 < size < 1:
        return math.inf if size else 1
    wanted = math.log(smallest_told(parameters)) - math.log(problem.miss(start.weight)[0])
    shrinks = math.log1p(-_short_of_1(roots))
    if shrinks == 0:
        return math.inf
    updates = wanted / shrinks
    for _ in range(ROUNDS):
        updates = max((wanted - _log_of_front(roots, updates)) / shrinks, 1)
    second = roots.second
    if not isinstance(second, complex) and roots.beta < 0:
        # Of two roots on both sides of 0 the smaller one can have nearly all of the miss.
        rest = abs(1 - math.exp(_log_of_front(roots, updates)))
        updates = max(updates, (wanted - math.log(rest)) / math.log(abs(second)) if rest else 1)
    return math.ceil(updates) if math.isfinite(updates) else math.inf


def _log_of_front(roots: Roots, updates: float) -> float:
    """The logarithm of what stands before the larger root's power after so many updates from rest."""
    first, second = roots.first, roots.second
    if isinstance(first, complex) or isinstance(second, complex):
        # The miss is at most front * size ** updates; this is the front of its turning.
        return math.log(math.hypot(1, (first.real - 1 + roots.rate) / first.imag))
    # miss = first**n * (1 + (1 - rate - first) / first * (1 + q + ... + q**(n - 1))), where q = second / first.
    apart, ratio = (first - second) / first, second / first
    power = ratio**updates if ratio > 0 else 0.0
    times = (1 - power) / apart if apart > ALIKE else updates
    front = abs(1 + (1 - roots.rate - first) / first * times)
    return math.log(front) if front else 0.0


def _short_of_1(roots: Roots) -> float:
    """How much the larger root's size is below 1, negative where it is above, with the digits that the rate has."""
    first, second, rate, beta = roots.first, roots.second, roots.rate, roots.beta
    if isinstance(first, complex):
        return (1 - beta) / (1 + math.sqrt(beta))
    # At 1 and at -1 the polynomial of the roots is the rate, and 2 * (1 + beta) - rate.
    return rate / (1 - second.real) if first > 0 else (2 * (1 + beta) - rate) / (1 + second.real)


def _near_the_goal(parameters: Given, start: Row) -> float:
    """A weight so near the goal that the tolerance is some thousands of updates away, on the start's side."""
    problem = parameters.problem
    goal_weight = problem.bottom
    if goal_weight is None:
        return start.weight
    distance = problem.widest(parameters.tolerance) / problem.scale
    distance *= math.exp(min(STRETCH / 2 * _short_of_1(roots_of(parameters)), 700.0))
    # Nearer than this the weight may by chance be the one float that has no miss.
    distance = max(distance, 8 * math.ulp(goal_weight))
    distance = min(distance, abs(start.weight - goal_weight))
    return goal_weight + math.copysign(distance, start.weight - goal_weight)


def _sentence(parameters: Given, by_roots: Regime, regime: Regime, ending: Ending) -> str:
    text = f"each update multiplies the swing by {size_text(roots_of(parameters))}: {SAID[by_roots]}"
    if regime is by_roots:
        return text
    weights = listed(parameters.problem, ending.weights)
    if regime is Regime.STALLED:
        return f"{text}, until rounding stops it at {weights}"
    return f"{text}, until rounding makes it jump between {weights}"


def size_text(roots: Roots) -> str:
    """The larger root's size in few digits; so near 1 that they would not tell, how little it differs."""
    text = recorded(roots.size)
    if text != "1":
        return text
    below_1 = _short_of_1(roots)
    return f"1 {'-' if below_1 > 0 else '+'} {recorded(abs(below_1), 3)}" if below_1 else text


def alphas_sentence(parameters: Given) -> str:
    """Which alphas converge, and which of them cross the goal; empty where none do."""
    edge, crossing = stable_alpha_below(parameters), crosses_above(parameters)
    if edge is None:
        return ""
    stable = f"stable for alpha above 0 and below {below(edge, write=recorded)}"
    return f"{stable}; it crosses the goal above {below(crossing, write=recorded)}" if crossing else stable


def _with_alphas(text: str, parameters: Given) -> str:
    return "; ".join(filter(None, (text, alphas_sentence(parameters))))
