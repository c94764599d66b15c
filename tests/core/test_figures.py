"""Figures as people read them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gdtui.core.figures import apart, below, counted, in_full, lab_style, parsed_count, short


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
    [(0.30250000000000005, "0.3025"), (-3.0, "-3"), (-0.0, "0"), (1.6e14, "1.6e14"), (1234567.0, "1234570")],
)
def test_sentences_have_6_digits_and_no_minus_0(value: float, text: str) -> None:
    assert short(value) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 updates"), (1, "1 update"), (1101, "1,101 updates")])
def test_nouns_are_counted(number: int, text: str) -> None:
    assert counted(number, "update") == text


finite = st.floats(allow_nan=False, allow_infinity=False)


@given(st.floats(1e-300, 1e300), st.integers(1, 8))
@example(0.9999999, 6)
@example(9.5, 1)
def test_the_largest_figure_below_is_not_above_and_the_next_one_is(value: float, digits: int) -> None:
    text = below(value, digits)
    assert float(text) <= value
    mantissa, _, exponent = f"{float(text):.{digits - 1}e}".partition("e")
    assert len(mantissa.replace(".", "").rstrip("0")) <= digits
    next_one = float(f"{int(mantissa.replace('.', '')) + 1}e{int(exponent) - digits + 1}")
    assert next_one > value


@given(finite, finite)
def test_two_figures_are_told_apart_in_as_few_digits_as_do(first: float, second: float) -> None:
    texts = apart(first, second)
    assert texts[0] != texts[1] or first == second
    if short(first) != short(second):
        assert texts == (short(first), short(second))


def test_figures_that_differ_in_their_last_place_are_told_apart() -> None:
    assert apart(0.3, 0.30000000000000004) == ("0.29999999999999999", "0.30000000000000004")
    assert apart(1.0, 1.0000001) == ("1", "1.0000001")


@given(finite)
def test_a_figure_in_full_is_read_again_to_the_bit(value: float) -> None:
    assert repr(float(in_full(value))) == repr(value)
    assert not in_full(value).endswith(".0")


@pytest.mark.parametrize(
    ("text", "count"),
    [("3", 3), ("07", 7), ("9", 9), ("2", None), ("10", None), ("-4", None), ("4.0", None), ("", None), ("x", None)],
)
def test_a_count_that_is_typed_is_from_the_least_to_the_most(text: str, count: int | None) -> None:
    assert parsed_count(text, 3, 9) == count


def test_a_count_of_thousands_of_digits_is_none() -> None:
    assert parsed_count("1".zfill(100), 0, 9) == 1
    assert parsed_count("1".zfill(101), 0, 9) is None
