"""Everything that makes a run, and what values are allowed for it."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any

from gdtui.core.loop import Loop, loop_of
from gdtui.core.methods import METHODS, Method
from gdtui.core.problem import LINES, Problem


class ParameterError(ValueError):
    """A value that no run can be made from; ``field`` names the parameter, the text says why in a few words."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason

    def said_of(self, what: str) -> str:
        """The reason with what it is about: ``'two' is not a number``, ``step_amount must be above 0``."""
        return f"{what} {self.reason}" if self.reason.startswith("must") else f"{what} is {self.reason}"


def parse_figure(field: str, text: str) -> float:
    """The number that a person typed for a parameter; ParameterError where it is not one that this field allows."""
    try:
        value = float(text)
    except ValueError:
        raise ParameterError(field, "not a number") from None
    return check_figure(field, value)


def check_figure(field: str, value: float) -> float:
    """The value itself where the field allows it, else ParameterError: finite, step_amount > 0, tolerance >= 0."""
    if math.isnan(value):
        raise ParameterError(field, "not a number")
    if math.isinf(value):
        raise ParameterError(field, "not finite")
    if field == "step_amount" and value <= 0:
        raise ParameterError(field, "must be above 0")
    if field == "tolerance" and value < 0:
        raise ParameterError(field, "must be 0 or above")
    return value


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a run is made from. All floats are finite; ``step_amount`` > 0 and ``tolerance`` >= 0 (of the error).

    The values of both methods are kept, so that changing the method to and fro loses neither. Raises
    ParameterError for a value that is not allowed.
    """

    method: str = "gradient-descent"
    weight: float = 0.5
    input: float = 0.5
    goal: float = 0.8
    alpha: float = 1.0
    step_amount: float = 0.001
    stay: bool = False
    tolerance: float = 1e-9

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ParameterError("method", f"not one of {', '.join(METHODS)}")
        if not isinstance(self.stay, bool):
            raise ParameterError("stay", "not true or false")
        for field in FIGURES:
            value = getattr(self, field)
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ParameterError(field, "not a number")
            try:
                figure = float(value)
            except OverflowError:
                raise ParameterError(field, "not finite") from None
            object.__setattr__(self, field, check_figure(field, figure))

    @property
    def problem(self) -> Problem:
        """The input and the goal."""
        return Problem(self.input, self.goal)

    @property
    def rule(self) -> Method:
        """The method."""
        return METHODS[self.method]

    @property
    def loop(self) -> Loop:
        """The lines of one iteration: predict, compare, learn."""
        return loop_of((*LINES, *self.rule.lines({name: getattr(self, name) for name in self.rule.knobs})))

    @property
    def values(self) -> dict[str, float]:
        """What the loop is given, by the names that its lines have for it."""
        return {"goal_pred" if name == "goal" else name: getattr(self, name) for name in FIGURES}

    def in_use(self) -> dict[str, Any]:
        """The parameters that this method works with, by name, in the order people read them."""
        names = ("method", "weight", "input", "goal", *self.rule.knobs, "tolerance")
        return {name: getattr(self, name) for name in names}


FIGURES = tuple(field.name for field in fields(Parameters) if field.name not in ("method", "stay"))
"""The parameters that are numbers."""
