"""What is to be learned: one input and the goal that its prediction should meet."""

from __future__ import annotations

import math
from dataclasses import dataclass


def squared(miss: float) -> float:
    """The square of a miss; infinite where Python's ``**`` would raise OverflowError."""
    try:
        return miss**2
    except OverflowError:
        return math.inf


@dataclass(frozen=True, slots=True)
class Problem:
    """An input and a goal, both finite; they stay fixed while the weight learns."""

    input: float
    goal: float

    def predict(self, weight: float) -> float:
        """The network's whole work: ``input * weight``."""
        return self.input * weight

    def error(self, weight: float) -> float:
        """The squared miss at this weight: 0 or more, infinite where it overflows."""
        return squared(self.predict(weight) - self.goal)

    @property
    def goal_weight(self) -> float | None:
        """The weight at the bottom of the bowl, ``goal / input``; None where no finite weight is one."""
        if self.input == 0:
            return None
        goal_weight = self.goal / self.input
        return goal_weight if math.isfinite(goal_weight) else None
