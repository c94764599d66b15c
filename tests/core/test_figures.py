"""Figures as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.figures import counted, lab_style, short


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.30250000000000005, "0.3025"),
        (1.0, "1.0"),
        (0.0, "0.0"),
        (-25828031.8, "-25828031.8"),
        (1.07995057925e-27, "1.07995057925e-27"),
        (1e16, "1e+16"),
        (123456789012.0, "123456789012.0"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
    ],
)
def test_the_lab_prints_12_digits_and_whole_numbers_with_their_point(value: float, text: str) -> None:
    assert lab_style(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_labs_12_digits_read_back_to_within_their_last(value: float) -> None:
    assert float(lab_style(value)) == pytest.approx(value, rel=5.1e-12, abs=1e-320)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.30250000000000005, "0.3025"), (-3.0, "-3"), (-0.0, "0"), (1.6e14, "1.6e+14"), (1234567.0, "1.23457e+06")],
)
def test_sentences_have_6_digits_and_no_minus_0(value: float, text: str) -> None:
    assert short(value) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 updates"), (1, "1 update"), (1101, "1,101 updates")])
def test_nouns_are_counted(number: int, text: str) -> None:
    assert counted(number, "update") == text
