"""The forecast against what running gives."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gdtui.core.flags import Flag
from gdtui.core.forecast import RUN_LIMIT, Regime, forecast
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from tests.strategies import descents_by_factor, gradient_descents, hot_and_colds

ROWS = 800


def updates_by_running(parameters: Parameters, rows: int = ROWS) -> int | None:
    """After how many updates a row is converged; None where the weights come back before one is."""
    before: list[float] = []
    for row in Run(parameters).rows(0, rows):
        if Flag.CONVERGED in row.flags:
            return row.iteration - 1
        if row.weight in before:
            return None
        before = [*before[-1:], row.weight]
    return None


def clear_of_rounding(parameters: Parameters) -> bool:
    """Whether the start is at the goal or clearly not: a miss of rounding errors may vanish before it grows."""
    start = Run(parameters).row(0)
    return start.delta == 0 or start.error > parameters.tolerance


def regime_by_the_factor(parameters: Parameters) -> Regime:
    """The regime that the exact factor leads to."""
    factor = 1 - Fraction(parameters.alpha) * Fraction(parameters.input) ** 2
    if Run(parameters).row(0).delta == 0:
        return Regime.AT_GOAL
    if abs(factor) > 1:
        return Regime.DIVERGING
    if abs(factor) < Fraction(1, 10**9):
        return Regime.ONE_STEP
    if factor == 1:
        return Regime.STALLED
    return Regime.SETTLING if factor < 0 else Regime.CONVERGING


@settings(max_examples=2000)
@given(st.one_of(gradient_descents, descents_by_factor))
def test_gradient_descents_regime_is_the_factors(parameters: Parameters) -> None:
    seen = forecast(parameters)
    assert seen.factor is not None
    assume(clear_of_rounding(parameters))
    # Nearer to 1 than this, sizes begin to count as the same.
    assume(abs(abs(seen.factor) - 1) > 1e-8 or parameters.input == 0 or parameters.alpha == 0)
    assert seen.factor == pytest.approx(1 - parameters.alpha * parameters.input**2, rel=1e-12, abs=1e-12)
    assert seen.regime is regime_by_the_factor(parameters)


FLAGS_ABOVE_THE_TOLERANCE = {
    Regime.CONVERGING: set(),
    Regime.ONE_STEP: set(),
    Regime.SETTLING: {Flag.SETTLING, Flag.OVERSHOOT},
    Regime.OSCILLATING: {Flag.OSCILLATING, Flag.OVERSHOOT},
    Regime.DIVERGING: {Flag.DIVERGING, Flag.OVERSHOOT, Flag.OVERFLOW},
    Regime.STALLED: {Flag.STALLED},
    Regime.AT_GOAL: set(),
}


@settings(max_examples=600)
@given(gradient_descents)
def test_gradient_descents_forecast_is_what_running_gives(parameters: Parameters) -> None:
    seen = forecast(parameters)
    assert seen.factor is not None
    assume(clear_of_rounding(parameters))
    # Other factors near 1 take too many rows for a test.
    assume(abs(abs(seen.factor) - 1) > 2e-2 or abs(seen.factor) == 1)
    rows = list(Run(parameters).rows(0, ROWS))
    flags = {flag for row in rows for flag in row.flags}
    above = {flag for row in rows if row.error > parameters.tolerance for flag in row.flags}
    assert seen.iterations_to_tolerance == updates_by_running(parameters)
    assert above <= FLAGS_ABOVE_THE_TOLERANCE[seen.regime]
    assert (Flag.DIVERGING in flags) == (seen.regime is Regime.DIVERGING)
    assert (Flag.STALLED in flags) == (seen.regime is Regime.STALLED)
    assert (Flag.OSCILLATING in flags) == (seen.regime is Regime.OSCILLATING)
    lands = seen.regime in (Regime.CONVERGING, Regime.SETTLING, Regime.ONE_STEP, Regime.AT_GOAL)
    assert (Flag.CONVERGED in rows[-1].flags) == lands


@settings(max_examples=600)
@given(hot_and_colds)
def test_hot_and_colds_forecast_is_what_running_gives(parameters: Parameters) -> None:
    goal_weight = parameters.problem.goal_weight or 0.0
    assume(abs(goal_weight - parameters.weight) < (ROWS - 10) * parameters.step_amount)
    seen = forecast(parameters)
    updates = updates_by_running(parameters)
    assert seen.iterations_to_tolerance == updates
    if updates is not None:
        lands = {0: Regime.AT_GOAL, 1: Regime.ONE_STEP}.get(updates, Regime.CONVERGING)
        assert seen.regime is lands
    else:
        last = Run(parameters).row(ROWS - 1)
        assert seen.regime is (Regime.STALLED if Flag.STALLED in last.flags else Regime.OSCILLATING)


@pytest.mark.parametrize(
    ("values", "updates"),
    [
        ({"input": 2.0, "alpha": 0.0001}, 21_877),
        ({"alpha": 0.001}, 39_051),
        ({"method": "hot-and-cold", "step_amount": 0.00004}, 27_499),
    ],
    ids=str,
)
def test_the_formulas_answer_for_a_long_run_is_what_running_gives(values: dict[str, Any], updates: int) -> None:
    parameters = Parameters(**values)
    assert updates > RUN_LIMIT
    assert forecast(parameters).iterations_to_tolerance == updates
    assert updates_by_running(parameters, updates + 10) == updates
