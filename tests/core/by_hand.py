"""The arithmetic of the two methods of the lab, written out once more: an oracle for whatever steps."""

from __future__ import annotations

import math
from collections.abc import Iterator

from gdtui.core.parameters import Parameters
from gdtui.core.row import Row, figures_type


def squared(miss: float) -> float:
    try:
        return miss**2
    except OverflowError:
        return math.inf


def steps_by_hand(parameters: Parameters, most: int) -> Iterator[Row]:
    """The first rows, without flags, to one that is not finite."""
    weight, input_, goal = parameters.weight, parameters.input, parameters.goal
    for iteration in range(1, most + 1):
        prediction = input_ * weight
        delta = prediction - goal
        error = squared(delta)
        if parameters.method == "gradient-descent":
            weight_delta = input_ * delta
            new_weight = weight - parameters.alpha * weight_delta
            figures: tuple[float, ...] = (prediction, delta, weight_delta)
        else:
            amount = parameters.step_amount
            up_error = squared(input_ * (weight + amount) - goal)
            down_error = squared(input_ * (weight - amount) - goal)
            new_weight = weight
            if not parameters.stay or up_error < error or down_error < error:
                if down_error < up_error:
                    new_weight = weight - amount
                elif down_error > up_error:
                    new_weight = weight + amount
            figures = (prediction, delta, up_error, down_error)
        yield Row(iteration, weight, error, new_weight, figures_type(parameters.columns)(figures))
        if not all(map(math.isfinite, (weight, error, new_weight, *figures))):
            return
        weight = new_weight
