"""The forecast against what running gives."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import assume, given, settings

from gdtui.core.flags import Flag
from gdtui.core.forecast import Forecast, Regime, forecast
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from tests.strategies import gradient_descents, hot_and_colds, wild_parameters

ROWS = 3_000


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


EXAMPLES: dict[Regime, dict[str, Any]] = {
    Regime.CONVERGING: {},
    Regime.ONE_STEP: {"input": 2.0, "alpha": 0.25},
    Regime.SETTLING: {"weight": 0.0, "input": 1.1},
    Regime.OSCILLATING: {"input": 2.0, "alpha": 0.5},
    Regime.DIVERGING: {"input": 2.0},
    Regime.STALLED: {"input": 0.0},
    Regime.AT_GOAL: {"weight": 1.0, "input": 1.0, "goal": 1.0},
}
HOT_AND_COLD_EXAMPLES: dict[Regime, dict[str, Any]] = {
    Regime.CONVERGING: {"step_amount": 0.1},
    Regime.ONE_STEP: {"step_amount": 0.5, "weight": 1.1},
    Regime.OSCILLATING: {"step_amount": 0.2},
    Regime.STALLED: {"step_amount": 0.2, "stay": True},
    Regime.AT_GOAL: {"weight": 1.6},
    Regime.DIVERGING: {"weight": 1e200, "input": 1e200},
}


def test_every_regime_has_an_example() -> None:
    assert set(EXAMPLES) == set(Regime)
    assert set(HOT_AND_COLD_EXAMPLES) == set(Regime) - {Regime.SETTLING}


@pytest.mark.parametrize("regime", EXAMPLES)
def test_gradient_descents_regimes(regime: Regime) -> None:
    assert forecast(Parameters(**EXAMPLES[regime])).regime is regime


@pytest.mark.parametrize("regime", HOT_AND_COLD_EXAMPLES)
def test_hot_and_colds_regimes(regime: Regime) -> None:
    seen = forecast(Parameters(method="hot-and-cold", **HOT_AND_COLD_EXAMPLES[regime]))
    assert seen.regime is regime
    assert (seen.factor, seen.stable_alpha_below, seen.one_step_alpha) == (None, None, None)


def test_the_sentence_of_the_labs_input_2() -> None:
    seen = forecast(Parameters(input=2.0))
    assert seen == Forecast(
        Regime.DIVERGING,
        -3.0,
        0.5,
        0.25,
        None,
        "each update multiplies the miss by -3: it diverges; stable for alpha below 0.5; "
        "alpha 0.25 lands in one update",
    )


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"step_amount": 0.001}, "moves by 0.001 each time: it lands on the goal after 1,100 updates"),
        ({"step_amount": 0.2}, "moves by 0.2 each time: it cannot land and jumps between 1.5 and 1.7 for ever"),
        ({"step_amount": 10.0}, "moves by 10 each time: it cannot land and jumps between 0.5 and 10.5 for ever"),
        ({"input": 0.0}, "neither try is better: it stays where it is"),
    ],
    ids=["lands", "jumps", "breaks", "stays"],
)
def test_the_sentences_of_hot_and_cold(values: dict[str, Any], text: str) -> None:
    assert forecast(Parameters(method="hot-and-cold", **values)).text == text


@settings(max_examples=1000, deadline=None)
@given(gradient_descents)
def test_gradient_descents_forecast_is_what_running_gives(parameters: Parameters) -> None:
    seen = forecast(parameters)
    # Other factors near 1 take too many rows for a test.
    assume(seen.factor is not None and (abs(abs(seen.factor) - 1) > 1e-2 or abs(seen.factor) == 1))
    flags = {flag for row in Run(parameters).rows(0, 1500) for flag in row.flags}
    assert seen.iterations_to_tolerance == updates_by_running(parameters)
    assert (Flag.DIVERGING in flags) == (seen.regime is Regime.DIVERGING)
    if seen.regime is Regime.STALLED:
        assert flags == {Flag.STALLED}
    if seen.regime in (Regime.CONVERGING, Regime.SETTLING, Regime.ONE_STEP):
        assert Flag.CONVERGED in flags
    if seen.regime is Regime.CONVERGING:
        assert not flags & {Flag.SETTLING, Flag.OSCILLATING}
    if seen.regime is Regime.OSCILLATING:
        assert flags == {Flag.OSCILLATING, Flag.OVERSHOOT}


@settings(max_examples=1000, deadline=None)
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


@settings(max_examples=500, deadline=None)
@given(wild_parameters)
def test_any_parameters_have_a_forecast_of_finite_figures(parameters: Parameters) -> None:
    seen = forecast(parameters)
    assert seen.text
    alphas = (seen.stable_alpha_below, seen.one_step_alpha)
    assert seen.factor is None or math.isfinite(seen.factor)
    assert all(alpha is None or 0 < alpha < math.inf for alpha in alphas)
    start = Run(parameters).row(0)
    assert (seen.iterations_to_tolerance == 0) == (start.error <= parameters.tolerance)


@pytest.mark.parametrize("step_amount", [1e-5, 1e-7])
def test_a_run_too_long_to_count_on_is_answered_by_the_formula(step_amount: float) -> None:
    seen = forecast(Parameters(method="hot-and-cold", step_amount=step_amount))
    assert seen.regime is Regime.CONVERGING
    # The tolerance is reached where the miss is its root: at a weight 2 * sqrt(1e-9) short of the goal weight.
    assert seen.iterations_to_tolerance == pytest.approx((1.1 - 2 * math.sqrt(1e-9)) / step_amount, abs=2)
