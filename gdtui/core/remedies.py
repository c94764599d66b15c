"""What to change so that a run learns; only what was tried and does is ever recommended."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import takewhile

from gdtui.core.figures import below, short
from gdtui.core.forecast import forecast
from gdtui.core.forecast.of_gradient_descent import landing_alpha
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run

FINER = 100
"""How much smaller a step amount is tried, and through how many rows: from one side of the goal past the other."""
CLEARLY = 0.99
"""An error is lower only if by more than rounding."""
MOST_TENFOLDS = 20


@lru_cache(maxsize=16)
def alpha_to_try(parameters: Parameters) -> str:
    """An alpha that leads to the tolerance, or else below which nothing diverges; empty where none is known to."""
    seen = forecast(parameters)
    ridge, edge = seen.fact("one_step_alpha"), seen.fact("stable_alpha_below")
    if ridge is None or edge is None:
        return ""
    landing = landing_alpha(parameters)
    if landing is not None:
        return f"alpha {landing}"
    if forecast(parameters.changed(alpha=float(short(ridge)))).iterations_to_tolerance is not None:
        return f"alpha {short(ridge)}"
    return "" if 0 < parameters.alpha < edge else f"an alpha between 0 and {below(edge)}"


@lru_cache(maxsize=16)
def better_step_amount(parameters: Parameters) -> str:
    """Whether a smaller or a bigger step amount gets nearer than this one does; empty where neither does.

    ``parameters`` start from the weight at which it jumps to and fro, or rests.
    """
    nearest = CLEARLY * _lowest_error(parameters)
    amount = parameters.step_amount
    if _lowest_error(parameters.changed(step_amount=amount / FINER or amount)) < nearest:
        return "smaller"
    tenfolds = (amount * 10.0**power for power in range(1, MOST_TENFOLDS))
    bigger = takewhile(math.isfinite, tenfolds)
    return "bigger" if any(_lowest_error(parameters.changed(step_amount=each)) < nearest for each in bigger) else ""


def _lowest_error(parameters: Parameters) -> float:
    return min(row.error for row in Run(parameters).rows(0, FINER + 2))
