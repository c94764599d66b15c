"""Ticks stand at round values inside the axis, and their labels say these values."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gdtui.charts.axes import LOST, ROUND_NUMBERS, SMALLEST, Wanted, axes_for, even, label, round_up
from gdtui.charts.setting import Setting

magnitudes = st.tuples(st.floats(1, 9.999), st.integers(-300, 300)).map(lambda pair: pair[0] * 10.0 ** pair[1])


@given(magnitudes)
def test_rounding_up_gives_a_round_number_that_is_not_much_larger(value: float) -> None:
    rounded = round_up(value)
    assert value <= rounded <= 1.34 * value
    mantissa = f"{rounded:e}".split("e")[0]
    assert float(mantissa) in ROUND_NUMBERS


ends = st.floats(-1e6, 1e6) | st.just(0.0)


@settings(max_examples=300)
@given(ends, magnitudes, st.integers(3, 400), st.booleans(), st.booleans())
@example(0.0, 1e-320, 12, False, False)
@example(-5e307, 1e308, 3, False, False)
def test_an_axis_has_what_it_is_for_and_its_ticks_are_as_many_cells_apart_as_values(
    low: float, length: float, cells: int, across: bool, whole: bool
) -> None:
    high = low + (max(length, 10.0) if whole else length)
    assume(low < high)
    axis = even(low, high, cells, across=across, whole=whole)
    slack = 1e-9 * max(abs(low), abs(high))
    assert axis.low <= low + slack
    assert high - slack <= axis.high
    if not axis.ticks:
        # They would be told apart in many digits only, or by long labels in a row.
        assert max(abs(low), abs(high)) > 1e4 * (high - low) or across
        return
    # Between the round steps there is a factor of 2 at the most; 0 and the ends stand on cells.
    assert axis.high / 2 - axis.low / 2 <= (2 + 4 / (cells - 2)) * max(high - low, SMALLEST) / 2
    places = [(value / 2 - axis.low / 2) / (axis.high / 2 - axis.low / 2) * (cells - 1) for value, _ in axis.ticks]
    assert places == pytest.approx([round(place) for place in places], abs=1e-3)
    assert len({round(after) - round(place) for place, after in pairwise(places)}) == 1
    values = [value for value, _ in axis.ticks]
    steps = [after - before for before, after in pairwise(values)]
    assert steps == pytest.approx([steps[0]] * len(steps), rel=1e-3)
    for value, text in axis.ticks:
        assert abs(float(text) - value) <= steps[0] * 0.05
        assert not whole or value == round(value)
    assert len({text for _, text in axis.ticks}) == len(axis.ticks)
    assert 0 in values or not axis.low <= 0 <= axis.high


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


@pytest.mark.parametrize(("low", "high"), [(1.0, 1.0), (2.0, 1.0), (1e300, 1e300 + 1e285)])
def test_an_axis_without_room_for_ticks_has_none(low: float, high: float) -> None:
    assert even(low, high, 20).ticks == ()


@pytest.mark.parametrize("cells", [3, 6, 12, 40])
def test_an_axis_that_ends_at_0_stays_there(cells: int) -> None:
    assert even(0.0, 0.7, cells).low == 0
    assert even(-0.7, 0.0, cells).high == 0


X, Y = Wanted((0.2, 0.8), (0.0, 1.0)), Wanted((0.1, 3.0), (0.0, 4.0))


def test_axes_stay_as_long_as_they_show_what_they_have_to_and_show_it_large_enough() -> None:
    axes = axes_for(Setting(), X, Y)
    setting = Setting(axes=axes)
    for x, y in ((X, Y), (X._replace(shown=(0.0, 1.0)), Y), (X, Y._replace(shown=(0.0, 0.001), reach=(0.0, 0.1)))):
        assert axes_for(setting, x, y) is axes
    for x, y in (
        (X._replace(shown=(-0.3, 0.8)), Y),
        (X, Y._replace(shown=(0.1, 7.0))),
        (X._replace(reach=(0.2, 0.2 + 0.9 / LOST)), Y),
    ):
        assert axes_for(setting, x, y) is not axes
