"""A figure in hand is moved, and what it did to the error is told truly."""

from __future__ import annotations

import pytest

from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.workspace.grab import Grab


def grabbed(**values: float) -> Grab:
    return Grab(Session.start(Parameters(**values)))  # type: ignore[arg-type]


def test_the_weight_is_moved_and_the_slope_is_said_beside_what_the_error_did() -> None:
    grab = grabbed()
    assert grab.press("right")
    assert grab.parameters.weight == 0.6
    # 0.5 x 0.6 - 0.8 = -0.5, and the slope at 0.5 is 2 x 0.5 x -0.55.
    assert grab.said == "weight 0.6 (+0.1): error 0.25 (-0.0525), the slope says -0.055."
    assert grab.press("left")
    assert grab.parameters == Parameters()


def test_ten_moves_of_a_tenth_are_one() -> None:
    grab = grabbed(weight=0.0)
    for _ in range(10):
        grab.press("right")
    assert grab.parameters.weight == 1.0


def test_another_figure_is_taken_and_moves_get_bigger_and_smaller() -> None:
    grab = grabbed()
    grab.press("down")
    grab.press("plus")
    grab.press("right")
    assert grab.parameters == Parameters(input=1.5)
    assert grab.said == "input 1.5 (+1): error 0.0025 (-0.3)."
    grab.press("up")
    assert grab.name == "weight"
    for _ in range(20):
        grab.press("minus")
    grab.press("right")
    assert grab.parameters.weight == 0.501


def test_what_may_be_no_less_is_said_to_be_as_far_as_it_goes() -> None:
    grab = grabbed(method="hot-and-cold", step_amount=0.05)  # type: ignore[arg-type]
    while grab.name != "step_amount":
        grab.press("down")
    grab.press("left")
    assert grab.parameters.step_amount == 0.05
    assert grab.said.startswith("step_amount 0.05 is as far as it goes: ")


@pytest.mark.parametrize("key", ["space", "q", "enter", "escape", "x"])
def test_other_keys_mean_nothing_here(key: str) -> None:
    grab = grabbed()
    assert not grab.press(key)
    assert grab.parameters == Parameters()
