"""The forecast: an example of each regime, its sentences, and figures at the ends of the range."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import pytest
from hypothesis import given

from gdtui.core.flags import Flag
from gdtui.core.forecast import Forecast, Regime, forecast
from gdtui.core.methods import METHODS
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from tests.strategies import wild_parameters

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
    assert (seen.fact("factor"), seen.fact("stable_alpha_below"), seen.fact("one_step_alpha")) == (None, None, None)


def test_the_sentence_of_the_labs_input_2() -> None:
    seen = forecast(Parameters(input=2.0))
    assert seen == Forecast(
        Regime.DIVERGING,
        None,
        "each update multiplies the miss by -3: it diverges; stable for alpha above 0 and below 0.5; "
        "alpha 0.25 lands in one update",
        facts={"factor": -3.0, "stable_alpha_below": 0.5, "one_step_alpha": 0.25},
    )


LANDS = (
    "moves by 0.001 each time: it lands on the goal after 1,100 updates (3,300 predictions), "
    "then wiggles between 1.6 (error 1.07995e-27) and 1.601 (error 2.5e-07)"
)
JUMPS = (
    "moves by 0.2 each time: it cannot land; after 5 updates (15 predictions) it jumps for ever "
    "between 1.5 (error 0.0025) and 1.7 (error 0.0025)"
)
BREAKS = "moves by 10 each time: it cannot land; it jumps for ever between 0.5 (error 0.3025) and 10.5 (error 19.8025)"
STAYS = "moves by 0.2 each time: it cannot land; after 6 updates (18 predictions) it stays at 1.7 (error 0.0025)"
AT_GOAL = "the start is at the goal already, then wiggles between 1.6 (error 1e-12) and 1.7 (error 0.0024999)"


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"step_amount": 0.001}, LANDS),
        ({"step_amount": 0.2}, JUMPS),
        ({"step_amount": 10.0}, BREAKS),
        ({"step_amount": 0.2, "stay": True}, STAYS),
        ({"input": 0.0}, "neither try is better: it stays where it is"),
        ({"weight": 1.6, "step_amount": 0.1}, "the start is at the goal already"),
        ({"weight": 1.6, "step_amount": 0.1, "goal": 0.800001}, AT_GOAL),
    ],
    ids=["lands", "jumps", "breaks", "stays", "input 0", "rests at the goal", "wiggles at the goal"],
)
def test_the_sentences_of_hot_and_cold(values: dict[str, Any], text: str) -> None:
    assert forecast(Parameters(method="hot-and-cold", **values)).text == text


@given(wild_parameters)
def test_any_parameters_have_a_forecast_of_finite_figures(parameters: Parameters) -> None:
    seen = forecast(parameters)
    assert seen.text
    alphas = (seen.fact("stable_alpha_below"), seen.fact("one_step_alpha"))
    assert all(figure is None or math.isfinite(figure) for figure in seen.facts.values())
    assert all(alpha is None or 0 < alpha < math.inf for alpha in alphas)
    start = Run(parameters).row(0)
    assert (seen.iterations_to_tolerance == 0) == (start.error <= parameters.tolerance)


@pytest.mark.parametrize("values", product([0.0, 1e-300, 1e300, -1e300], repeat=2), ids=str)
@pytest.mark.parametrize("alpha", [0.0, -0.5, 1e-300, 1e300])
@pytest.mark.parametrize("method", [name for name, method in METHODS.items() if not method.texts])
def test_figures_at_the_ends_of_the_range_have_a_forecast(
    method: str, alpha: float, values: tuple[float, float]
) -> None:
    weight, input_ = values
    seen = forecast(Parameters(method=method, weight=weight, input=input_, alpha=alpha, step_amount=abs(alpha) or 1.0))
    assert seen.regime in Regime
    assert all(figure is None or math.isfinite(figure) for figure in seen.facts.values())


@pytest.mark.parametrize(
    ("alpha", "regime"),
    [
        (1e-10, Regime.CONVERGING),
        (-1e-10, Regime.DIVERGING),
        # Updates of the last misses above the tolerance are below the last place of the weight.
        (1e-12, Regime.STALLED),
        (1e-17, Regime.STALLED),
        (-1e-15, Regime.DIVERGING),
        (-1e-17, Regime.STALLED),
        (2 * (1 - 1e-10), Regime.OSCILLATING),
        (2 * (1 + 1e-10), Regime.OSCILLATING),
        (2 * (1 - 1e-8), Regime.SETTLING),
        (2 * (1 + 1e-8), Regime.DIVERGING),
        (1 - 1e-10, Regime.ONE_STEP),
        (1 - 1e-8, Regime.CONVERGING),
        (1 + 1e-8, Regime.SETTLING),
    ],
)
def test_regimes_at_the_limits(alpha: float, regime: Regime) -> None:
    assert forecast(Parameters(weight=0.0, input=1.0, goal=0.8, alpha=alpha)).regime is regime


@pytest.mark.parametrize(
    ("values", "updates"),
    [
        ({"input": 2.0, "alpha": 0.25, "goal": 1.5}, 1),
        ({"weight": 0.0, "input": 1.0, "goal": 1.0, "alpha": 0.5}, 54),
        ({"weight": 0.0, "input": 1.0, "goal": 1.0, "alpha": 1.5}, 53),
        ({"method": "hot-and-cold", "input": 1.0, "goal": 2.0, "step_amount": 0.25}, 6),
        ({"input": 2.0, "alpha": 0.1}, None),
    ],
    ids=["one step", "halving", "halving to and fro", "hot and cold", "stuck beside the goal"],
)
def test_a_tolerance_of_0_asks_for_the_goal_itself(values: dict[str, Any], updates: int | None) -> None:
    parameters = Parameters(tolerance=0.0, **values)
    assert forecast(parameters).iterations_to_tolerance == updates
    landings = (row.iteration - 1 for row in Run(parameters).rows(0, 2000) if row.delta == 0)
    assert next(landings, None) == updates


def test_a_start_within_the_tolerance_that_no_update_moves_is_at_the_goal() -> None:
    # 3 times 0.1 misses 0.3 by the last place, and a factor of 1.09 takes off too little to change the weight.
    parameters = Parameters(weight=0.1, input=3.0, goal=0.3, alpha=-0.01)
    assert {flag for row in Run(parameters).rows(0, 50) for flag in row.flags} == {Flag.CONVERGED}
    assert forecast(parameters).regime is Regime.AT_GOAL


@pytest.mark.parametrize("step_amount", [1e-5, 1e-7])
def test_a_run_too_long_to_count_on_is_answered_by_the_formula(step_amount: float) -> None:
    seen = forecast(Parameters(method="hot-and-cold", step_amount=step_amount))
    assert seen.regime is Regime.CONVERGING
    # The tolerance is reached where the miss is its root: at a weight 2 * sqrt(1e-9) short of the goal weight.
    assert seen.iterations_to_tolerance == pytest.approx((1.1 - 2 * math.sqrt(1e-9)) / step_amount, abs=2)
