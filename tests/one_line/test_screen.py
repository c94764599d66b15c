"""What is registered goes through the screen: its numbers have fields, its rows a log, its flag a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from gdtui.app.widgets.log_pane import Layout
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.core.session import History, Session
from gdtui.files.broadcast import LineReader, LineWriter, Scene, Setup
from gdtui.files.formats import FORMATS
from gdtui.files.records import read_record
from gdtui.files.sessions import SavedSession, read_saved, replayed, session_text
from tests.app.screen import app_of, opened, pane, text, until
from tests.one_line import stubs

VALUES: dict[str, Any] = {"method": "nearer", "target": 5.0, "pull": 0.25, "weight": 1.0}


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """They are there for this test alone."""
    stubs.register()
    Layout.fitting.cache_clear()
    yield
    stubs.unregister()
    Layout.fitting.cache_clear()


def shown_fields(labels: list[str], inputs: Iterator[Input]) -> dict[str, str]:
    return dict(zip(labels, (each.value for each in inputs if each.display), strict=True))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)], ids=str)
async def test_every_pane_has_it(size: tuple[int, int]) -> None:
    async with opened(size=size, **VALUES) as pilot:
        await pilot.press("space")
        app = app_of(pilot)
        assert [step.weight for step in app.session.steps] == [1.0, 3.0]
        names = [line.split()[0] for line in pane(pilot, "#labels") if line.strip()]
        fields = shown_fields(names, iter(app.screen.query(Input)))
        assert fields == {"weight": "1", "target": "5", "pull": "0.25", "bold": "no"}
        # Each value stands beside its name.
        for name, row in zip(names, pane(pilot, "#fields"), strict=False):
            assert row.split() == [fields[name]]
        assert "nearer and nearer" in text(pilot)
        assert "~ second: this is the second row." in pane(pilot, "#flags")[0]
        assert {"error", "4"} <= set(" ".join(pane(pilot, "#explanation")).split())
        row = next(line for line in pane(pilot, "#log") if line.startswith(">"))
        assert row.split()[:4] == [">", "2", "3", "4"]
        assert "second" in row


async def test_its_number_is_edited_like_any_other() -> None:
    async with opened(**VALUES) as pilot:
        await pilot.press("e", "tab", "9", "enter")
        assert app_of(pilot).session.parameters == Parameters(**{**VALUES, "target": 9.0})
        await pilot.press("e", "tab", "tab", "0")
        assert "pull: must be above 0" in text(pilot)
        await pilot.press("escape", "u")
        assert app_of(pilot).session.parameters == Parameters(**VALUES)


async def test_charts_sweep_and_texts_have_it() -> None:
    async with opened(**VALUES) as pilot:
        for key in ("space", "1", "2", "3", "w", "i", "c", "m", "u", "g"):
            await pilot.press(key)
        await pilot.press("w")
        await until(pilot, lambda: "The error here is" in text(pilot))
        await pilot.press("i")
        assert "weight = weight - pull * weight_delta" in text(pilot)
        await pilot.press("s")
        await until(pilot, lambda: "pull 0.25: it walks down; converged after 17 updates" in text(pilot))
        await pilot.press("escape", "escape", "question_mark")
        await pilot.press("end")
        assert "this is the second row" in text(pilot)


def test_records_sessions_and_broadcasts_bring_it_back(tmp_path: Path) -> None:
    parameters = Parameters(**VALUES)
    run = Run(parameters)
    path = tmp_path / "run.json"
    with path.open("w") as out:
        FORMATS["json"].write(run, 5, out)
    assert read_record(path).parameters == parameters
    assert json.loads(path.read_text())["problem"] == {"kind": "sought"}
    session = Session.start(parameters).step(3)
    path.write_text(session_text(SavedSession(History(session))))
    assert replayed(read_saved(path)).history.present.parameters == parameters
    reader = LineReader()
    reader.take(LineWriter("test").line(Scene(Setup(parameters), 3, 1)))
    assert reader.shown is not None
    assert reader.shown.setup.parameters == parameters
