"""Updates of each method: in the lab's own order of operations, against exact arithmetic, by their named parts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pytest
from hypothesis import assume, given

from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from tests.strategies import gradient_descents, hot_and_colds


def same_bits(figures: Iterable[float | None], expected: Iterable[float]) -> bool:
    """Whether figures are the same floats, even in the sign of a zero."""
    return list(map(repr, figures)) == list(map(repr, expected))


@given(gradient_descents)
def test_gradient_descents_figures_are_the_lab_loops_to_the_last_bit(parameters: Parameters) -> None:
    weight, input_, goal, alpha = parameters.weight, parameters.input, parameters.goal, parameters.alpha
    for row in Run(parameters).rows(0, 8):
        prediction = input_ * weight
        error = (prediction - goal) ** 2
        delta = prediction - goal
        weight_delta = input_ * delta
        new_weight = weight - alpha * weight_delta
        assert same_bits((*row[1:4], *row.figures), (weight, error, new_weight, prediction, delta, weight_delta))
        weight = new_weight


@given(hot_and_colds)
def test_hot_and_colds_figures_are_the_lab_loops_to_the_last_bit(parameters: Parameters) -> None:
    weight, input_, goal, step_amount = parameters.weight, parameters.input, parameters.goal, parameters.step_amount
    for row in Run(parameters.changed(stay=False)).rows(0, 8):
        prediction = input_ * weight
        error = (prediction - goal) ** 2
        up_error = (input_ * (weight + step_amount) - goal) ** 2
        down_error = (input_ * (weight - step_amount) - goal) ** 2
        figures = (row.weight, row.prediction, row.error, row.up_error, row.down_error)
        assert same_bits(figures, (weight, prediction, error, up_error, down_error))
        if down_error < up_error:
            weight = weight - step_amount
        if down_error > up_error:
            weight = weight + step_amount
        assert same_bits((row.new_weight,), (weight,))


@given(hot_and_colds)
def test_hot_and_cold_moves_to_the_try_with_the_smaller_error(parameters: Parameters) -> None:
    weight, input_, goal, amount = map(
        Fraction, (parameters.weight, parameters.input, parameters.goal, parameters.step_amount)
    )
    up, down, now = ((input_ * (weight + move) - goal) ** 2 for move in (amount, -amount, Fraction(0)))
    # Where the exact errors are closer than rounding can tell, floats may choose either.
    assume(abs(up - down) > Fraction(1, 10**9))
    assume(not parameters.stay or abs(min(up, down) - now) > Fraction(1, 10**9))
    moves = amount if up < down else -amount
    if parameters.stay and now < min(up, down):
        moves = Fraction(0)
    step = Run(parameters).row(0)
    assert step.new_weight == pytest.approx(float(weight + moves), abs=1e-12)
    assert step.up_error == pytest.approx(float(up), abs=1e-9)
    assert step.down_error == pytest.approx(float(down), abs=1e-9)


def test_equal_tries_stay() -> None:
    step = Run(Parameters(method="hot-and-cold", weight=1.0, input=1.0, goal=1.0, step_amount=0.5)).row(0)
    assert step.up_error == step.down_error
    assert step.new_weight == step.weight


def test_the_three_effects_of_the_input() -> None:
    stopping, reversal, scaling = (Run(Parameters(input=value)).row(0) for value in (0.0, -0.5, 1.5))
    assert stopping.weight_delta == 0
    assert reversal.delta < 0 < (reversal.weight_delta or 0)
    assert (scaling.weight_delta or 0) == 1.5 * scaling.delta
