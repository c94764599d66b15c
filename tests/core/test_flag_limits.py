"""Flags of rows made by hand, at the very limits that the table names."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.flags import Flag, Look, flags_of, same_size
from gdtui.core.parameters import Parameters
from gdtui.core.row import Row, figures_type
from tests.core.flags_table import flags_by_the_table

PARAMETERS = Parameters(goal=1.0, tolerance=1e-9)


def row(iteration: int, weight: float, new_weight: float, delta: float) -> Row:
    figures = figures_type(PARAMETERS.columns)((delta + PARAMETERS.goal, delta, 0.0))
    return Row(iteration, weight, delta**2, new_weight, figures)


def look(row: Row) -> Look:
    """At a row whose miss is what its delta says, wherever its weight is."""
    source = max(abs(row.prediction), abs(PARAMETERS.goal))
    return Look(row, abs(row.delta), row.delta, row.error <= PARAMETERS.tolerance, source)


def flags_of_last(*rows: Row) -> tuple[Flag, ...]:
    oldest, middle, newest = map(look, rows)
    return flags_of(newest, middle, oldest)


def flags_of_misses(*deltas: float) -> tuple[Flag, ...]:
    """The flags of the last of three rows with these misses, whose weight goes one way."""
    return flags_of_last(*(row(place, place, place + 1.0, delta) for place, delta in enumerate(deltas, 1)))


def flags_of_moves(*moves: float) -> tuple[Flag, ...]:
    """The flags of the last of three rows with these moves, each from a weight of 0, while the miss stays the same."""
    return flags_of_last(*(row(place, 0.0, move, 0.5) for place, move in enumerate(moves, 1)))


@pytest.mark.parametrize(
    ("deltas", "flags"),
    [
        ((1.0, 2.0, 4.0), (Flag.DIVERGING,)),
        ((1.0, -2.0, 4.0), (Flag.DIVERGING, Flag.OVERSHOOT)),
        ((1.0, 1.0, 2.0), ()),
        ((1.0, 2.0, 2.0), ()),
        ((3.0, 2.0, 4.0), ()),
        ((1.0, 1 + 5e-10, 2.0), ()),
        ((1.0, 2.0, 2 + 1e-9), ()),
        ((1.0, 1 + 5e-9, 1 + 1e-8), (Flag.DIVERGING,)),
        ((1e-6, 2e-6, 3e-6), (Flag.CONVERGED,)),
        ((1e-6, 2e-5, 4e-5), (Flag.DIVERGING,)),
    ],
    ids=[
        *["growing", "growing across the goal", "grown once", "grown once before", "shrunk before"],
        *["hardly grown before", "hardly grown now", "grown by a little more", "within the tolerance", "just above it"],
    ],
)
def test_diverging_is_a_miss_that_grew_twice_running(deltas: tuple[float, ...], flags: tuple[Flag, ...]) -> None:
    assert flags_of_misses(*deltas) == flags


@pytest.mark.parametrize(
    ("moves", "flags"),
    [
        ((1.0, -1.0, 1.0), (Flag.OSCILLATING,)),
        ((-1.0, 7.0, -1.0), (Flag.OSCILLATING,)),
        ((1.0, -1.0, 1 - 5e-10), (Flag.OSCILLATING,)),
        ((1.0, -1.0, 1 + 5e-10), (Flag.OSCILLATING,)),
        ((1.0, -1.0, 1 - 5e-9), (Flag.SETTLING,)),
        ((1.0, -1.0, 0.5), (Flag.SETTLING,)),
        ((1.0, -1.0, 1 + 5e-9), ()),
        ((1.0, -1.0, 2.0), ()),
        ((1.0, 1.0, 1.0), ()),
        ((1.0, 1.0, -1.0), ()),
        ((1.0, -1.0, -1.0), ()),
        ((1.0, 0.0, 1.0), ()),
    ],
    ids=str,
)
def test_oscillating_and_settling_are_moves_that_alternate_in_sign(
    moves: tuple[float, ...], flags: tuple[Flag, ...]
) -> None:
    assert flags_of_moves(*moves) == flags


@pytest.mark.parametrize(
    ("deltas", "flags"),
    [
        ((1e-6, 1e-6, 1e-6), (Flag.CONVERGED,)),
        ((1.0, 1e-6, 1e-6), (Flag.CONVERGED,)),
        ((1e-6, 1.0, 1e-6), (Flag.OSCILLATING, Flag.CONVERGED)),
        ((1e-6, 1e-6, 1.0), (Flag.OSCILLATING,)),
    ],
    ids=["neither above", "only the oldest", "the one before", "this one"],
)
def test_to_and_fro_needs_one_of_the_last_two_errors_above_the_tolerance(
    deltas: tuple[float, ...], flags: tuple[Flag, ...]
) -> None:
    moves = (1.0, -1.0, 1.0)
    rows = [row(place, 0.0, move, delta) for place, (move, delta) in enumerate(zip(moves, deltas, strict=True), 1)]
    assert flags_of_last(*rows) == flags


@pytest.mark.parametrize(
    ("error", "flags"),
    [(1e-9, (Flag.CONVERGED,)), (math.nextafter(1e-9, 1), (Flag.STALLED,)), (0.0, (Flag.CONVERGED,))],
    ids=["at the tolerance", "above it", "no error"],
)
def test_converged_is_at_or_below_the_tolerance_and_stalled_above_it(error: float, flags: tuple[Flag, ...]) -> None:
    still = row(1, 2.0, 2.0, math.sqrt(error))._replace(error=error)
    assert flags_of(look(still), None, None) == flags


@pytest.mark.parametrize(
    ("units", "alike"), [(0, True), (3, True), (4, True), (5, False), (100, False)], ids=lambda value: str(value)
)
def test_4_units_in_the_last_place_of_the_largest_source_are_the_same_size(units: int, alike: bool) -> None:
    small, source = 1e-6, 1000.0
    assert same_size(small, -(small + units * math.ulp(source)), 0.25, -source) is alike


near = st.builds(
    lambda base, nudge, side: side * base * (1 + nudge),
    st.sampled_from([1e-6, 1e-5, 1.0, 2.0, 1000.0]),
    st.sampled_from([0.0, 2e-16, 1e-15, 1e-12, -1e-12, 5e-10, -5e-10, 1e-8, -1e-8, 0.5]),
    st.sampled_from([1, -1]),
)
three_rows = st.tuples(*(st.builds(row, st.just(iteration), near, near, near) for iteration in (1, 2, 3)))


@given(three_rows)
def test_any_three_rows_bear_the_flags_of_the_table(rows: tuple[Row, Row, Row]) -> None:
    assert list(flags_of_last(*rows)) == flags_by_the_table(list(rows), 2, PARAMETERS)
