"""The ways of learning: each is the lines that take the weight from one iteration to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gdtui.core.problem import error_at


@dataclass(frozen=True, slots=True)
class Method:
    """A way of learning, as what is said of it and as its lines; these follow the problem's.

    ``knobs`` are the parameters that only it has, the first of them how far an update goes; ``figures`` are those of
    its rows alone; ``predictions`` is what an update costs. ``lines`` gives its lines for values of the knobs.
    """

    title: str
    knobs: tuple[str, ...]
    figures: tuple[str, ...]
    predictions: int
    lines: Callable[[Mapping[str, Any]], tuple[str, ...]]


def hot_and_cold(knobs: Mapping[str, Any]) -> tuple[str, ...]:
    """Try a step up and a step down and take the better one; equal tries stay put.

    ``step_amount`` > 0 is in units of the weight. The present error is not looked at, so that a far too big step makes
    it jump for ever; with ``stay`` it moves only where a try beats the present error. Source: Grokking Deep Learning,
    chapter 4.
    """
    moves: tuple[str, ...] = (
        "if down_error < up_error:",
        "    weight = weight - step_amount",
        "elif down_error > up_error:",
        "    weight = weight + step_amount",
    )
    if knobs["stay"]:
        moves = ("if up_error < error or down_error < error:", *(f"    {line}" for line in moves))
    return (
        f"up_error = {error_at('weight + step_amount')}",
        f"down_error = {error_at('weight - step_amount')}",
        *moves,
    )


def gradient_descent(knobs: Mapping[str, Any]) -> tuple[str, ...]:
    """Move against ``weight_delta``, by the fraction ``alpha`` of it, any finite number.

    Source: Grokking Deep Learning, chapter 4.
    """
    return ("weight = weight - alpha * weight_delta",)


METHODS = {
    "hot-and-cold": Method("hot and cold", ("step_amount", "stay"), ("up_error", "down_error"), 3, hot_and_cold),
    "gradient-descent": Method("gradient descent", ("alpha",), ("weight_delta",), 1, gradient_descent),
}
"""Every method, by the name that commands and files use."""
