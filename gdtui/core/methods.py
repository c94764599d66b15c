"""The two ways of learning: hot and cold, and gradient descent; each turns a weight into one step."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar, Protocol

from gdtui.core.problem import Problem, squared
from gdtui.core.step import Step


class Method(Protocol):
    """A rule that says, for any weight, what the error is and which weight comes next."""

    title: ClassVar[str]
    predictions: ClassVar[int]
    step_fields: ClassVar[tuple[str, ...]]

    def step(self, problem: Problem, iteration: int, weight: float) -> Step:
        """The row of this weight: every figure of the prediction and of the update it calls for, unflagged."""

    def follow(self, problem: Problem, weight: float, band: float, updates: int) -> tuple[float, int]:
        """Take up to so many updates with nothing written down; answers the weight and how many were taken.

        The same weights as ``step`` gives, as fast as Python goes. It stops early where the miss is ``band`` or less,
        where the weight is back at the one it began with, and where a square overflows.
        """

    @classmethod
    def own_parameters(cls) -> tuple[str, ...]:
        """The names of the parameters that only this method has."""


@dataclass(frozen=True, slots=True)
class GradientDescent:
    """Move against ``weight_delta = input * delta``, by the fraction ``alpha`` of it (any finite number).

    Source: Grokking Deep Learning, chapter 4.
    """

    alpha: float

    title: ClassVar[str] = "gradient descent"
    predictions: ClassVar[int] = 1
    step_fields: ClassVar[tuple[str, ...]] = ("weight_delta",)

    def step(self, problem: Problem, iteration: int, weight: float) -> Step:
        # The order of operations is the lab's: another one would change the last bit.
        prediction = problem.input * weight
        delta = prediction - problem.goal
        weight_delta = problem.input * delta
        new_weight = weight - self.alpha * weight_delta
        return Step(iteration, weight, prediction, squared(delta), delta, new_weight, weight_delta)

    def follow(self, problem: Problem, weight: float, band: float, updates: int) -> tuple[float, int]:
        input_, goal, alpha = problem.input, problem.goal, self.alpha
        first = weight
        for taken in range(updates):
            delta = input_ * weight - goal
            if -band <= delta <= band:
                return weight, taken
            weight -= alpha * (input_ * delta)
            if weight == first:
                return weight, taken + 1
        return weight, updates

    @classmethod
    def own_parameters(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))


@dataclass(frozen=True, slots=True)
class HotAndCold:
    """Try a step up and a step down and take the better one; ``step_amount`` > 0, in units of the weight.

    Equal tries stay put. The present error is not looked at, so that a far too big step makes it jump for ever;
    with ``stay`` it moves only where a try beats the present error. Source: Grokking Deep Learning, chapter 4.
    """

    step_amount: float
    stay: bool = False

    title: ClassVar[str] = "hot and cold"
    predictions: ClassVar[int] = 3
    step_fields: ClassVar[tuple[str, ...]] = ("up_error", "down_error")

    def step(self, problem: Problem, iteration: int, weight: float) -> Step:
        prediction = problem.input * weight
        delta = prediction - problem.goal
        error = squared(delta)
        up_error = problem.error(weight + self.step_amount)
        down_error = problem.error(weight - self.step_amount)
        new_weight = weight
        if not self.stay or up_error < error or down_error < error:
            if down_error < up_error:
                new_weight = weight - self.step_amount
            elif down_error > up_error:
                new_weight = weight + self.step_amount
        return Step(iteration, weight, prediction, error, delta, new_weight, None, up_error, down_error)

    def follow(self, problem: Problem, weight: float, band: float, updates: int) -> tuple[float, int]:
        input_, goal, step_amount = problem.input, problem.goal, self.step_amount
        first = weight
        taken = 0
        try:
            for taken in range(updates):
                delta = input_ * weight - goal
                if -band <= delta <= band:
                    return weight, taken
                up, down = weight + step_amount, weight - step_amount
                up_error, down_error = (input_ * up - goal) ** 2, (input_ * down - goal) ** 2
                if not self.stay or min(up_error, down_error) < delta**2:
                    if down_error < up_error:
                        weight = down
                    elif down_error > up_error:
                        weight = up
                if weight == first:
                    return weight, taken + 1
        except OverflowError:
            return weight, taken
        return weight, updates

    @classmethod
    def own_parameters(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))


METHODS: dict[str, type[GradientDescent] | type[HotAndCold]] = {
    "hot-and-cold": HotAndCold,
    "gradient-descent": GradientDescent,
}
"""Every method, by the name that commands and files use."""
