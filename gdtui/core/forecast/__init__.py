"""What parameters lead to, known before the first step.

For gradient descent on one weight every update multiplies the miss by the same factor, ``1 - alpha * input**2``; for
hot and cold every update moves by the same amount. So the outcome is a formula, but for what floats decide:

- A factor within 1e-9 of 0, and a negative one whose square is within 1e-9 of 1, count as 0 and as -1, as the flags
  count sizes.
- The run itself is followed, bit by bit, through ``RUN_LIMIT`` updates. It gives the number of updates to the
  tolerance; and where rounding brings it to rest short of the goal, or to weights that come back, it is stalled, or
  oscillating, whatever the formula says.
- A run that would take longer is answered by the formula, and ``counted`` says so. Its last stretch is followed all
  the same, since that is where rounding stops a run.
"""

from __future__ import annotations

from functools import lru_cache

from gdtui.core.given import Given
from gdtui.core.outcome import Forecast, Regime
from gdtui.core.stepping import stepping
from gdtui.core.work import Work, finished

__all__ = ["Forecast", "Regime", "forecast", "foresee"]


@lru_cache(maxsize=64)
def forecast(parameters: Given) -> Forecast:
    """What these parameters will do; the module's docstring says where floats decide."""
    return finished(foresee(parameters))


def foresee(parameters: Given) -> Work[Forecast]:
    """The work that makes a forecast, as the method has it; the longest run takes some tens of milliseconds."""
    return parameters.rule.foresee(parameters, stepping(parameters)(1, *parameters.start))
