"""Flags against the factor ``1 - alpha * input**2``, exact, which decides how a run of gradient descent goes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdtui.core.flags import Flag, Severity
from gdtui.core.parameters import Parameters
from gdtui.core.row import Row
from gdtui.core.run import Run
from tests.strategies import descents_by_factor, figures, gradient_descents, nonzero

EDGE = Fraction(1, 10**8)
"""Nearer to 1 than this, sizes begin to count as the same."""


def factor_of(parameters: Parameters) -> Fraction:
    return 1 - Fraction(parameters.alpha) * Fraction(parameters.input) ** 2


def away_from_the_edge(parameters: Parameters) -> Fraction:
    """The factor, where neither it nor the first miss is so near a boundary that rounding decides."""
    factor = factor_of(parameters)
    assume(abs(abs(factor) - 1) > EDGE)
    assume(abs(Run(parameters).row(0).delta) > 1e-3)
    return factor


def flags_seen(parameters: Parameters, rows: int) -> set[Flag]:
    return {flag for row in Run(parameters).rows(0, rows) for flag in row.flags}


descents = st.one_of(descents_by_factor, gradient_descents)


@given(descents)
def test_a_run_is_flagged_diverging_on_row_3_if_and_only_if_the_factor_is_beyond_1(parameters: Parameters) -> None:
    factor = away_from_the_edge(parameters)
    rows = list(Run(parameters).rows(0, 8))
    diverging = [row.iteration for row in rows if Flag.DIVERGING in row.flags]
    assert bool(diverging) == (abs(factor) > 1)
    if diverging and rows[0].finite and rows[1].finite:
        assert diverging == list(range(3, len(rows) + 1))


def expected(factor: Fraction, row: Row) -> set[Flag]:
    """What a row above the tolerance shows, and nothing else."""
    flags: set[Flag] = set()
    if row.iteration >= 2 and factor < 0:
        flags.add(Flag.OVERSHOOT)
    if row.iteration >= 3 and abs(factor) > 1:
        flags.add(Flag.DIVERGING)
    if row.iteration >= 3 and -1 < factor < 0:
        flags.add(Flag.SETTLING)
    return flags


@given(descents)
def test_each_row_shows_what_the_factor_says_and_nothing_else(parameters: Parameters) -> None:
    factor = away_from_the_edge(parameters)
    # A factor this near 0 leaves a miss of rounding errors only.
    assume(abs(factor) > Fraction(1, 10**6))
    alarms = {Severity.ERROR, Severity.WARNING}
    for row in Run(parameters).rows(0, 25):
        if not row.finite:
            assert {Flag.OVERFLOW, Flag.DIVERGING} <= set(row.flags)
        elif row.error > parameters.tolerance:
            assert set(row.flags) == expected(factor, row)
        else:
            assert Flag.CONVERGED in row.flags
            assert not alarms & {flag.severity for flag in row.flags}


exact_sizes = st.sampled_from([2.0**power for power in range(-6, 7)])
eighths = st.integers(-80, 80).map(lambda number: number / 8)


@given(eighths, exact_sizes, st.sampled_from([1, -1]), eighths)
def test_a_factor_of_exactly_minus_1_comes_back_to_the_same_weight_for_ever(
    weight: float, size: float, side: int, goal: float
) -> None:
    parameters = Parameters(weight=weight, input=side * size, goal=goal, alpha=2 / size**2)
    assert factor_of(parameters) == -1
    rows = list(Run(parameters).rows(0, 30))
    assume(rows[0].delta != 0)
    assert {row.weight for row in rows[::2]} == {weight}
    assert len({row.weight for row in rows}) == 2
    assert all(row.flags == (Flag.OSCILLATING, Flag.OVERSHOOT) for row in rows[2:])


@given(figures, nonzero, figures)
def test_a_factor_of_minus_1_but_for_rounding_oscillates_too(weight: float, input_: float, goal: float) -> None:
    parameters = Parameters(weight=weight, input=input_, goal=goal, alpha=2 / input_**2)
    rows = list(Run(parameters).rows(0, 40))
    assume(rows[0].error > 1e-6)
    assert all(row.flags == (Flag.OSCILLATING, Flag.OVERSHOOT) for row in rows[2:])


@pytest.mark.parametrize("nudge", [-1e-12, -1e-10, 1e-12, 1e-10])
def test_a_hair_beside_minus_1_counts_as_oscillating(nudge: float) -> None:
    rows = list(Run(Parameters(input=2.0, alpha=0.5 * (1 + nudge))).rows(2, 50))
    assert [row.flags[0] for row in rows] == [Flag.OSCILLATING] * 48


@pytest.mark.parametrize(("nudge", "flag"), [(-1e-8, Flag.SETTLING), (1e-8, Flag.DIVERGING)])
def test_a_little_farther_from_minus_1_does_not(nudge: float, flag: Flag) -> None:
    assert Run(Parameters(input=2.0, alpha=0.5 * (1 + nudge))).row(2).flags[0] is flag


@pytest.mark.parametrize(("alpha", "flags"), [(-1e-8, {Flag.DIVERGING}), (-1e-10, set()), (1e-10, set())])
def test_growth_on_one_side_too_slow_to_be_told_from_none_is_not_flagged(alpha: float, flags: set[Flag]) -> None:
    assert flags_seen(Parameters(input=1.0, alpha=alpha), 50) == flags


@pytest.mark.parametrize(("input_", "alpha"), [(2.0, 1.0), (2.0, 0.51), (1.0, -0.01)])
def test_a_run_that_begins_within_the_tolerance_still_diverges(input_: float, alpha: float) -> None:
    goal_weight = 0.75
    parameters = Parameters(weight=goal_weight + 1e-9, input=input_, goal=input_ * goal_weight, alpha=alpha)
    rows = list(Run(parameters).rows(0, 4000))
    assert Flag.CONVERGED in rows[0].flags
    assert Flag.DIVERGING in rows[-1].flags


@pytest.mark.parametrize("alpha", [1.0, 0.3, -0.2, 7.0])
def test_at_the_goal_nothing_is_ever_raised_but_converged(alpha: float) -> None:
    assert flags_seen(Parameters(weight=2.0, input=0.5, goal=1.0, alpha=alpha), 100) == {Flag.CONVERGED}
