"""What a run answers is the same whatever was asked of it before."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.parameters import Parameters
from gdtui.core.row import figure_names, figure_picker
from gdtui.core.run import Run
from tests.strategies import any_parameters, wild_parameters


@given(any_parameters | wild_parameters, st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_the_ends_are_the_lowest_and_the_highest_weight_so_far(parameters: Parameters, lengths: list[int]) -> None:
    run, rows = Run(parameters), list(Run(parameters).rows(0, 40))
    for length in lengths:
        weights = [row.weight for row in rows[:length]]
        assert run.ends(length) == (min(weights), max(weights))


def test_the_ends_of_a_run_with_a_memory_are_those_of_its_weights() -> None:
    run = Run(Parameters(method="momentum", alpha=0.5))
    weights = [row.weight for row in run.rows(0, 30)]
    assert run.ends(30) == (min(weights), max(weights))


@given(any_parameters, st.lists(st.integers(0, 200), min_size=1, max_size=20))
def test_rows_asked_for_in_any_order_are_those_of_the_run(parameters: Parameters, places: list[int]) -> None:
    run, rows = Run(parameters), list(Run(parameters).rows(0, 204))
    for place in places:
        if place < len(rows):
            assert run.row(place) == rows[place]
            assert list(run.rows(place, place + 3)) == rows[place : place + 3]
            assert run.begun(place) == {"weight": rows[place].weight}
        else:
            with pytest.raises(IndexError):
                run.row(place)
    with pytest.raises(IndexError):
        run.row(-1)


def test_few_rows_are_kept_whole_however_many_are_asked_for() -> None:
    run = Run(Parameters())
    for place in range(500):
        run.row(place)
        assert len(run._recent) <= 64
    assert run.row(499) is run.row(499)


@pytest.mark.parametrize("method", ["gradient-descent", "hot-and-cold", "momentum"])
def test_a_row_has_each_of_its_figures_by_name(method: str) -> None:
    row = Run(Parameters(method=method)).row(1)
    columns = row.figures.columns
    names = figure_names(columns)
    assert names[:3] == ("weight", "prediction", "error")
    assert names[-1] == "new_weight"
    assert set(names) == {"weight", "error", "new_weight", *columns}
    assert figure_picker(columns)(row) == tuple(row.named(name) for name in names)
    assert row.get("luck") is None
    assert row.move == row.new_weight - row.weight


@pytest.mark.parametrize(
    ("values", "lacks"),
    [
        ({"formula": "1 / weight", "weight": 0.0}, True),
        ({"formula": "log(weight)", "weight": 0.0}, True),
        ({"input": 1e200, "weight": 1e200}, False),
    ],
)
def test_a_figure_that_cannot_be_had_is_told_from_one_that_is_too_big(values: dict[str, Any], lacks: bool) -> None:
    row = Run(Parameters(**values)).row(0)
    assert not row.finite
    assert row.lacks_a_figure is lacks
    assert math.isnan(row.error) is lacks
