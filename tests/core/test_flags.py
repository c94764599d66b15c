"""Flags against a second, literal reading of their table, and against the factor that decides a run."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gdtui.core.flags import Flag, Severity
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run, verdict
from gdtui.core.step import Step
from tests.experiments import EXPERIMENTS
from tests.strategies import any_parameters, figures, nonzero, wild_parameters

GRAVITY = ["overflow", "diverging", "oscillating", "settling", "stalled", "overshoot", "converged"]


def same(first: float, second: float, sources: list[float]) -> bool:
    """Within 1e-9 of each other, or within 4 units in the last place of what they were computed from."""
    gap = abs(abs(first) - abs(second))
    return gap <= 1e-9 * max(abs(first), abs(second)) or gap <= 4 * max(math.ulp(source) for source in sources)


def flags_by_the_table(rows: list[Step], index: int, parameters: Parameters) -> set[str]:
    """The table read word by word, with all rows at hand."""
    tolerance, goal, row = parameters.tolerance, parameters.goal, rows[index]
    found = set()
    figures_of_row = [figure for figure in row[1:9] if figure is not None]
    if not all(math.isfinite(figure) for figure in figures_of_row):
        found |= {"overflow", "diverging"}
    if index >= 2:
        d = [rows[place].delta for place in (index, index - 1, index - 2)]
        predictions = [rows[place].prediction for place in (index, index - 1, index - 2)]
        grew_last = abs(d[0]) > abs(d[1]) and not same(d[0], d[1], [*predictions[:2], goal])
        grew_before = abs(d[1]) > abs(d[2]) and not same(d[1], d[2], [*predictions[1:], goal])
        if grew_last and grew_before and row.error > tolerance:
            found.add("diverging")
        m = [rows[place].new_weight - rows[place].weight for place in (index, index - 1, index - 2)]
        weights = [rows[index].weight, rows[index].new_weight, rows[index - 2].weight, rows[index - 2].new_weight]
        alternate = m[0] * m[1] < 0 and m[1] * m[2] < 0
        if alternate and max(row.error, rows[index - 1].error) > tolerance and "diverging" not in found:
            if same(m[0], m[2], weights):
                found.add("oscillating")
            elif abs(m[0]) < abs(m[2]):
                found.add("settling")
    if row.new_weight == row.weight and row.error > tolerance:
        found.add("stalled")
    if index >= 1 and min(row.delta, rows[index - 1].delta) < 0 < max(row.delta, rows[index - 1].delta):
        found.add("overshoot")
    if row.error <= tolerance:
        found.add("converged")
    return found


@settings(max_examples=1500)
@given(any_parameters, st.integers(1, 40))
def test_flags_are_those_of_the_table_gravest_first(parameters: Parameters, count: int) -> None:
    rows = list(Run(parameters).rows(0, count))
    for index, row in enumerate(rows):
        assert {flag.value for flag in row.flags} == flags_by_the_table(rows, index, parameters)
        assert [flag.value for flag in row.flags] == sorted(row.flags, key=GRAVITY.index)


def factor(parameters: Parameters) -> Fraction:
    """What each update multiplies the miss by, exactly."""
    return 1 - Fraction(parameters.alpha) * Fraction(parameters.input) ** 2


def flags_seen(parameters: Parameters, rows: int) -> set[Flag]:
    return {flag for row in Run(parameters).rows(0, rows) for flag in row.flags}


descents = st.builds(
    Parameters, weight=figures, input=nonzero, goal=figures, alpha=st.floats(-3, 3).map(lambda value: round(value, 4))
)


@settings(max_examples=3000)
@given(descents)
def test_a_run_is_flagged_diverging_if_and_only_if_the_factor_is_beyond_1(parameters: Parameters) -> None:
    # Closer to 1 the sizes count as the same; a smaller miss needs more rows than these to rise above the tolerance.
    assume(abs(abs(factor(parameters)) - 1) > Fraction(1, 10**7))
    assume(abs(Run(parameters).row(0).delta) > 1e-3)
    assert (Flag.DIVERGING in flags_seen(parameters, 60)) == (abs(factor(parameters)) > 1)


@pytest.mark.parametrize(("input_", "alpha"), [(2.0, 1.0), (2.0, 0.51), (1.0, -0.01)])
def test_a_run_that_begins_within_the_tolerance_still_diverges(input_: float, alpha: float) -> None:
    goal_weight = 0.75
    parameters = Parameters(weight=goal_weight + 1e-9, input=input_, goal=input_ * goal_weight, alpha=alpha)
    rows = list(Run(parameters).rows(0, 4000))
    assert Flag.CONVERGED in rows[0].flags
    assert Flag.DIVERGING in rows[-1].flags


@settings(max_examples=3000)
@given(descents)
def test_a_run_settles_if_and_only_if_it_overshoots_by_less_each_time(parameters: Parameters) -> None:
    r = factor(parameters)
    assume(abs(abs(r) - 1) > Fraction(1, 10**7))
    rows = list(islice(Run(parameters).rows(), 3))
    enough = len(rows) == 3 and (rows[2].error > parameters.tolerance or rows[1].error > parameters.tolerance)
    # A factor this small leaves a third move that is rounding, not overshooting.
    assume(abs(r) > Fraction(1, 10**6))
    assume(abs(rows[0].delta) > 1e-9)
    assert (Flag.SETTLING in rows[-1].flags) == (enough and -1 < r < 0)
    assert Flag.OSCILLATING not in flags_seen(parameters, 60)


@settings(max_examples=1000)
@given(figures, nonzero, figures)
def test_a_run_oscillates_for_ever_where_the_factor_is_minus_1(weight: float, input_: float, goal: float) -> None:
    parameters = Parameters(weight=weight, input=input_, goal=goal, alpha=2 / input_**2)
    assume(Run(parameters).row(0).error > 1e-6)
    rows = list(Run(parameters).rows(0, 60))
    assert all(row.flags == (Flag.OSCILLATING, Flag.OVERSHOOT) for row in rows[2:])


@pytest.mark.parametrize("nudge", [-1e-12, -1e-10, 1e-12, 1e-10])
def test_a_hair_beside_minus_1_counts_as_oscillating(nudge: float) -> None:
    rows = Run(Parameters(input=2.0, alpha=0.5 * (1 + nudge))).rows(0, 50)
    assert [row.flags[:1] for row in islice(rows, 2, None)] == [(Flag.OSCILLATING,)] * 48


@pytest.mark.parametrize(("nudge", "flag"), [(-1e-6, Flag.SETTLING), (1e-6, Flag.DIVERGING)])
def test_a_little_farther_from_minus_1_does_not(nudge: float, flag: Flag) -> None:
    assert Run(Parameters(input=2.0, alpha=0.5 * (1 + nudge))).row(2).flags[0] is flag


@pytest.mark.parametrize("alpha", [1.0, 0.3, -0.2, 7.0])
def test_at_the_goal_nothing_is_ever_raised_but_converged(alpha: float) -> None:
    assert flags_seen(Parameters(weight=2.0, input=0.5, goal=1.0, alpha=alpha), 100) == {Flag.CONVERGED}


def lab_rows(id_: str, count: int) -> list[Step]:
    experiment = EXPERIMENTS[id_]
    return list(Run(Parameters(method=experiment["method"], **experiment["parameters"])).rows(0, count))


def first_row(rows: list[Step], flag: Flag) -> int | None:
    return next((row.iteration for row in rows if flag in row.flags), None)


def test_the_labs_input_2_diverges_on_row_3_and_overflows_on_row_326() -> None:
    rows = lab_rows("breaking", 1000)
    assert first_row(rows, Flag.DIVERGING) == 3
    assert rows[-1].iteration == 326
    assert rows[-1].flags == (Flag.OVERFLOW, Flag.DIVERGING, Flag.OVERSHOOT)
    assert math.isinf(rows[-1].error)
    assert verdict(rows[-1]) == "overflow"


def test_the_labs_step_amount_10_oscillates_on_row_3() -> None:
    assert first_row(lab_rows("hot-and-cold-broken", 10), Flag.OSCILLATING) == 3


def test_the_labs_step_amount_0_001_lands_on_row_1101_and_wiggles_from_row_1103() -> None:
    rows = lab_rows("hot-and-cold", 1200)
    assert first_row(rows, Flag.CONVERGED) == 1101
    assert first_row(rows, Flag.OSCILLATING) == 1103
    assert all(not row.flags for row in rows[:1100])
    assert all(Flag.OSCILLATING in row.flags for row in rows[1102:])


def test_the_labs_input_1_1_settles_and_never_alarms() -> None:
    rows = lab_rows("several-steps", 500)
    assert rows[2].flags == (Flag.SETTLING, Flag.OVERSHOOT)
    seen = {flag for row in rows for flag in row.flags}
    assert seen == {Flag.SETTLING, Flag.OVERSHOOT, Flag.CONVERGED}


def test_an_input_of_0_is_stalled_from_the_first_row() -> None:
    assert all(row.flags == (Flag.STALLED,) for row in lab_rows("stopping", 10))


@given(wild_parameters)
def test_the_verdict_is_the_gravest_flag_or_running(parameters: Parameters) -> None:
    for row in Run(parameters).rows(0, 20):
        assert verdict(row) == (row.flags[0].value if row.flags else "running")


def test_severities() -> None:
    by_severity = {
        Severity.ERROR: {Flag.OVERFLOW, Flag.DIVERGING},
        Severity.WARNING: {Flag.OSCILLATING, Flag.STALLED},
        Severity.NOTE: {Flag.SETTLING, Flag.OVERSHOOT},
        Severity.SUCCESS: {Flag.CONVERGED},
    }
    assert {severity: {flag for flag in Flag if flag.severity is severity} for severity in Severity} == by_severity
    assert [flag.value for flag in Flag] == GRAVITY
