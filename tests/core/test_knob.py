"""A figure of a run by its name: which values it may have, and how they are typed."""

from __future__ import annotations

import math
from typing import Any

import pytest

from gdtui.core.knob import Knob, ParameterError

PLAIN = Knob("step_amount", 0.5, "")
ABOVE, LEAST, SWITCH = Knob("x", 1.0, "", above=0), Knob("x", 1.0, "", least=0), Knob("x", False, "")


def test_a_knob_is_called_in_words_and_as_an_option() -> None:
    assert (PLAIN.label, PLAIN.option) == ("step amount", "step-amount")
    assert [knob.is_switch for knob in (PLAIN, SWITCH, Knob("x", True, ""))] == [False, True, True]


@pytest.mark.parametrize(
    ("knob", "text", "value"),
    [
        (PLAIN, " -1e3 ", -1000.0),
        (ABOVE, "5e-324", 5e-324),
        (LEAST, "0", 0.0),
        (SWITCH, "yes", True),
        (SWITCH, " No ", False),
    ],
)
def test_what_is_typed(knob: Knob, text: str, value: Any) -> None:
    typed = knob.parse(text)
    assert (typed, type(typed)) == (value, type(value))


@pytest.mark.parametrize(
    ("knob", "value", "said"),
    [
        (PLAIN, math.nan, "x is not a number"),
        (PLAIN, True, "x is not a number"),
        (PLAIN, "1", "x is not a number"),
        (PLAIN, -math.inf, "x is not finite"),
        (PLAIN, 10**400, "x is not finite"),
        (ABOVE, 0, "x must be above 0"),
        (LEAST, -5e-324, "x must be 0 or above"),
        (SWITCH, 1, "x is not true or false"),
    ],
)
def test_what_is_not_allowed(knob: Knob, value: Any, said: str) -> None:
    with pytest.raises(ParameterError) as refused:
        knob.checked(value)
    assert (refused.value.field, refused.value.said_of("x")) == (knob.name, said)


@pytest.mark.parametrize(("knob", "text"), [(PLAIN, "much"), (SWITCH, "maybe"), (SWITCH, "1"), (PLAIN, "nan")])
def test_what_is_typed_and_is_none(knob: Knob, text: str) -> None:
    with pytest.raises(ParameterError):
        knob.parse(text)
