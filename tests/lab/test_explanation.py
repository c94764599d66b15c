"""Why an update is what it is, in words: each effect named when it acts, the figures those of the row."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.figures import short
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.lab.explanation import explained, network
from tests.strategies import any_parameters, wild_parameters


def after(steps: int, **values: Any) -> Session:
    session = Session.start(Parameters(**values))
    return session.step(steps) if steps else session


def test_an_update_that_jumps_across_the_goal() -> None:
    assert explained(after(2, input=2.0)) == [
        "It predicts 2.6, the goal is 0.8: 1.8 too high. Squared, that is an error of 3.24.",
        "Scaling: times the input of 2 the delta of 1.8 becomes a weight_delta of 3.6.",
        "alpha is 1: all of it is taken.",
        "So the weight goes down from 1.3 to -2.3, across the goal weight 0.4.",
    ]


def test_hot_and_colds_tries_and_what_they_cost() -> None:
    assert explained(after(3, method="hot-and-cold", step_amount=0.2)) == [
        "It predicts 0.55, the goal is 0.8: 0.25 too low. Squared, that is an error of 0.0625.",
        "Up, at 1.3, the error would be 0.0225; down, at 0.9, 0.1225. Up is better.",
        "So the weight goes up from 1.1 to 1.3, nearer to the goal weight 1.6.",
        "Spent so far: 3 predictions a row, 12 predictions.",
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"input": 0.0}, "Stopping: times an input of 0 every miss is 0"),
        ({"input": 1.0}, "Times the input of 1 the delta"),
        ({"input": -1.0}, "Negative reversal: times the input of -1"),
        ({"input": -0.5}, "Negative reversal and scaling: times the input of -0.5"),
        ({"input": 3.0}, "Scaling: times the input of 3"),
        ({"alpha": 0.0}, "alpha is 0: nothing of it is taken"),
        ({"alpha": 0.1}, "alpha is 0.1: only that part of it is taken, -0.0275"),
        ({"alpha": 3.0}, "alpha is 3: that many times as much is taken, -0.825"),
        ({"alpha": -1.0}, "alpha is -1: it is turned the wrong way, 0.275"),
        ({"alpha": -1.0}, "away from the goal weight 1.6"),
        ({"weight": 1.6}, "the goal itself: nothing is missed"),
        ({"weight": 1.6}, "So the weight stays at 1.6."),
        ({"method": "hot-and-cold", "input": 0.0}, "Both tries are equal."),
        ({"method": "hot-and-cold", "step_amount": 9.0, "stay": True}, "Neither try beats the present error."),
        ({"method": "hot-and-cold", "weight": 3.0}, "Down is better."),
    ],
)
def test_each_effect_is_named_when_it_acts(values: dict[str, Any], sentence: str) -> None:
    assert sentence in " ".join(explained(after(0, **values)))


@given(any_parameters, st.integers(0, 20))
def test_what_is_named_is_what_happens(parameters: Parameters, steps: int) -> None:
    session = Session.start(parameters).step(steps) if steps else Session.start(parameters)
    step, text = session.current, " ".join(explained(session))
    gradient_descent = parameters.method == "gradient-descent"
    assert ("Stopping" in text) == (gradient_descent and parameters.input == 0)
    assert ("egative reversal" in text) == (gradient_descent and parameters.input < 0)
    assert ("goes up" in text) == (step.new_weight > step.weight)
    assert ("goes down" in text) == (step.new_weight < step.weight)
    assert ("too high" in text) == (step.delta > 0)
    goal_weight = parameters.problem.bottom
    if goal_weight is not None:
        crossed = (step.weight < goal_weight < step.new_weight) or (step.weight > goal_weight > step.new_weight)
        assert ("across the goal" in text) == crossed


@given(wild_parameters, st.integers(0, 20))
def test_any_row_has_an_explanation_and_a_drawing(parameters: Parameters, steps: int) -> None:
    session = Session.start(parameters).step(steps) if steps else Session.start(parameters)
    assert all(explained(session))
    names, drawn = network(parameters, session.current)
    assert names.split() == ["input", "weight", "prediction", "delta", "error"]
    assert f"[{short(session.current.weight)}]" in drawn
    assert drawn.count("->(") == 1


def test_the_network_is_drawn_with_its_figures_under_its_parts() -> None:
    assert network(Parameters(input=2.0), after(2, input=2.0).current) == (
        "input     weight     prediction     delta     error",
        " (2)------[1.3]------->(2.6)         1.8      3.24",
    )
