"""The forecast against what running gives, row by row, ties and rounding included."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from gdtui.core.expressions import power
from gdtui.core.flags import Flag
from gdtui.core.forecast import Forecast, Regime, forecast
from gdtui.core.forecast.ending import LARGEST_SLICE, RUN_LIMIT, follow
from gdtui.core.parameters import Parameters
from gdtui.core.problems.pair import widest_miss
from gdtui.core.run import Run
from gdtui.core.work import finished
from tests.strategies import any_parameters, descents_by_factor, gradient_descents, hot_and_colds

ROWS = 2_000


def exact_factor(parameters: Parameters) -> Fraction:
    """What each update multiplies the miss by, without any rounding."""
    return 1 - Fraction(parameters.alpha) * Fraction(parameters.input) ** 2


def by_running(parameters: Parameters, rows: int = ROWS) -> tuple[Regime, int | None] | None:
    """The regime and the updates to the tolerance that are seen in the rows; None where so many do not show them."""
    seen: dict[float, int] = {}
    deltas: list[float] = []
    updates: int | None = None
    for row in Run(parameters).rows(0, rows):
        if Flag.CONVERGED in row.flags and updates is None:
            updates = row.iteration - 1
        if Flag.DIVERGING in row.flags:
            return Regime.DIVERGING, updates
        if updates:
            return regime_of_landing(parameters, deltas, updates), updates
        if row.weight in seen:
            if updates is not None:
                return Regime.AT_GOAL, 0
            return (Regime.STALLED if row.iteration - seen[row.weight] == 1 else Regime.OSCILLATING), None
        if updates is not None and parameters.method == "hot-and-cold":
            return Regime.AT_GOAL, 0
        if updates is not None and row.iteration > 3 and abs(row.delta) <= abs(deltas[0]):
            return Regime.AT_GOAL, 0
        seen[row.weight] = row.iteration
        deltas.append(row.delta)
    return None


def regime_of_landing(parameters: Parameters, deltas: list[float], updates: int) -> Regime:
    """The regime of a run whose misses before it landed were these."""
    if parameters.method == "hot-and-cold":
        return Regime.ONE_STEP if updates == 1 else Regime.CONVERGING
    factor = exact_factor(parameters)
    if factor < 0 and abs(factor * factor - 1) <= Fraction(1, 10**9):
        return Regime.OSCILLATING
    if abs(factor) <= Fraction(1, 10**9):
        return Regime.ONE_STEP if updates == 1 else Regime.CONVERGING
    if updates == 1 or abs(factor) < Fraction(1, 10**6):
        # So near the goal at once, the side it is on can be rounding.
        return Regime.SETTLING if factor < 0 else Regime.CONVERGING
    return Regime.SETTLING if deltas[0] * deltas[1] < 0 else Regime.CONVERGING


tolerances = st.sampled_from([1e-9, 1e-9, 0.0, 1e-30, 1e-3, 1.0])
scales = st.sampled_from([1.0, 1.0, 1e-9, 1e6, 1e9])


def scaled(parameters: Parameters, scale: float, tolerance: float) -> Parameters:
    """The same in other units of the weight, where rounding matters more or less."""
    return Parameters(
        method=parameters.method,
        weight=parameters.weight * scale,
        input=parameters.input,
        goal=parameters.goal * scale,
        alpha=parameters.alpha,
        step_amount=parameters.step_amount,
        stay=parameters.stay,
        tolerance=tolerance,
    )


of_all_sizes = st.builds(scaled, st.one_of(any_parameters, descents_by_factor), scales, tolerances)


@pytest.mark.slow
@given(of_all_sizes)
def test_regime_and_count_are_what_running_gives(parameters: Parameters) -> None:
    seen = forecast(parameters)
    if parameters.method == "gradient-descent":
        # Sizes count as the same from here on: how a rounded factor compares with that is another question.
        factor = exact_factor(parameters)
        assume(factor == 1 or not Fraction(9, 10**10) < abs(abs(factor * factor) - 1) < Fraction(11, 10**10))
    ran = by_running(parameters)
    if ran is None:
        assert seen.iterations_to_tolerance in (0, None) or seen.iterations_to_tolerance >= ROWS - 1
    else:
        assert (seen.regime, seen.iterations_to_tolerance) == ran
        assert seen.counted


@given(st.one_of(gradient_descents, hot_and_colds))
def test_the_weights_that_come_back_are_those_that_the_rows_end_in(parameters: Parameters) -> None:
    seen = forecast(parameters)
    assume(seen.weights and seen.iterations_to_tolerance is None)
    updates = seen.updates_to_weights
    assert updates is not None
    assume(updates < ROWS)
    rows = list(Run(parameters).rows(0, updates + 20))
    weights = [row.weight for row in rows]
    assert set(weights[updates:]) == set(seen.weights)
    assert not set(weights[:updates]) & set(seen.weights)
    assert list(seen.weights) == sorted(seen.weights)


def flags_above_the_tolerance(parameters: Parameters) -> set[Flag]:
    rows: Iterator[Any] = Run(parameters).rows(0, ROWS)
    return {flag for row in rows if row.error > parameters.tolerance for flag in row.flags}


FLAGS = {
    Regime.CONVERGING: set(),
    Regime.ONE_STEP: {Flag.OVERSHOOT},
    Regime.SETTLING: {Flag.SETTLING, Flag.OVERSHOOT},
    Regime.OSCILLATING: {Flag.OSCILLATING, Flag.OVERSHOOT},
    Regime.DIVERGING: {Flag.DIVERGING, Flag.OVERSHOOT, Flag.OVERFLOW},
    Regime.STALLED: {Flag.STALLED},
    Regime.AT_GOAL: set(),
}


@given(gradient_descents)
def test_the_flags_are_those_of_the_regime(parameters: Parameters) -> None:
    seen = forecast(parameters)
    flags = flags_above_the_tolerance(parameters)
    assert flags <= FLAGS[seen.regime]
    if abs(abs(seen.fact("factor") or 0.0) - 1) > 1e-6 or seen.fact("factor") in (1, -1):
        own = {Regime.DIVERGING: Flag.DIVERGING, Regime.STALLED: Flag.STALLED, Regime.OSCILLATING: Flag.OSCILLATING}
        assert {regime for regime, flag in own.items() if flag in flags} == {seen.regime} & set(own)


@given(st.one_of(gradient_descents, hot_and_colds), st.integers(1, 300))
def test_following_takes_the_same_updates_as_stepping(parameters: Parameters, updates: int) -> None:
    ending = finished(follow(parameters, updates))
    assume(not ending.overflowed)
    assert ending.weight in ending.weights or Run(parameters).row(ending.updates).weight == ending.weight


@given(st.floats(0, allow_infinity=False))
@example(0.0)
@example(5e-324)
def test_the_widest_miss_is_the_last_whose_square_is_within_the_tolerance(tolerance: float) -> None:
    miss = widest_miss(tolerance)
    assert miss**2 <= tolerance < power(math.nextafter(miss, math.inf), 2)


LONG: dict[str, tuple[dict[str, Any], int]] = {
    "the lab's 0.0001": ({"alpha": 0.0001}, 390_547),
    "input 2": ({"input": 2.0, "alpha": 0.00001}, 218_801),
    "hot and cold": ({"method": "hot-and-cold", "step_amount": 0.00001}, 109_994),
}


@pytest.mark.slow
@pytest.mark.parametrize(("values", "updates"), LONG.values(), ids=LONG)
def test_a_long_run_is_counted_to_its_end(values: dict[str, Any], updates: int) -> None:
    parameters = Parameters(**values)
    seen = forecast(parameters)
    assert (seen.iterations_to_tolerance, seen.counted) == (updates, True)
    assert by_running(parameters, updates + 2) == (Regime.CONVERGING, updates)


TOO_LONG: dict[str, dict[str, Any]] = {
    "a small alpha": {"input": 2.0, "alpha": 0.0000025},
    "a small step amount": {"method": "hot-and-cold", "step_amount": 0.000002},
    "an alpha just below the edge": {"input": 1.0, "alpha": 1.99999, "weight": 0.5},
}


@pytest.mark.parametrize("values", TOO_LONG.values(), ids=TOO_LONG)
def test_the_formula_for_a_run_too_long_to_follow_is_near_what_running_gives(values: dict[str, Any]) -> None:
    parameters = Parameters(**values)
    seen = forecast(parameters)
    assert not seen.counted
    assert "after about" in seen.text
    assert seen.iterations_to_tolerance is not None
    assert seen.iterations_to_tolerance > RUN_LIMIT
    ran = finished(follow(parameters, 2 * seen.iterations_to_tolerance))
    assert ran.converged
    assert seen.iterations_to_tolerance == pytest.approx(ran.updates, rel=1e-6)


BESIDE: dict[str, tuple[float, bool]] = {
    "half a step beside it": (600_000.5, False),
    "half a step beside it, from above": (-600_000.5, False),
    "a bit less than half a step": (600_000.4, True),
    "a bit more than half a step": (600_000.6, True),
    "a bit more than half a step, from above": (-600_000.6, True),
}


@pytest.mark.parametrize(("steps", "stay"), BESIDE.values(), ids=BESIDE)
def test_a_long_run_of_hot_and_cold_that_cannot_land_ends_as_it_does_where_it_is_followed(
    steps: float, stay: bool
) -> None:
    goal_weight = 0.5 + 1e-6 * steps
    parameters = Parameters(method="hot-and-cold", goal=goal_weight / 2, step_amount=1e-6, stay=stay, tolerance=1e-15)
    seen, ran = forecast(parameters), finished(follow(parameters, 2 * 600_000))
    assert ran.updates == pytest.approx(600_000, abs=2)
    assert all(abs(weight - goal_weight) < 2e-6 for weight in ran.weights)
    regime, ends = (
        (Regime.STALLED, "it comes beside the goal and stays there")
        if len(ran.weights) == 1
        else (Regime.OSCILLATING, "it steps over the goal and jumps to and fro")
    )
    assert (seen.regime is Regime.STALLED) is stay
    assert (seen.regime, seen.counted, seen.iterations_to_tolerance) == (regime, False, None)
    assert seen.text == f"moves by 1e-06 each time: {ends}, by the formula"


def test_a_long_run_of_hot_and_cold_that_rounding_stops_is_said_so() -> None:
    seen = forecast_of(method="hot-and-cold", **LAST_STRETCH)
    rounds = "so little beside the weight that rounding stops it short of the goal, by the formula"
    assert (seen.text, seen.counted) == (f"moves by 7.15256e-07 each time: {rounds}", False)


# The first moves change the miss, whose unit in the last place is less beside the goal than the weight's is beside it.
LAST_STRETCH = {"weight": 0.0, "input": 1.9, "goal": 1.9 * 1.01 * 2**33, "step_amount": 0.75 * 2**-20}


def forecast_of(**values: Any) -> Forecast:
    return forecast(Parameters(**values))


@pytest.mark.parametrize(
    ("seen", "regime"),
    [
        (forecast_of(weight=1e9, input=1.0, goal=1e9 + 10, alpha=1e-4), Regime.STALLED),
        (forecast_of(weight=1e9, input=1.0, goal=1e9 + 10, alpha=1e-5), Regime.STALLED),
        (forecast_of(input=1.0, alpha=1e-16, weight=1e6, goal=2e6), Regime.STALLED),
        (forecast_of(input=1.0, alpha=-3e-17, weight=0.0, goal=2e6), Regime.STALLED),
        (forecast_of(method="hot-and-cold", **LAST_STRETCH), Regime.STALLED),
        (forecast_of(method="hot-and-cold", weight=0.0, input=0.0, goal=1e10, step_amount=1e-6), Regime.STALLED),
    ],
    ids=["seen", "in its last stretch", "at once", "away", "hot and cold's last stretch", "input 0"],
)
def test_rounding_that_stops_a_run_is_foreseen(seen: Forecast, regime: Regime) -> None:
    assert (seen.regime, seen.iterations_to_tolerance) == (regime, None)


def test_a_period_is_found_in_the_largest_slice_too() -> None:
    # A step of 0.001 to a goal that lies two slices away: the weights come back long after the first slices.
    parameters = Parameters(method="hot-and-cold", weight=0.0, input=1.0, goal=2.0005 + 0.001 * LARGEST_SLICE * 4)
    seen = forecast(parameters)
    assert seen.regime is Regime.OSCILLATING
    low, high = seen.weights[0], seen.weights[-1]
    assert low < parameters.goal < high
    assert seen.updates_to_weights == pytest.approx(parameters.goal / 0.001, abs=2)
