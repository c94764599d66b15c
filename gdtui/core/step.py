"""One row of a run: a weight, predicted and compared, with the update that it calls for."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from gdtui.core.flags import Flag
from gdtui.core.loop import stepper
from gdtui.core.parameters import Parameters


class Step(NamedTuple):
    """One iteration's figures, in the lab's names; a tuple, since an export makes a million of them.

    ``iteration`` counts from 1. ``new_weight`` is the update called for, not yet taken. ``weight_delta`` is gradient
    descent's; ``up_error`` and ``down_error``, the errors of the two tries, are hot and cold's. In a run's last row
    figures may be infinite or nan: then it bears the overflow flag.
    """

    iteration: int
    weight: float
    prediction: float
    error: float
    delta: float
    new_weight: float
    weight_delta: float | None = None
    up_error: float | None = None
    down_error: float | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def move(self) -> float:
        """How far the weight is about to go, with its sign: ``new_weight - weight``."""
        return self.new_weight - self.weight

    @property
    def slope(self) -> float | None:
        """The bowl's true slope here, ``2 * weight_delta`` (weight_delta leaves the 2 out); None for hot and cold."""
        return None if self.weight_delta is None else 2 * self.weight_delta

    @property
    def finite(self) -> bool:
        """Whether every figure of the row is an ordinary number."""
        # A sum is finite only where all of its terms are; the rare sum that overflows by itself is looked at again.
        total = self.prediction + self.error + self.new_weight + (self.weight_delta or 0.0)
        total += (self.up_error or 0.0) + (self.down_error or 0.0)
        return math.isfinite(total) or all(math.isfinite(figure) for figure in self[1:9] if figure is not None)


def stepping(parameters: Parameters) -> Callable[[int, float], Step]:
    """A function from an iteration's number and a weight to the row there, without its flags."""
    own = parameters.rule.figures
    loop = parameters.loop.for_the_sake_of("pred", "error", "delta", *own)
    figures = [name if name in own else None for name in ("weight_delta", "up_error", "down_error")]
    result = ("iteration", "old weight", "pred", "error", "delta", "weight", *figures, "()")
    return stepper(loop, result, parameters.values, Step)
