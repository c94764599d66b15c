"""Both methods against exact arithmetic, which has no rounding and no loop."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from tests.strategies import gradient_descents, hot_and_colds


@settings(max_examples=500)
@given(gradient_descents, st.integers(0, 25))
def test_after_k_updates_the_miss_is_the_first_times_the_factor_to_the_k(parameters: Parameters, updates: int) -> None:
    weight, input_, goal, alpha = map(
        Fraction, (parameters.weight, parameters.input, parameters.goal, parameters.alpha)
    )
    factor = 1 - alpha * input_**2
    miss = factor**updates * (input_ * weight - goal)
    run = Run(parameters)
    assume(run.reach(updates + 1) > updates)
    step = run.row(updates)
    largest = max([abs(run.row(index).prediction) for index in range(updates + 1)] + [abs(parameters.goal)])
    # Each update rounds a few times, and what it rounded away is multiplied by the factor from then on.
    noise = 1e-15 * (updates + 1) * largest * max(1, abs(float(factor))) ** updates
    assert step.delta == pytest.approx(float(miss), rel=1e-9, abs=8 * noise + 1e-300)
    assert step.error == pytest.approx(
        float(miss) ** 2, rel=1e-6, abs=(8 * noise) ** 2 + 32 * noise * abs(miss) + 1e-300
    )


@settings(max_examples=500)
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
