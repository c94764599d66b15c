"""The lab's problem: one input, and the goal that its prediction should meet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

from gdtui.core.expressions import power
from gdtui.core.figures import short, signed
from gdtui.core.knob import Knob
from gdtui.core.machine import beneath, times
from gdtui.core.problems.measures import MEASURES, checked_measure, error_of, slope_of
from gdtui.core.problems.problem import Problem
from gdtui.core.row import Row


class Pair(Problem):
    """An input and a goal, both finite."""

    kind: ClassVar[str] = "pair"
    fields: ClassVar[tuple[str, ...]] = ("input", "goal", "measure")
    figures: ClassVar[tuple[Knob, ...]] = (
        Knob("input", 0.5, "The network's one input."),
        Knob("goal", 0.8, "What the prediction should be."),
    )
    columns: ClassVar[tuple[str, ...]] = ("prediction", "delta")

    def __init__(self, input: float = 0.5, goal: float = 0.8, measure: str = "squared") -> None:
        self.input: float = self.figures[0].checked(input)
        self.goal: float = self.figures[1].checked(goal)
        self.measure = checked_measure(measure)

    def written(self) -> dict[str, Any]:
        measure = {} if self.measure == "squared" else {"measure": self.measure}
        return {"input": self.input, "goal": self.goal, **measure}

    @property
    def values(self) -> dict[str, Any]:
        return {"input": self.input, "goal_pred": self.goal}

    def lines(self, tries: Mapping[str, str]) -> tuple[str, ...]:
        """Predict, compare, and the direction and amount; the order of operations is the lab's, to the last bit."""
        measure = MEASURES[self.measure]
        # A sum has brackets of its own only where something is done with it.
        whole = "(pred - goal_pred)" if self.measure == "squared" else "pred - goal_pred"
        return (
            "pred = input * weight",
            f"error = {measure.error.format(whole)}",
            "delta = pred - goal_pred",
            f"weight_delta = {measure.direction.format('delta')}",
            *(f"{name} = {self._tried(weight)}" for name, weight in tries.items()),
        )

    def _tried(self, weight: str) -> str:
        miss = f"input * ({weight}) - goal_pred"
        return MEASURES[self.measure].error.format(f"({miss})" if self.measure == "squared" else miss)

    def predict(self, weight: float) -> float:
        """The network's whole work: ``input * weight``."""
        return self.input * weight

    def error(self, weight: float) -> float:
        return error_of(self.predict(weight) - self.goal, self.measure)

    def slope(self, weight: float) -> float:
        return slope_of(self.input, self.predict(weight) - self.goal, self.measure)

    @property
    def is_beyond(self) -> bool:
        return self.measure != "squared"

    @property
    def has_floor(self) -> bool:
        return self.measure != "signed"

    @property
    def is_blind(self) -> bool:
        return self.input == 0

    @property
    def curvature(self) -> float | None:
        return self.input * self.input if self.measure == "squared" else None

    @property
    def bottom(self) -> float | None:
        """The weight at the bottom of the bowl, ``goal / input``; None where no finite weight is one."""
        if self.input == 0 or self.measure == "signed":
            return None
        goal_weight = self.goal / self.input
        return goal_weight if math.isfinite(goal_weight) else None

    @property
    def least_error(self) -> float | None:
        return None if self.bottom is None else 0.0

    def limit(self, tolerance: float) -> float:
        return math.nan if self.measure == "signed" else tolerance

    def within(self, tolerance: float) -> tuple[str, float, float]:
        widest = self.widest(tolerance)
        return "delta", -widest, widest

    @property
    def scale(self) -> float:
        return abs(self.input)

    def widest(self, tolerance: float) -> float:
        if self.measure == "signed":
            return math.nan
        return widest_miss(tolerance) if self.measure == "squared" else tolerance

    def miss(self, weight: float) -> tuple[float, float]:
        delta = self.input * weight - self.goal
        return abs(delta), delta

    def computed_from(self, weight: float) -> float:
        return max(abs(self.predict(weight)), abs(self.goal))

    # In words.

    @property
    def title(self) -> str:
        return f"1 pair, {self.measure} error"

    def compared(self, row: Row, digits: int) -> str:
        delta = self.miss(row.weight)[1]
        side = "high" if delta > 0 else "low"
        miss = f"{short(abs(delta), digits)} too {side}" if delta else "no miss"
        prediction, error = short(self.predict(row.weight), digits), short(row.error, digits)
        return f"predicted {prediction}, goal {short(self.goal, digits)}: {miss}; error {error}"

    def machine(self, row: Row, digits: int, gap: str) -> list[str]:
        miss = self.miss(row.weight)[1]
        becomes = {"squared": "^2 =", "absolute": "its size =", "signed": "="}[self.measure]
        parts = (
            ("input", short(self.input, digits)),
            ("", "x"),
            ("weight", times(row.weight, digits)),
            ("", "="),
            ("prediction", short(self.predict(row.weight), digits)),
            ("", "-"),
            ("goal", times(self.goal, digits)),
            ("", "="),
            ("miss", signed(miss, digits)),
            ("", becomes),
            ("error", short(row.error, digits)),
        )
        return beneath(parts, gap)

    def missed(self, row: Row) -> str:
        prediction, goal = short(self.predict(row.weight)), short(self.goal)
        delta = self.miss(row.weight)[1]
        if delta == 0:
            return f"It predicts {prediction}, the goal itself: nothing is missed."
        miss = f"{short(abs(delta))} too {'high' if delta > 0 else 'low'}"
        how = {"squared": "Squared, that is", "absolute": "Its size is", "signed": "As it is, with its sign, that is"}
        said = f"{how[self.measure]} an error of {short(row.error)}."
        return f"It predicts {prediction}, the goal is {goal}: {miss}. {said}"


@lru_cache(maxsize=16)
def widest_miss(tolerance: float) -> float:
    """The largest miss whose square is at or below this tolerance, to the last bit."""
    within, beyond = math.sqrt(tolerance) / 2, max(2 * math.sqrt(tolerance), 1e-150)
    while math.nextafter(within, beyond) < beyond:
        middle = within + (beyond - within) / 2
        if power(middle, 2) <= tolerance:
            within = middle
        else:
            beyond = middle
    return within
