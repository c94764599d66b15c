"""Sweeps: each row equals a single run, and lists of values read as they are typed."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gdtui.core.flags import Flag
from gdtui.core.forecast import forecast
from gdtui.core.parameters import ParameterError, Parameters
from gdtui.core.run import Run
from gdtui.core.sweep import (
    HIGHEST_LEVEL,
    MOST_VALUES,
    SAMPLES,
    START_LEVEL,
    USUAL_VALUES,
    SweepRow,
    parse_values,
    sweep,
    swept,
    swept_by,
    with_present,
)
from tests.strategies import any_parameters, wild_parameters


def rows_of(parameters: Parameters, values: tuple[float, ...], iterations: int) -> list[SweepRow]:
    (field,) = swept_by(parameters)
    return [row for row in sweep(parameters, field, values, iterations) if row is not None]


@pytest.mark.slow
@given(any_parameters, st.integers(1, 3_000))
def test_each_row_equals_a_single_run(parameters: Parameters, iterations: int) -> None:
    values = (10.0, 0.3, 0.001)
    rows = rows_of(parameters, values, iterations)
    assert [row.value for row in rows] == list(values)
    for row in rows:
        alone = parameters.changed(**{swept_by(parameters)[0]: row.value})
        assert row.parameters == alone
        assert row.forecast == forecast(alone)
        last = list(Run(alone).rows(0, iterations))[-1]
        assert (row.length, row.final_error) == (last.iteration, last.error)


@given(wild_parameters, st.integers(1, 50))
def test_levels_of_any_run_are_samples_between_0_and_the_highest(parameters: Parameters, iterations: int) -> None:
    value: float = getattr(parameters, swept_by(parameters)[0])
    (row,) = rows_of(parameters, (value,), iterations)
    errors = [step.error for step in Run(parameters).rows(0, iterations)]
    assert len(row.levels) == SAMPLES
    assert all(0 <= level <= HIGHEST_LEVEL for level in row.levels)
    assert (row.levels[0] == 0) == (errors[0] <= parameters.tolerance)
    assert (row.levels[-1] == 0) == (errors[-1] <= parameters.tolerance)


def test_levels_tell_growth_from_shrinking() -> None:
    grows, shrinks, lands = rows_of(Parameters(input=2.0), (1.0, 0.01, 0.25), 200)
    assert grows.levels[0] == shrinks.levels[0] == START_LEVEL
    assert grows.levels[-1] == HIGHEST_LEVEL
    assert list(shrinks.levels) == sorted(shrinks.levels, reverse=True)
    assert 0 < shrinks.levels[-1] < START_LEVEL
    assert set(lands.levels[1:]) == {0}


@pytest.mark.parametrize("iterations", [100, 101, 777, 1_101])
def test_a_run_that_jumps_to_and_fro_is_seen_to_do_so(iterations: int) -> None:
    (row,) = rows_of(Parameters(method="hot-and-cold", tolerance=1e-3), (10.0,), iterations)
    low, high = row.levels[:2]
    assert low < high
    assert row.levels[:-1] == (low, high) * 9 + (low,)


def test_a_run_that_overflows_ends_there() -> None:
    (row,) = rows_of(Parameters(input=2.0), (1.0,), 1_000)
    assert (row.length, row.final_error) == (326, math.inf)
    assert Flag.OVERFLOW in Run(row.parameters).row(325).flags


def test_a_long_row_comes_up_for_air() -> None:
    turns = list(sweep(Parameters(), "alpha", (0.0001,), 100_000))
    assert turns.count(None) > 50
    assert [row.forecast.iterations_to_tolerance for row in turns if row is not None] == [390_547]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("10,1,0.1", (10.0, 1.0, 0.1)),
        (" 10 1\t0.1 ", (10.0, 1.0, 0.1)),
        ("-1, 0,1e-3", (-1.0, 0.0, 0.001)),
        ("1..0.001/4", (1.0, 0.1, 0.01, 0.001)),
        ("-1..1/5", (-1.0, -0.5, 0.0, 0.5, 1.0)),
        ("5,1..2/2", (5.0, 1.0, 2.0)),
        ("1e308..-1e308/3", (1e308, 0.0, -1e308)),
    ],
)
def test_lists_of_values(text: str, values: tuple[float, ...]) -> None:
    assert parse_values("alpha", text) == pytest.approx(values, rel=1e-15)


@given(st.floats(1e-9, 1e9), st.floats(1e-9, 1e9), st.integers(2, 60))
def test_a_range_between_ends_above_0_goes_at_even_ratios(first: float, last: float, count: int) -> None:
    values = parse_values("alpha", f"{first!r}..{last!r}/{count}")
    assert (len(values), values[0], values[-1]) == (count, first, last)
    ratio = (last / first) ** (1 / (count - 1))
    assert [after / before for before, after in pairwise(values)] == pytest.approx([ratio] * (count - 1), rel=1e-9)


@given(st.floats(-1e9, 0), st.floats(-1e9, 1e9), st.integers(2, 60), st.booleans())
@example(0.0, 8.0, 5, True)
def test_any_other_range_goes_at_even_distances(end: float, other: float, count: int, turned: bool) -> None:
    first, last = (other, end) if turned else (end, other)
    values = parse_values("alpha", f"{first!r}..{last!r}/{count}")
    assert (len(values), values[0], values[-1]) == (count, first, last)
    distance, rough = (last - first) / (count - 1), 1e-12 * (abs(first) + abs(last))
    steps = [after - before for before, after in pairwise(values)]
    assert steps == pytest.approx([distance] * (count - 1), abs=rough)


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("alpha", "", "no values"),
        ("alpha", " , ", "no values"),
        ("alpha", "1,two", "'two' is not a number"),
        ("alpha", "nan", "'nan' is not a number"),
        ("alpha", "1e999", "'1e999' is not finite"),
        ("step_amount", "1,0", "'0' must be above 0"),
        ("step_amount", "1..0/3", "'0' must be above 0"),
        ("alpha", "1..2", "needs a number of values"),
        ("alpha", "1..2/1", "needs a number of values"),
        ("alpha", "1..2/-3", "needs a number of values"),
        ("alpha", "..2/3", "'' is not a number"),
        ("alpha", "1..2/" + "9" * 5000, "needs a number of values"),
        ("alpha", f"1..2/{MOST_VALUES + 1}", "needs a number of values"),
        ("alpha", f"1..2/{MOST_VALUES} 3", "more than"),
    ],
)
def test_lists_that_are_none_say_why(field: str, text: str, reason: str) -> None:
    with pytest.raises(ParameterError, match=reason) as raised:
        parse_values(field, text)
    assert raised.value.field == field


@pytest.mark.parametrize(
    ("values", "present", "together"),
    [
        (USUAL_VALUES, 1.0, USUAL_VALUES),
        ((10.0, 1.0), 3.0, (10.0, 3.0, 1.0)),
        ((1.0, 10.0), 3.0, (1.0, 3.0, 10.0)),
        ((1.0, 10.0, 2.0), 3.0, (1.0, 10.0, 2.0, 3.0)),
    ],
)
def test_the_present_value_takes_its_place(
    values: tuple[float, ...], present: float, together: tuple[float, ...]
) -> None:
    assert with_present(values, present) == together


def test_the_field_chooses_the_method() -> None:
    assert swept(Parameters(), "step_amount").method == "hot-and-cold"
    assert swept(Parameters(method="hot-and-cold"), "alpha").method == "gradient-descent"


@pytest.mark.parametrize(("alpha", "last"), [(1.0, 1), (-1.0, 7)], ids=["it falls", "it grows"])
def test_errors_below_0_have_levels_below_or_above_the_start(alpha: float, last: int) -> None:
    (row,) = rows_of(Parameters(measure="signed"), (alpha,), 20)
    assert (row.levels[0], row.levels[-1]) == (5, last)
