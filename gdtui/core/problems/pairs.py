"""Several inputs, each with a goal of its own, for one weight: the error is the mean of theirs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from gdtui.core.figures import short, signed
from gdtui.core.knob import ParameterError
from gdtui.core.machine import times
from gdtui.core.problems.measures import MEASURES, checked_measure, error_of, pull_of, slope_of
from gdtui.core.problems.pair import Pair
from gdtui.core.problems.problem import Problem
from gdtui.core.row import Row

if TYPE_CHECKING:
    from fractions import Fraction

LEAST, MOST = 2, 100
"""How many pairs there are."""
MOST_SHOWN = 3
"""How many of them are shown one by one."""
LONGEST_BAR = 12
"""Cells of the bar of the strongest pull."""


class Pairs(Problem):
    """From 2 to 100 pairs of an input and a goal, all finite; error, delta and weight_delta are the means over them."""

    kind: ClassVar[str] = "pairs"
    fields: ClassVar[tuple[str, ...]] = ("pairs", "measure")
    columns: ClassVar[tuple[str, ...]] = ("delta",)

    def __init__(self, pairs: Sequence[Sequence[float]], measure: str = "squared") -> None:
        self.pairs = _checked(pairs)
        self.measure = checked_measure(measure)

    def written(self) -> dict[str, Any]:
        measure = {} if self.measure == "squared" else {"measure": self.measure}
        return {"pairs": [list(pair) for pair in self.pairs], **measure}

    def told(self) -> dict[str, str]:
        return {**super().told(), "pairs": f"{self.times} of them"}

    @property
    def values(self) -> dict[str, Any]:
        return {"pairs": self.pairs}

    @property
    def times(self) -> int:
        return len(self.pairs)

    def lines(self, tries: Mapping[str, str]) -> tuple[str, ...]:
        """The sums over the pairs, then the means; each pair has a miss of its own, and pulls the weight its way."""
        measure, count = MEASURES[self.measure], len(self.pairs)
        means = ("error", "delta", "weight_delta", *tries)
        return (
            *(f"{name} = 0" for name in means),
            "for input, goal_pred in pairs:",
            "    pred = input * weight",
            "    miss = pred - goal_pred",
            f"    error += {measure.error.format('miss')}",
            "    delta += miss",
            f"    weight_delta += {measure.direction.format('miss')}",
            *(
                f"    {name} += {measure.error.format(f'(input * ({weight}) - goal_pred)')}"
                for name, weight in tries.items()
            ),
            *(f"{name} /= {count}" for name in means),
        )

    def error(self, weight: float) -> float:
        total = 0.0
        for input_, goal in self.pairs:
            total += error_of(input_ * weight - goal, self.measure)
        return total / len(self.pairs)

    def slope(self, weight: float) -> float:
        return sum(slope_of(input_, input_ * weight - goal, self.measure) for input_, goal in self.pairs) / self.times

    @property
    def has_floor(self) -> bool:
        return self.measure != "signed"

    @property
    def is_blind(self) -> bool:
        return not any(input_ for input_, _ in self.pairs)

    # The facts are worked out in fractions, since sums of squares lose what the differences of pairs are about.

    @cached_property
    def curvature(self) -> float | None:
        if self.measure != "squared":
            return None
        from fractions import Fraction

        return _float(sum((Fraction(input_) ** 2 for input_, _ in self.pairs), Fraction(0)) / len(self.pairs))

    @cached_property
    def _exact_bottom(self) -> Fraction | None:
        from fractions import Fraction

        pulls = [(Fraction(input_), Fraction(goal)) for input_, goal in self.pairs if input_]
        if not pulls or self.measure == "signed":
            return None
        if self.measure == "squared":
            pull = sum((input_ * goal for input_, goal in pulls), Fraction(0))
            return pull / sum(input_ * input_ for input_, _ in pulls)
        # The weight at which as much pulls up as down: of the goal weights, the one in the middle by size of input.
        half, so_far = sum(abs(input_) for input_, _ in pulls) / 2, Fraction(0)
        for weight, size in sorted((goal / input_, abs(input_)) for input_, goal in pulls):
            so_far += size
            if so_far >= half:
                return weight
        return None

    @cached_property
    def bottom(self) -> float | None:
        exact = self._exact_bottom
        return None if exact is None else _float(exact)

    @cached_property
    def least_error(self) -> float | None:
        weight = self._exact_bottom
        if weight is None:
            return None
        from fractions import Fraction

        misses = [Fraction(input_) * weight - Fraction(goal) for input_, goal in self.pairs]
        errors = [miss * miss if self.measure == "squared" else abs(miss) for miss in misses]
        return _float(sum(errors, Fraction(0)) / len(errors))

    def limit(self, tolerance: float) -> float:
        if self.measure == "signed":
            return math.nan
        if self.bottom is None or self.least_error is None:
            return tolerance
        # What rounding leaves at the very bottom is not asked to be less.
        return max(self.least_error + tolerance, self.error(self.bottom))

    @property
    def scale(self) -> float:
        return math.sqrt(self.curvature or 1.0)

    def widest(self, tolerance: float) -> float:
        above = self.limit(tolerance) - (self.least_error or 0.0)
        return math.sqrt(above) if self.measure == "squared" else above

    def miss(self, weight: float) -> tuple[float, float]:
        """Along the line whose square is what the error has above its least; else by the mean miss."""
        bottom = self.bottom
        side = self._mean_miss(weight) if bottom is None else self.scale * (weight - bottom)
        return abs(side), side

    def computed_from(self, weight: float) -> float:
        if self.bottom is None:
            return sum(abs(goal) + abs(input_ * weight) for input_, goal in self.pairs)
        return self.scale * max(abs(weight), abs(self.bottom))

    # In words.

    @property
    def title(self) -> str:
        return f"{self.times} pairs, mean {self.measure} error"

    def compared(self, row: Row, digits: int) -> str:
        miss, error = short(self._mean_miss(row.weight), digits), short(row.error, digits)
        return f"{self.times} pairs, mean miss {miss}; mean error {error}"

    def machine(self, row: Row, digits: int, gap: str) -> list[str]:
        """A line a pair, with its pull on the weight as a figure and as a bar."""
        shown = self.pairs[:MOST_SHOWN]
        misses = [input_ * row.weight - goal for input_, goal in shown]
        pulls = [pull_of(input_, miss, self.measure) for (input_, _), miss in zip(shown, misses, strict=True)]
        longest = max(map(abs, pulls))
        lines = [("input", "", "weight", "", "prediction", "", "goal", "", "miss", "pull", "")]
        for (input_, goal), miss, pull in zip(shown, misses, pulls, strict=True):
            prediction = short(input_ * row.weight, digits)
            bar = "▮" * (math.ceil(LONGEST_BAR * abs(pull) / longest) if pull and math.isfinite(pull / longest) else 0)
            way = f"{'down' if pull > 0 else 'up'} {bar}" if pull else "none"
            figures = (short(input_, digits), "x", times(row.weight, digits), "=", prediction, "-", times(goal, digits))
            lines.append((*figures, "=", signed(miss, digits), signed(pull, digits), way))
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        written = [gap.join(map(str.center, line, widths[:-1])) + f"{gap}{line[-1]}" for line in lines]
        left_out = f", of all {self.times} pairs" if len(self.pairs) > MOST_SHOWN else ""
        means = {"squared": "squared misses", "absolute": "sizes of the misses", "signed": "misses"}[self.measure]
        return [
            *(line.rstrip() for line in written),
            f"error {short(row.error, digits)}: the mean of the {means}{left_out}",
        ]

    def missed(self, row: Row) -> str:
        how = {"squared": "squares", "absolute": "sizes", "signed": "misses themselves"}[self.measure]
        return (
            f"The {self.times} predictions miss their goals by {short(self._mean_miss(row.weight))} on average. "
            f"The mean of the {how} is an error of {short(row.error)}."
        )

    def _mean_miss(self, weight: float) -> float:
        return sum(input_ * weight - goal for input_, goal in self.pairs) / self.times


def _checked(pairs: Any) -> tuple[tuple[float, float], ...]:
    """The pairs as floats; ParameterError where they are none, too few or too many."""
    if isinstance(pairs, str | bytes) or not isinstance(pairs, Sequence):
        raise ParameterError("pairs", "not a list of pairs")
    if not LEAST <= len(pairs) <= MOST:
        raise ParameterError("pairs", f"must be from {LEAST} to {MOST} pairs, not {len(pairs)}")
    checked = []
    for number, pair in enumerate(pairs, 1):
        if isinstance(pair, str | bytes) or not isinstance(pair, Sequence) or len(pair) != 2:
            raise ParameterError("pairs", f"not a list of an input and a goal each: see number {number}")
        try:
            checked.append((Pair.figures[0].checked(pair[0]), Pair.figures[1].checked(pair[1])))
        except ParameterError as error:
            reason = f"must be numbers: the {error.field} of number {number} is {error.reason}"
            raise ParameterError("pairs", reason) from None
    return tuple(checked)


def _float(value: Fraction) -> float | None:
    """The nearest float; None where there is no finite one."""
    try:
        return float(value)
    except OverflowError:
        return None
