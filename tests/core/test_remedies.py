"""What is recommended so that a run learns: only what does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdtui.core.forecast import Regime, forecast
from gdtui.core.parameters import Parameters
from gdtui.core.remedies import alpha_to_try, better_step_amount
from gdtui.core.run import Run
from tests.strategies import figures, gradient_descents, positive


@settings(max_examples=100)
@given(gradient_descents, st.sampled_from([1e-9, 1e-9, 0.0]))
def test_an_alpha_to_try_leads_to_the_tolerance_or_else_away_from_divergence(
    parameters: Parameters, tolerance: float
) -> None:
    parameters = parameters.changed(tolerance=tolerance)
    said = alpha_to_try(parameters)
    if parameters.input == 0:
        assert said == ""
    elif said.startswith("alpha "):
        alpha = float(said.removeprefix("alpha "))
        assert alpha == pytest.approx(1 / parameters.input**2, rel=1e-5)
        assert forecast(parameters.changed(alpha=alpha)).iterations_to_tolerance is not None
    else:
        edge = 2 / parameters.input**2
        assert bool(said) == (not 0 < parameters.alpha < edge)
        if said:
            most = float(said.removeprefix("an alpha between 0 and "))
            assert edge * (1 - 1e-5) < most <= edge
            assert forecast(parameters.changed(alpha=0.99 * most)).regime is not Regime.DIVERGING


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"input": 2.0}, "alpha 0.25"),
        ({"weight": 56.0, "input": 1.9, "goal": 57.6}, "alpha 0.2770083"),
        ({"input": 0.0}, ""),
        ({"method": "hot-and-cold"}, ""),
    ],
    ids=["6 digits", "7 digits", "input 0", "no alpha"],
)
def test_the_alpha_that_lands_is_said_in_as_few_digits_as_do(values: dict[str, Any], said: str) -> None:
    assert alpha_to_try(Parameters(**values)) == said


def lowest_error(parameters: Parameters) -> float:
    return min(row.error for row in Run(parameters).rows(0, 102))


@settings(max_examples=100)
@given(figures, figures, figures, positive, st.booleans())
def test_a_smaller_step_amount_is_said_where_a_hundredth_of_it_gets_nearer(
    weight: float, input_: float, goal: float, amount: float, stay: bool
) -> None:
    values: dict[str, Any] = {"weight": weight, "input": input_, "goal": goal, "stay": stay}
    parameters = Parameters(method="hot-and-cold", step_amount=amount, **values)
    nearer = lowest_error(parameters.changed(step_amount=amount / 100)) < 0.99 * lowest_error(parameters)
    assert (better_step_amount(parameters) == "smaller") == nearer


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"step_amount": 10.0}, "smaller"),
        ({"weight": 1e9, "input": 1.0, "goal": 2e9, "step_amount": 1e-9}, "bigger"),
        ({"weight": 1e9, "input": 1.0, "goal": 2e9, "step_amount": 1e-14}, "bigger"),
        ({"weight": 1e9, "input": 1.0, "goal": 2e9, "step_amount": 1e-16}, ""),
        ({"weight": 1.6, "step_amount": 0.1}, ""),
        ({"input": 0.0}, ""),
    ],
    ids=["too big", "too small", "far too small", "beyond help", "at the goal", "input 0"],
)
def test_whether_a_smaller_or_a_bigger_step_gets_nearer(values: dict[str, Any], said: str) -> None:
    assert better_step_amount(Parameters(method="hot-and-cold", **values)) == said
