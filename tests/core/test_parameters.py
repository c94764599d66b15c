"""What a run can be made from, and what is refused."""

from __future__ import annotations

import pytest

from gdtui.core.parameters import ParameterError, Parameters


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"weight": float("nan")}, "weight"),
        ({"input": float("inf")}, "input"),
        ({"goal": "0.8"}, "goal"),
        ({"alpha": True}, "alpha"),
        ({"alpha": None}, "alpha"),
        ({"weight": 10**400}, "weight"),
        ({"step_amount": 0.0}, "step_amount"),
        ({"step_amount": -0.1}, "step_amount"),
        ({"tolerance": -1e-9}, "tolerance"),
        ({"stay": 1}, "stay"),
        ({"method": "newton"}, "method"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_values_that_make_no_run_are_refused_by_name(values: dict[str, object], field: str) -> None:
    with pytest.raises(ParameterError) as caught:
        Parameters(**values)  # type: ignore[arg-type]
    assert caught.value.field == field


def test_whole_numbers_become_floats() -> None:
    assert repr(Parameters(weight=2).weight) == "2.0"


def test_the_values_in_use_are_those_of_the_method_and_the_others_are_kept() -> None:
    parameters = Parameters(alpha=0.25, step_amount=0.2, stay=True)
    assert list(parameters.in_use()) == ["method", "weight", "input", "goal", "alpha", "tolerance"]
    other = Parameters(method="hot-and-cold", alpha=0.25, step_amount=0.2, stay=True)
    assert list(other.in_use()) == ["method", "weight", "input", "goal", "step_amount", "stay", "tolerance"]
    assert (parameters.step_amount, other.alpha) == (0.2, 0.25)
