"""Momentum: gradient descent whose updates keep some of their speed, as a ball does that rolls through the bowl."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from gdtui.core.figures import short
from gdtui.core.forecast.of_momentum import (
    Roots,
    alphas_sentence,
    facts_of,
    foresee_momentum,
    regime_by_roots,
    roots_of,
    size_text,
)
from gdtui.core.given import Given, Swing
from gdtui.core.knob import Knob
from gdtui.core.machine import times
from gdtui.core.methods.gradient_descent import ALPHA, weight_delta_line, what_alpha_did, what_the_input_did
from gdtui.core.methods.method import Method
from gdtui.core.outcome import Forecast, Regime
from gdtui.core.row import Row
from gdtui.core.work import Work

BETA = Knob("beta", 0.9, "Momentum: the fraction of its velocity that an update keeps.", swept=True)


class Momentum(Method):
    """``alpha`` and ``beta`` are any finite numbers; the velocity is 0 at first."""

    title = "momentum"
    knobs = (ALPHA, BETA)
    columns = ("weight_delta", "velocity")
    multiplied = "swing"

    def lines(self, knobs: Mapping[str, Any]) -> tuple[str, ...]:
        return ("velocity = beta * velocity - alpha * weight_delta", "weight = weight + velocity")

    def foresee(self, parameters: Given, start: Row) -> Work[Forecast]:
        if parameters.problem.curvature is None:
            return super().foresee(parameters, start)
        return foresee_momentum(parameters, start)

    def facts(self, parameters: Given) -> dict[str, float | None]:
        return {} if parameters.problem.curvature is None else facts_of(parameters)

    def regime(self, parameters: Given, start: Row) -> Regime | None:
        curvature = parameters.problem.curvature
        return None if curvature is None else regime_by_roots(parameters, start)

    def factor_text(self, parameters: Given, factor: float) -> str:
        return size_text(roots_of(parameters))

    def alphas_sentence(self, parameters: Given) -> str:
        return alphas_sentence(parameters)

    def swing(self, parameters: Given) -> Swing | None:
        return None if parameters.problem.curvature is None else swing_of(roots_of(parameters))

    def machine(self, parameters: Given, row: Row, digits: int, gap: str, *, briefly: bool) -> list[str]:
        *lines, learned = super().machine(parameters, row, digits, gap, briefly=briefly)
        taken = f"alpha {times(parameters.alpha, digits)} x weight_delta {times(row.weight_delta, digits)}"
        kept = f"beta {times(parameters.beta, digits)} x old velocity"
        velocity = f"velocity {short(row.velocity, digits)} = {kept} - {taken}"
        return [*lines, *weight_delta_line(parameters, row, digits), velocity, learned]

    def learned(self, parameters: Given, row: Row, digits: int) -> str:
        weight, velocity = short(row.weight, digits), times(row.velocity, digits)
        return f"new weight {short(row.new_weight, digits)} = {weight} + velocity {velocity}"

    def explained(self, parameters: Given, row: Row) -> list[str]:
        kept = f"Of the velocity before, beta {short(parameters.beta)} is kept: together that is {short(row.velocity)}."
        return [*what_the_input_did(parameters, row), f"{what_alpha_did(parameters, row)}.", kept]


def swing_of(roots: Roots) -> Swing:
    """What shrinks and grows by one root's size in each update, exactly, whatever the miss does meanwhile."""
    first, second = roots.first, roots.second
    if isinstance(first, complex):
        rate, beta = roots.rate, roots.beta

        def turning(side: float, before: float) -> float:
            # side**2 - (1 + beta - rate) * side * before + beta * before**2, in an order that keeps its digits.
            moved = side - before
            return math.sqrt(max(moved * (moved + (1 - beta) * before) + rate * side * before, 0.0))

        return turning

    def straight(side: float, before: float) -> float:
        moved = side - before
        return max(abs(moved + (1 - second) * before), abs(moved + (1 - first) * before))

    return straight
