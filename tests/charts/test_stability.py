"""The map of stability: each cell's regime is the forecast's, and the edge and the ridge are where they should be."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gdtui.charts.glyphs import ASCII, UNICODE
from gdtui.charts.picture import Role
from gdtui.charts.stability import Place, StabilityMap
from gdtui.charts.stability_cells import CURSOR, draw_map, map_size
from gdtui.core.forecast import Regime, forecast
from gdtui.core.parameters import Parameters
from tests.strategies import few, gradient_descents, wild_parameters

SIZES = [(80, 19), (120, 35), (60, 11)]


def chart_of(parameters: Parameters, size: tuple[int, int] = (80, 19)) -> StabilityMap:
    return StabilityMap(parameters, *map_size(*size))


@few
@given(gradient_descents, st.sampled_from(SIZES), st.data())
def test_a_cells_regime_is_the_forecasts(parameters: Parameters, size: tuple[int, int], data: st.DataObject) -> None:
    chart = chart_of(parameters, size)
    for _ in range(10):
        column = data.draw(st.integers(0, chart.columns - 1))
        row = data.draw(st.integers(0, len(chart.alphas) - 1))
        seen = forecast(chart.parameters(Place(column, row)))
        regime = chart.regimes[row][column]
        # The map does not follow runs: where rounding stops one, only the forecast knows.
        by_rounding = seen.regime is Regime.STALLED or "rounding" in seen.text
        assert regime is seen.regime or by_rounding


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_edge_and_ridge_pass_through_every_column_that_has_them(size: tuple[int, int]) -> None:
    chart = chart_of(Parameters(weight=0.123), size)
    crossed = 0
    for column, input_ in enumerate(chart.places):
        if input_ == 0:
            assert {row[column] for row in chart.regimes} == {Regime.STALLED}
            continue
        rows = [row[column] for row in chart.regimes[:-1]]
        ridge = 1 / Fraction(input_) ** 2
        if (
            column != chart.place.column
            and Fraction(chart.alphas[-2]) <= ridge
            and 2 * ridge <= Fraction(chart.alphas[0])
        ):
            crossed += 1
            edge_row = rows.index(Regime.OSCILLATING)
            ridge_row = rows.index(Regime.ONE_STEP)
            assert edge_row < ridge_row
            assert set(rows[:edge_row]) <= {Regime.DIVERGING}
            assert set(rows[edge_row + 1 : ridge_row]) <= {Regime.SETTLING}
            assert set(rows[ridge_row + 1 :]) <= {Regime.CONVERGING}
            assert chart.parameters(Place(column, edge_row)).alpha == pytest.approx(float(2 * ridge))
            assert chart.parameters(Place(column, ridge_row)).alpha == pytest.approx(float(ridge))
    assert crossed > len(chart.places) / 2
    assert set(chart.regimes[-1]) <= {Regime.DIVERGING, Regime.STALLED, Regime.AT_GOAL}


@given(wild_parameters, st.integers(5, 130), st.integers(4, 50))
@example(Parameters(weight=0.0, input=-34.0, alpha=0.0), 15, 4)
def test_any_parameters_have_a_map_with_their_place_in_it(parameters: Parameters, width: int, height: int) -> None:
    present = Parameters(input=parameters.input, alpha=parameters.alpha, weight=parameters.weight)
    chart = chart_of(present, (width, height))
    assert chart.parameters(chart.place) == present
    assert chart.places[len(chart.places) // 2] == 0
    assert list(chart.places) == sorted(set(chart.places))
    assert list(chart.alphas) == sorted(set(chart.alphas), reverse=True)
    assert math.isfinite(sum(chart.places))
    cells = draw_map(chart, chart.place, width, ASCII)
    assert all(len(row) == width for row in (*cells.glyphs, *cells.roles))
    assert len(cells.glyphs) <= max(height, 5)


def test_the_present_parameters_and_the_cursor_are_marked() -> None:
    chart = chart_of(Parameters(input=2.0))
    cells = draw_map(chart, Place(0, 0), 80, UNICODE)
    (row,) = [index for index, line in enumerate(cells.glyphs) if UNICODE.marks[Role.POINT] in line]
    assert row == chart.place.row
    assert chart.alphas[row] == 1.0
    assert cells.roles[0].index(CURSOR) == cells.glyphs[-2].index("^")
    assert [line[0] for line in cells.glyphs[:2]] == [">", " "]


@pytest.mark.parametrize("rows", [7, 12, 17, 32])
def test_rows_that_divide_five_decades_are_all_used(rows: int) -> None:
    assert len(StabilityMap(Parameters(), 21, rows).alphas) == rows


@pytest.mark.parametrize("alpha", [0.0, -0.3, -5.0])
def test_an_alpha_that_is_not_positive_has_the_last_row(alpha: float) -> None:
    chart = chart_of(Parameters(alpha=alpha))
    assert chart.alphas[-1] == alpha
    assert chart.place.row == len(chart.alphas) - 1


@pytest.mark.parametrize("method", ["gradient-descent", "momentum"])
@few
@given(st.integers(20, 200), st.floats(-1e6, 1e6))
def test_ticks_below_the_map_are_as_many_columns_apart_as_values(method: str, width: int, input_: float) -> None:
    chart = chart_of(Parameters(method=method, input=input_), (width, 19))
    axis, labels = draw_map(chart, Place(0, 0), width, UNICODE).glyphs[-2:]
    # The cursor's place in the axis may lie on its first tick.
    columns = [column for column, sign in enumerate(axis) if sign == "┬"]
    assert len({after - before for before, after in pairwise(columns)}) <= 1
    values = [float(text) for text in labels.split()][-len(columns) :]
    apart = [after - before for before, after in pairwise(values)]
    assert apart == pytest.approx(apart[:1] * len(apart))
