"""Gradient descent: move against weight_delta, by a fraction of it. Source: Grokking Deep Learning, chapter 4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gdtui.core.figures import short, signed
from gdtui.core.forecast.of_gradient_descent import (
    alphas_sentence,
    factor_of,
    factor_text,
    facts_of,
    foresee_gradient_descent,
    regime_by_factor,
)
from gdtui.core.given import Given
from gdtui.core.knob import Knob
from gdtui.core.machine import times
from gdtui.core.methods.method import Method
from gdtui.core.outcome import Forecast, Regime
from gdtui.core.row import Row
from gdtui.core.work import Work

ALPHA = Knob("alpha", 1.0, "The fraction of weight_delta that an update uses.", swept=True)


class GradientDescent(Method):
    """``alpha`` is any finite number."""

    title = "gradient descent"
    knobs = (ALPHA,)
    is_beyond = False

    def lines(self, knobs: Mapping[str, Any]) -> tuple[str, ...]:
        return ("weight = weight - alpha * weight_delta",)

    def foresee(self, parameters: Given, start: Row) -> Work[Forecast]:
        if parameters.problem.curvature is None:
            return super().foresee(parameters, start)
        return foresee_gradient_descent(parameters, start)

    def facts(self, parameters: Given) -> dict[str, float | None]:
        return {} if parameters.problem.curvature is None else facts_of(parameters)

    def regime(self, parameters: Given, start: Row) -> Regime | None:
        curvature = parameters.problem.curvature
        return None if curvature is None else regime_by_factor(parameters, start, factor_of(parameters))

    def alphas_sentence(self, parameters: Given) -> str:
        return alphas_sentence(parameters)

    def factor_text(self, parameters: Given, factor: float) -> str:
        return factor_text(parameters, factor)

    def machine(self, parameters: Given, row: Row, digits: int, gap: str, *, briefly: bool) -> list[str]:
        *lines, learned = super().machine(parameters, row, digits, gap, briefly=briefly)
        aside = ", the mean pull" if parameters.problem.kind == "pairs" and not briefly else ""
        return [*lines, *weight_delta_line(parameters, row, digits), f"{learned}{aside}"]

    def learned(self, parameters: Given, row: Row, digits: int) -> str:
        weight, new_weight = short(row.weight, digits), short(row.new_weight, digits)
        taken = f"alpha {times(parameters.alpha, digits)} x weight_delta {times(row.weight_delta, digits)}"
        return f"new weight {new_weight} = {weight} - {taken}"

    def explained(self, parameters: Given, row: Row) -> list[str]:
        return [*what_the_input_did(parameters, row), f"{what_alpha_did(parameters, row)}."]


def weight_delta_line(parameters: Given, row: Row, digits: int) -> list[str]:
    """Where a weight_delta comes from; nothing where the lines before say that."""
    problem, weight_delta = parameters.problem, f"weight_delta {short(row.weight_delta, digits)}"
    if problem.kind == "formula":
        return [f"{weight_delta} is the slope of the error at this weight"]
    if problem.kind != "pair":
        return []
    input_, delta = f"input {short(parameters.input, digits)}", signed(row.delta, digits)
    factor = {"squared": f" x miss {delta}", "absolute": f" x the sign of miss {delta}", "signed": ""}
    return [f"{weight_delta} = {input_}{factor[problem.measure]}"]


def what_the_input_did(parameters: Given, row: Row) -> list[str]:
    """How a miss becomes a weight_delta, with the names that its three effects have."""
    weight_delta = short(row.weight_delta)
    if parameters.problem.is_beyond:
        return [f"The weight_delta here is {weight_delta}."]
    input_, delta = parameters.input, short(row.delta)
    if input_ == 0:
        return ["Stopping: times an input of 0 every miss is 0, and so is the weight_delta."]
    effects = []
    if input_ < 0:
        effects.append("Negative reversal")
    if abs(input_) != 1:
        effects.append("Scaling" if not effects else "scaling")
    times = f"imes the input of {short(input_)} the delta of {delta} becomes a weight_delta of {weight_delta}"
    named = f"{' and '.join(effects)}: t{times}" if effects else f"T{times}"
    return [f"{named}, turned round." if input_ < 0 and row.delta else f"{named}."]


def what_alpha_did(parameters: Given, row: Row) -> str:
    """How much of the weight_delta an update takes."""
    alpha, taken = parameters.alpha, short(parameters.alpha * row.weight_delta)
    if alpha == 1:
        return "alpha is 1: all of it is taken"
    if alpha == 0:
        return "alpha is 0: nothing of it is taken"
    if alpha < 0:
        return f"alpha is {short(alpha)}: it is turned the wrong way, {taken}"
    if alpha < 1:
        return f"alpha is {short(alpha)}: only that part of it is taken, {taken}"
    return f"alpha is {short(alpha)}: that many times as much is taken, {taken}"
