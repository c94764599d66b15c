"""How a miss becomes an error: its square, as the lab has it, its size, or the miss itself."""

from __future__ import annotations

from typing import NamedTuple

from gdtui.core.expressions import power
from gdtui.core.knob import ParameterError
from gdtui.core.language import sign


class Measure(NamedTuple):
    """The error of a miss, and the weight_delta that belongs to it, both as expressions in which ``{}`` is the miss.

    Squared, weight_delta is the input times the miss, half of the slope; otherwise it is the slope.
    """

    error: str
    direction: str


MEASURES = {
    "squared": Measure("{} ** 2", "input * {}"),
    "absolute": Measure("abs({})", "input * sign({})"),
    "signed": Measure("{}", "input"),
}
"""Every measure, by its name."""


def checked_measure(name: object) -> str:
    """The name of a measure; ParameterError where it is none."""
    if not isinstance(name, str) or name not in MEASURES:
        raise ParameterError("measure", f"not one of {', '.join(MEASURES)}")
    return name


def error_of(miss: float, measure: str) -> float:
    """The error of a miss: a square is infinite where it overflows."""
    return power(miss, 2) if measure == "squared" else abs(miss) if measure == "absolute" else miss


def pull_of(input_: float, miss: float, measure: str) -> float:
    """A pair's weight_delta: in which direction it pulls the weight, and how far."""
    if measure == "signed":
        return input_
    return input_ * miss if measure == "squared" else input_ * sign(miss)


def slope_of(input_: float, miss: float, measure: str) -> float:
    """The derivative of that error by the weight."""
    # The input times the miss first: twice a huge input would be infinite, and that times no miss is no number.
    return (2 if measure == "squared" else 1) * pull_of(input_, miss, measure)
