"""What is to be learned: one input and the goal that its prediction should meet."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gdtui.core.loop import power

LINES = (
    "pred = input * weight",
    "error = (pred - goal_pred) ** 2",
    "delta = pred - goal_pred",
    "weight_delta = input * delta",
)
"""Predict, compare, and the direction and amount; the order of operations is the lab's, to the last bit."""


def error_at(weight: str) -> str:
    """How the error is written at any weight, itself an expression."""
    return f"(input * ({weight}) - goal_pred) ** 2"


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
        return power(self.predict(weight) - self.goal, 2)

    @property
    def goal_weight(self) -> float | None:
        """The weight at the bottom of the bowl, ``goal / input``; None where no finite weight is one."""
        if self.input == 0:
            return None
        goal_weight = self.goal / self.input
        return goal_weight if math.isfinite(goal_weight) else None
