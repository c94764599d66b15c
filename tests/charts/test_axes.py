"""Ticks stand at round values inside the axis, and their labels say these values."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.charts.axes import ROUND_NUMBERS, label, round_up, span

magnitudes = st.tuples(st.floats(1, 9.999), st.integers(-300, 300)).map(lambda pair: pair[0] * 10.0 ** pair[1])


@given(magnitudes)
def test_rounding_up_gives_a_round_number_that_is_not_much_larger(value: float) -> None:
    rounded = round_up(value)
    assert value <= rounded <= 1.34 * value
    mantissa = f"{rounded:e}".split("e")[0]
    assert float(mantissa) in ROUND_NUMBERS


@given(st.floats(-1e6, 1e6), magnitudes, st.integers(1, 20))
def test_ticks_lie_inside_and_their_labels_read_back_as_their_values(low: float, length: float, most: int) -> None:
    axis = span(low, low + length, most)
    assert len(axis.ticks) <= most + 1
    values = [value for value, _ in axis.ticks]
    assert all(low <= value <= low + length for value in values)
    assert values == sorted(values)
    steps = [after - before for before, after in pairwise(values)]
    for value, text in axis.ticks:
        smallest = min(steps, default=max(abs(value), 1e-300))
        assert abs(float(text) - value) <= smallest * 0.05 + 1e-300
    assert len({text for _, text in axis.ticks}) == len(axis.ticks)


@given(st.floats(-1e6, 1e6), st.floats(1e-2, 1e6), st.integers(1, 20))
def test_an_axis_has_about_as_many_ticks_as_are_asked_for(low: float, length: float, most: int) -> None:
    assert most // 2 <= len(span(low, low + length, most).ticks) <= most + 1


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        (0.0, 0.5, "0"),
        (1.5, 0.5, "1.5"),
        (-0.30000000000000004, 0.1, "-0.3"),
        (1e-5, 5e-6, "1e-5"),
        (2e16, 1e16, "2e16"),
        (30.0, 10.0, "30"),
        (1.00001, 0.00001, "1.00001"),
        (0.0, 5e-324, "0"),
        (5e-324, 5e-324, "4.9e-324"),
    ],
)
def test_labels_are_short(value: float, step: float, text: str) -> None:
    assert label(value, step) == text


@pytest.mark.parametrize(("low", "high"), [(1.0, 1.0), (2.0, 1.0), (-1.7e308, 1.7e308), (1e300, 1e300 + 1e285)])
def test_an_axis_without_room_for_ticks_has_none(low: float, high: float) -> None:
    assert span(low, high, 5).ticks == ()
