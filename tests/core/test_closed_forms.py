"""Whole runs against exact arithmetic, which has no rounding and no loop."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdtui.core.flags import Flag
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from tests.strategies import descents_by_factor, figures, gradient_descents, nonzero, positive

ROUNDING = 1e-15
"""What one update rounds away, as a part of the largest figure in it."""


@given(st.one_of(gradient_descents, descents_by_factor), st.integers(0, 25))
def test_after_k_updates_the_miss_is_the_first_times_the_factor_to_the_k(parameters: Parameters, updates: int) -> None:
    weight, input_ = Fraction(parameters.weight), Fraction(parameters.input)
    goal, alpha = Fraction(parameters.goal), Fraction(parameters.alpha)
    factor = 1 - alpha * input_**2
    first_miss = input_ * weight - goal
    miss = factor**updates * first_miss
    run = Run(parameters)
    assume(run.reach(updates + 1) > updates)
    step = run.row(updates)
    # Each update rounds figures as large as the goal, the miss and what it takes off, and the later ones multiply that.
    figures_of_an_update = (abs(goal) + abs(first_miss)) * (2 + abs(factor))
    growth = max(Fraction(1), abs(factor)) ** updates
    noise = ROUNDING * (updates + 1) * float(figures_of_an_update * growth)
    assert step.delta == pytest.approx(float(miss), rel=1e-12, abs=noise)
    assert step.error == pytest.approx(float(miss) ** 2, rel=1e-11, abs=noise * (2 * abs(float(miss)) + noise))


@given(figures, nonzero, nonzero)
def test_alpha_1_over_the_squared_input_lands_in_one_update(weight: float, input_: float, goal: float) -> None:
    landed = Run(Parameters(weight=weight, input=input_, goal=goal, alpha=1 / input_**2)).row(1)
    assert landed.weight == pytest.approx(goal / input_, rel=1e-12, abs=ROUNDING * abs(weight))
    assert Flag.CONVERGED in landed.flags


def place_of(distance: Fraction, stay: bool, update: int) -> int:
    """After so many updates, how many step amounts hot and cold has gone towards a goal this many of them away.

    It walks to the last place before the goal, then jumps between that one and the next; with ``stay`` it keeps to the
    nearer of the two.
    """
    before = floor(distance)
    if update <= before:
        return update
    if stay:
        return before + (distance - before > Fraction(1, 2))
    return before + (update - before) % 2


# Not so near to a whole number, or to halfway between two, that rounding would choose.
parts = st.one_of(st.floats(0.05, 0.45), st.floats(0.55, 0.95))


@given(figures, nonzero, positive, st.integers(0, 40), parts, st.sampled_from([1, -1]), st.booleans())
def test_hot_and_cold_walks_to_the_goals_two_neighbours_and_jumps_between_them_or_stays_at_the_nearer(
    weight: float, input_: float, amount: float, whole: int, part: float, direction: int, stay: bool
) -> None:
    goal = input_ * (weight + direction * (whole + part) * amount)
    parameters = Parameters(
        method="hot-and-cold", weight=weight, input=input_, goal=goal, step_amount=amount, stay=stay
    )
    distance = abs(Fraction(goal) / Fraction(input_) - Fraction(weight)) / Fraction(amount)
    for update, row in enumerate(Run(parameters).rows(0, whole + 6)):
        place = Fraction(weight) + direction * place_of(distance, stay, update) * Fraction(amount)
        assert row.weight == pytest.approx(float(place), rel=1e-12, abs=1e-12)


@given(figures, st.sampled_from([0.5, -1.5, 2.0, -0.1]), positive, st.integers(1, 60), st.sampled_from([1, -1]))
def test_hot_and_cold_lands_where_the_goal_is_a_whole_number_of_step_amounts_away(
    weight: float, input_: float, amount: float, whole: int, direction: int
) -> None:
    goal = input_ * (weight + direction * whole * amount)
    run = Run(Parameters(method="hot-and-cold", weight=weight, input=input_, goal=goal, step_amount=amount))
    rows = list(run.rows(0, whole + 9))
    for update, row in enumerate(rows[: whole + 1]):
        assert row.weight == pytest.approx(weight + direction * update * amount, rel=1e-12, abs=1e-12)
    # A step amount of 0.001 is more than the tolerance away for each of these inputs.
    assert [Flag.CONVERGED in row.flags for row in rows[: whole + 1]] == [False] * whole + [True]
    goal_weight = goal / input_
    assert all(abs(row.weight - goal_weight) <= amount * (1 + 1e-9) for row in rows[whole:])
