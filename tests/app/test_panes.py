"""Panes are handed what they say that they show, and are painted once for each thing that changes."""

from __future__ import annotations

import ast
import inspect
from collections import Counter

import pytest

from gdtui.app.widgets.alpha_ruler import AlphaRuler
from gdtui.app.widgets.card_pane import CardPane
from gdtui.app.widgets.chart_pane import ChartPane
from gdtui.app.widgets.explanation_pane import Explanation
from gdtui.app.widgets.flags_line import FlagsLine
from gdtui.app.widgets.forecast_pane import ForecastPane
from gdtui.app.widgets.keys_footer import KeysFooter
from gdtui.app.widgets.log_pane import LogPane
from gdtui.app.widgets.pane import HANDED, Pane
from gdtui.app.widgets.parameters_pane import ParametersPane
from gdtui.app.widgets.reading_pane import ReadingPane
from gdtui.app.widgets.title_bar import TitleBar
from gdtui.app.widgets.values_line import ValuesLine
from tests.app.screen import app_of, opened

PANES = (
    *(TitleBar, ParametersPane, ForecastPane, ChartPane, AlphaRuler),
    *(FlagsLine, Explanation, LogPane, ReadingPane),
    *(ValuesLine, CardPane, KeysFooter),
)


def read_by(pane: type[Pane]) -> set[str]:
    """What its methods read of all that is handed down."""
    nodes = [node for node in ast.walk(ast.parse(inspect.getsource(pane))) if isinstance(node, ast.Attribute)]
    of_itself = {node.attr for node in nodes if isinstance(node.value, ast.Name) and node.value.id == "self"}
    return of_itself & set(HANDED)


@pytest.mark.parametrize("pane", PANES)
def test_a_pane_shows_what_it_reads_and_nothing_else(pane: type[Pane]) -> None:
    assert set(pane.shows) == read_by(pane)
    assert set(pane.shows) <= set(pane._reactives)
    assert not set(HANDED) - set(pane.shows) & set(pane._reactives)


async def test_all_that_is_handed_down_is_shown_somewhere_and_these_are_all_panes() -> None:
    async with opened("breaking") as pilot:
        assert {type(pane) for pane in pilot.app.screen.query(Pane)} == set(PANES)
    assert {name for pane in PANES for name in pane.shows} == set(HANDED)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each pane was painted since this was cleared."""
    count: Counter[str] = Counter()
    for pane in PANES:

        def paint(self: Pane, original: object = pane.paint) -> None:
            count[type(self).__name__] += 1
            assert callable(original)
            original(self)

        monkeypatch.setattr(pane, "paint", paint)
    return count


async def test_each_pane_is_painted_once_at_the_start_and_once_for_a_step(painted: Counter[str]) -> None:
    async with opened(input=2.0) as pilot:
        started = {"TitleBar", "ChartPane", "AlphaRuler", "FlagsLine", "Explanation", "LogPane", "ForecastPane"}
        assert {name: painted[name] for name in started} == dict.fromkeys(started, 1)
        for key in ("space", "space", "b"):
            painted.clear()
            await pilot.press(key)
            await pilot.pause()
            # Which keys do something is another once there is a row before.
            keys = ["KeysFooter"] if key == "space" and app_of(pilot).session.length == 2 else []
            assert painted == dict.fromkeys(("TitleBar", "ChartPane", "FlagsLine", "Explanation", "LogPane", *keys), 1)
        for key, name in {"2": "ChartPane", "z": "ChartPane"}.items():
            painted.clear()
            await pilot.press(key)
            await pilot.pause()
            assert painted == {name: 1}
