"""The forecasts of pairs, measures, formulas and own loops against running, row by row."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gdtui.core.flags import Flag
from gdtui.core.forecast import Forecast, Regime, forecast, foresee
from gdtui.core.forecast.by_following import FOLLOWED
from gdtui.core.parameters import ParameterError, Parameters
from gdtui.core.row import Row
from gdtui.core.run import Run
from tests.strategies import few, figures

ROWS = 2_000
MOST_PROCESSOR_TIME = 0.3

OWN = [
    ["velocity = 0.5 * velocity - alpha * weight_delta", "weight = weight + velocity"],
    ["weight = weight - alpha * weight_delta", "alpha = alpha * decay"],
    ["count = count + 1", "weight = weight - alpha * weight_delta / count"],
    ["if delta > 0:", "    weight = weight - alpha", "else:", "    weight = weight + alpha"],
    ["speed = max(speed * 0.9, abs(weight_delta))", "weight = weight - alpha * weight_delta / speed"],
    [
        "pred = input * weight",
        "error = (pred - goal_pred) ** 2",
        "weight = weight - alpha * input * (pred - goal_pred)",
    ],
    ["pred = input * weight", "weight = weight - alpha * input * (pred - goal_pred)", "error = abs(pred - goal_pred)"],
    ["error = (weight - 3) ** 2 + 0.1 * alpha", "weight = weight - alpha * (weight - 3)"],
    ["error = 1 / weight + weight", "weight = weight - alpha * (1 - 1 / weight ** 2)"],
    ["weight = weight - alpha * sqrt(weight_delta)"],
]
FORMULAS = [
    *("(2 * weight - 0.8) ** 2", "abs(weight - 1)", "weight ** 4 - weight ** 2 + 0.25", "exp(weight) - weight - 1"),
    *("1 - cos(weight)", "sqrt(weight) - log(weight)", "weight", "max(weight, 1 - weight) - 0.5"),
    *("1 / weight ** 2 + weight ** 2 - 2", "tanh(weight) ** 2", "log(1 + weight ** 2)"),
    "sin(5 * weight) + weight ** 2 + 1",
]

measures = st.sampled_from(["squared", "absolute", "signed"])
pairs = st.one_of(
    st.lists(st.tuples(figures, figures), min_size=2, max_size=6),
    st.lists(st.tuples(figures, figures), min_size=90, max_size=100),
)
problems: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"pairs": pairs, "measure": measures}),
    st.fixed_dictionaries({"input": figures, "goal": figures, "measure": measures}),
    st.fixed_dictionaries({"formula": st.sampled_from(FORMULAS)}),
)
alphas = st.one_of(figures, st.floats(-5, 0.5).map(lambda exponent: 10**exponent))


@st.composite
def others(draw: st.DrawFn) -> Parameters:
    values = draw(problems)
    method = draw(st.sampled_from(["gradient-descent", "hot-and-cold", "momentum", "own"]))
    if method == "own":
        values |= {"loop": draw(st.sampled_from(OWN)), "let": {"decay": draw(st.sampled_from([0.9, 0.99, 1.01]))}}
    knobs = {
        "weight": draw(figures),
        "alpha": draw(alphas),
        "beta": draw(st.sampled_from([0.0, 0.5, 0.9, 1.0, 1.1, -0.5])),
        "step_amount": draw(st.floats(-3, 0.3).map(lambda exponent: 10**exponent)),
        "stay": draw(st.booleans()),
        "tolerance": draw(st.sampled_from([1e-9, 1e-3, 0.0])),
    }
    try:
        return Parameters(method=method, **values, **knobs)
    except ParameterError:
        # An own loop that asks for what this problem has not.
        assume(False)
        raise


def foreseen(parameters: Parameters) -> tuple[Forecast, float]:
    """The forecast, and the most processor time that it took without coming up."""
    work, longest = foresee(parameters), 0.0
    while True:
        began = time.thread_time()
        try:
            next(work)
        except StopIteration as stop:
            return stop.value, max(longest, time.thread_time() - began)
        longest = max(longest, time.thread_time() - began)


def as_far_as_it_converges(parameters: Parameters) -> tuple[list[Row], int | None]:
    rows = []
    for row in Run(parameters).rows(0, ROWS):
        rows.append(row)
        if row.error <= parameters.limit:
            return rows, row.iteration - 1
    return rows, None


@settings(few, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(others())
def test_a_forecast_is_what_running_gives(parameters: Parameters) -> None:
    seen, longest = foreseen(parameters)
    assert longest < MOST_PROCESSOR_TIME
    rows, landed = as_far_as_it_converges(parameters)
    # The last update may land on the other side.
    flags = {flag for row in rows[:-1] for flag in row.flags}
    if landed is None:
        assert seen.iterations_to_tolerance is None or seen.iterations_to_tolerance >= len(rows)
    elif seen.counted:
        assert seen.iterations_to_tolerance == landed
    elif seen.iterations_to_tolerance is None:
        assert landed > FOLLOWED // parameters.problem.times
    else:
        assert seen.iterations_to_tolerance == pytest.approx(landed, rel=0.03, abs=1)
    if seen.regime is Regime.CONVERGING and landed:
        assert Flag.OVERSHOOT not in flags
    if seen.weights and seen.updates_to_weights is not None and seen.updates_to_weights < ROWS:
        start = seen.updates_to_weights
        assert {row.weight for row in Run(parameters).rows(start, start + 300)} <= set(seen.weights)
    if seen.regime in (Regime.CONVERGING, Regime.SETTLING, Regime.ONE_STEP, Regime.STALLED):
        assert rows[-1].finite
    assert seen.text
    assert "\n" not in seen.text


SAID: dict[str, tuple[dict[str, Any], str]] = {
    "at the goal": ({"formula": "(weight - 0.5) ** 2"}, "the start is at the goal already"),
    "lands": ({"formula": "(weight - 0.8) ** 2", "alpha": 0.5}, "it lands; converged after 1 update"),
    "walks down": ({"formula": "(weight - 0.8) ** 2", "alpha": 0.25}, "it walks down; converged after 14 updates"),
    "overshoots": (
        {"formula": "(weight - 0.8) ** 2", "alpha": 0.75},
        "it overshoots on its way; converged after 14 updates",
    ),
    "rests": ({"formula": "weight ** 2 + 1", "weight": 0.0}, "it stays where it is, at 0 (error 1)"),
    "for ever": (
        {"measure": "absolute", "input": 1.0, "goal": 0.25, "weight": 0.0, "alpha": 0.5},
        "it jumps for ever between 0 (error 0.25) and 0.5 (error 0.25)",
    ),
    "runs away": (
        {"measure": "signed", "input": 1.0, "alpha": 1.0},
        "it still runs away after 100,000 updates",
    ),
    "ends": (
        {"formula": "weight ** 4 + 1", "weight": 10.0, "alpha": 1.0},
        "it ends after 4 updates, where a figure is too big for a float or cannot be had: it diverges",
    ),
}


@pytest.mark.parametrize(("values", "said"), SAID.values(), ids=SAID)
def test_what_a_forecast_says(values: dict[str, Any], said: str) -> None:
    assert forecast(Parameters(**values)).text == said


def test_a_row_that_comes_after_an_infinity_on_the_way_does_not_hold_the_work_up() -> None:
    parameters = Parameters(formula="1 / weight ** 2 + weight ** 2 - 2", weight=-2.4, alpha=-3.0)
    assert forecast(parameters).regime is Regime.DIVERGING


def test_a_signed_error_runs_away_even_where_it_just_passes_the_goal() -> None:
    # The goal is passed among the rows that are looked at last.
    points = [(1.0, -5.5)] * 100
    parameters = Parameters(pairs=points, measure="signed", alpha=0.003, weight=0.0)
    assert forecast(parameters).regime is Regime.DIVERGING


def test_what_swings_about_the_least_absolute_error_does_not_run_away() -> None:
    points = [(float(number), float(number % 3)) for number in range(1, 21)]
    parameters = Parameters(method="momentum", pairs=points, measure="absolute", alpha=0.0037, beta=0.5)
    assert forecast(parameters).regime is not Regime.DIVERGING
