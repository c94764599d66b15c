"""Lines are cut to the view exactly where they leave it; exact fractions are the oracle."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.charts.clip import clip_line, clip_segment, in_view, position
from gdtui.charts.picture import Span

places = st.floats(-5, 5).map(lambda value: round(value, 3))
points = st.tuples(places, places)


def inside_by_sampling(start: tuple[float, float], end: tuple[float, float]) -> list[Fraction]:
    """Those of 201 places along a segment, as fractions of it, that lie in the unit square."""
    seen = []
    for index in range(201):
        along = Fraction(index, 200)
        here = [Fraction(a) + along * (Fraction(b) - Fraction(a)) for a, b in zip(start, end, strict=True)]
        if all(0 <= place <= 1 for place in here):
            seen.append(along)
    return seen


@given(points, points)
def test_a_clipped_segment_covers_what_lies_inside_and_nothing_else(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    seen = inside_by_sampling(start, end)
    clipped = clip_segment(start, end)
    if clipped is None:
        # The segment may touch the square between two samples, but not along a stretch of it.
        assert len(seen) <= 1
        return
    assert in_view(clipped[0])
    assert in_view(clipped[1])
    longest = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    if longest == 0:
        return
    axis = 0 if abs(end[0] - start[0]) == longest else 1
    first, last = ((place[axis] - start[axis]) / (end[axis] - start[axis]) for place in clipped)
    assert all(first - 1e-9 <= sample <= last + 1e-9 for sample in seen)
    for other in (0, 1):
        for along, place in ((first, clipped[0]), (last, clipped[1])):
            assert start[other] + along * (end[other] - start[other]) == pytest.approx(place[other], abs=1e-9)


@pytest.mark.parametrize(
    ("start", "end"),
    [((math.nan, 0.5), (0.5, 0.5)), ((0.5, 0.5), (0.5, math.nan)), ((2, 2), (3, 3)), ((-1, 3), (3, 3))],
    ids=["nan start", "nan end", "outside", "above"],
)
def test_a_segment_with_nothing_to_show_is_left_out(start: tuple[float, float], end: tuple[float, float]) -> None:
    assert clip_segment(start, end) is None


def test_a_line_that_leaves_and_comes_back_is_two_pieces() -> None:
    pieces = clip_line([(0.25, 0.5), (0.25, 2.0), (0.75, 2.0), (0.75, 0.5)])
    assert pieces == [[(0.25, 0.5), (0.25, 1.0)], [(0.75, 1.0), (0.75, 0.5)]]


def test_a_line_inside_stays_one_piece() -> None:
    inside = [(0.1, 0.1), (0.5, 0.9), (0.9, 0.1)]
    assert clip_line(inside) == [inside]


@given(st.floats(), st.floats(), st.floats())
def test_a_position_is_a_number_of_views_or_nan(value: float, low: float, high: float) -> None:
    place = position(value, Span(low, high))
    assert math.isnan(place) or abs(place) <= 1e12


@pytest.mark.parametrize(
    ("value", "low", "high", "place"),
    [
        (0.5, 0.0, 1.0, 0.5),
        (1.7e308, -1.7e308, 1.7e308, 1.0),
        (0.0, -1.7e308, 1.7e308, 0.5),
        (math.inf, 0.0, 1.0, 1e12),
        (-math.inf, 0.0, 1.0, -1e12),
        (1e-320, 0.0, 4e-320, 0.25),
    ],
)
def test_positions_at_any_magnitude(value: float, low: float, high: float, place: float) -> None:
    assert position(value, Span(low, high)) == pytest.approx(place, rel=1e-2)
