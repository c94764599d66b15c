"""What is read off a drawn chart: ticks are as many cells apart as their values, and each stands where its value is."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdtui.charts.axes import label
from gdtui.charts.cells import Cells
from gdtui.charts.draw import draw
from gdtui.charts.glyphs import UNICODE
from gdtui.charts.picture import Span
from gdtui.charts.setting import Setting
from gdtui.charts.views import CHART_VIEWS
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from tests.sizes import sized

SIZES = sized((48, 10), (20, 8), (21, 9), (28, 8), (49, 11), (60, 16), (85, 23), (120, 40), (237, 61), (400, 120))
SESSIONS: dict[str, tuple[dict[str, Any], int]] = {
    "the start": ({}, 1),
    "converging": ({}, 30),
    "landed": ({"alpha": 4.0}, 2),
    "oscillating": ({"input": 2.0, "alpha": 0.5}, 12),
    "diverging": ({"input": 2.0}, 5),
    "exploding to overflow": ({"input": 2.0}, 1000),
    "an input of 0": ({"input": 0.0}, 3),
    "hot and cold": ({"method": "hot-and-cold", "step_amount": 0.1}, 9),
    "momentum": ({"method": "momentum", "alpha": 2.0, "beta": 0.95}, 60),
    "a tiny weight": ({"weight": 1e-300, "goal": 0.0}, 4),
    "a huge weight": ({"weight": 1e300, "goal": 0.0}, 4),
    "a huge goal": ({"goal": 1e300, "input": 1e-3}, 4),
    "a tiny goal": ({"goal": 1e-150, "weight": 0.0}, 20),
    "at the end of what floats have": ({"weight": 1.79e308, "input": 0.0}, 1),
    "errors below 0": ({"measure": "signed"}, 12),
    "errors below 0 alone": ({"measure": "signed", "goal": 9.0}, 3),
    "absolute errors": ({"measure": "absolute"}, 12),
    "two pairs": ({"pairs": [[1, 2], [2, 1]], "alpha": 0.1}, 20),
    "a wave": ({"formula": "sin(weight) - 2"}, 9),
    "an error that grows": ({"formula": "exp(weight)"}, 9),
    "far from 0": ({"weight": 1000.25, "input": 1.0, "goal": 1000.0}, 3),
}

NARROW = 24
"""Columns."""
FAR = 50


def whole_cells_apart(places: list[int]) -> bool:
    return len({after - before for before, after in pairwise(places)}) <= 1


def check(axis: Span, texts: list[str], places: list[int], cells: int) -> None:
    """Labels and the cells of their ticks, counted from the axis's low end, say what the axis is."""
    assert whole_cells_apart(places)
    values = [value for value, text in axis.ticks if text]
    assert texts == [text for _, text in axis.ticks if text]
    assert len(set(texts)) == len(texts)
    assert "0" in texts or not axis.low <= 0 <= axis.high or "1e0" in texts or not texts
    for value, text, place in zip(values, texts, places, strict=True):
        assert (value / 2 - axis.low / 2) / (axis.high / 2 - axis.low / 2) * (cells - 1) == pytest.approx(
            place, abs=0.01
        )
        step = values[1] - values[0] if len(values) > 1 else abs(value)
        # Powers of ten are written as what they are powers for.
        written = float(text[2:]) if text.startswith("1e") and text != label(value, step or 1.0) else float(text)
        assert written == pytest.approx(value, abs=abs(step) * 0.05)
    apart = [after - before for before, after in pairwise(values)]
    assert apart == pytest.approx(apart[:1] * len(apart), rel=1e-6)


def check_chart(cells: Cells, axes: tuple[Span, Span]) -> tuple[int, int]:
    """The ticks of the axis below and of that beside it, checked against the axes; how many there are."""
    across, up = axes
    (corner_row,) = [row for row, line in enumerate(cells.glyphs) if "└" in line]
    left = cells.glyphs[corner_row].index("└")
    edge = [line[left] for line in cells.glyphs[:corner_row]]
    rows = [row for row, sign in enumerate(edge) if sign == "┤"]
    assert {*edge} <= {"│", "┤"}
    labels = [line[:left].strip() for line in cells.glyphs[:corner_row]]
    assert [row for row, text in enumerate(labels) if text] == rows
    check(up, [labels[row] for row in reversed(rows)], [corner_row - 1 - row for row in reversed(rows)], corner_row)
    line = cells.glyphs[corner_row][left + 1 :].rstrip()
    columns = [column for column, sign in enumerate(line) if sign == "┬"]
    below = cells.glyphs[corner_row + 1]
    check(across, below.split(), columns, len(line))
    ends, start = [], 0
    for text in below.split():
        start = below.index(text, start)
        ends.append((start, start + len(text)))
        start += len(text)
    # Each label stands under its tick.
    assert all(start <= left + 1 + column < end for (start, end), column in zip(ends, columns, strict=True))
    return len(columns), len(rows)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("view", CHART_VIEWS)
def test_ticks_stand_where_their_values_are(view: str, name: str, size: tuple[int, int]) -> None:
    values, rows = SESSIONS[name]
    session = Session.start(Parameters(**values)).step(rows - 1)
    for plain in (False, True) if view == "errors" else (False,):
        for closely in (False, True):
            picture = CHART_VIEWS[view].picture(session, Setting(*size, closely=closely, plain=plain))
            found = check_chart(draw(picture, *size, UNICODE), picture.ground.axes)
            for count, axis in zip(found, picture.ground.axes, strict=True):
                # What tells them apart far from 0 are their last digits, for which there may be no room, as there is
                # none for two figures with a power of ten on the narrowest.
                is_far = max(abs(axis.low), abs(axis.high)) > FAR * (axis.high / 2 - axis.low / 2)
                assert count >= 2 or is_far or size[0] < NARROW


@settings(max_examples=150)
@given(
    st.sampled_from([*SESSIONS]), st.sampled_from([*CHART_VIEWS]), st.integers(20, 400), st.integers(8, 120), st.data()
)
def test_at_any_size(name: str, view: str, width: int, height: int, data: st.DataObject) -> None:
    values, rows = SESSIONS[name]
    session = Session.start(Parameters(**values)).step(data.draw(st.integers(0, rows - 1)))
    setting = Setting(width, height, plain=data.draw(st.booleans()))
    picture = CHART_VIEWS[view].picture(session, setting)
    check_chart(draw(picture, width, height, UNICODE), picture.ground.axes)
