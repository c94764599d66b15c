"""The sweep and the map on the screen, by keyboard alone."""

from __future__ import annotations

import asyncio

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gdtui.app.screens.map_screen import MapScreen
from gdtui.app.screens.simulator import SimulatorScreen
from gdtui.app.screens.sweep_screen import SweepScreen
from gdtui.app.widgets.sweep_pane import SweepPane
from gdtui.core.forecast import Regime, forecast
from tests.app.screen import app_of, lines, opened, text, until

pytestmark = pytest.mark.slow

SIZES = [(80, 24), (120, 40)]


async def typed(pilot: Pilot[None], values: str, iterations: str = "") -> None:
    """Put other values into the sweep's fields, and apply them."""
    await pilot.press("e")
    sweep_screen(pilot).query_one("#sweep-values", Input).value = values
    if iterations:
        sweep_screen(pilot).query_one("#sweep-iterations", Input).value = iterations
    await pilot.press("enter")


def sweep_screen(pilot: Pilot[None]) -> SweepScreen:
    screen = pilot.app.screen
    assert isinstance(screen, SweepScreen)
    return screen


def swept_rows(pilot: Pilot[None]) -> int:
    return len(sweep_screen(pilot).query_one(SweepPane).rows)


async def swept(pilot: Pilot[None]) -> None:
    """Wait until the sweep is worked out."""
    await until(pilot, lambda: not sweep_screen(pilot).busy)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_enter_takes_a_row_over_into_the_run(size: tuple[int, int]) -> None:
    async with opened("breaking", size=size) as pilot:
        await pilot.press("space", "s")
        await swept(pilot)
        marked = [line for line in lines(pilot) if "●" in line]
        assert [line.split()[:3] for line in marked] == [[">", "●", "1"]]
        assert "✖ diverging" in marked[0]
        await pilot.press("down")
        await pilot.pause()
        assert "converged after 18 updates" in text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SimulatorScreen)
        session = app_of(pilot).session
        assert (session.parameters.alpha, session.length) == (0.1, 1)
        assert "u brings the old run back (2 rows)" in text(pilot)
        await pilot.press("u")
        assert app_of(pilot).session.parameters.alpha == 1.0


@pytest.mark.parametrize("key", ["escape", "s", "q"])
async def test_leaving_changes_nothing(key: str) -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "s")
        await swept(pilot)
        before = app_of(pilot).session
        await pilot.press("down", key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, SimulatorScreen)
        assert app_of(pilot).session is before


@pytest.mark.parametrize("alpha", [0.8264462809917355, 1 / 3, -0.0, 5e-324, 1e16 + 2, 123456789.125])
async def test_values_that_nobody_changed_are_the_very_ones(alpha: float) -> None:
    async with opened(alpha=alpha) as pilot:
        await pilot.press("s")
        await swept(pilot)
        values = sweep_screen(pilot).values
        await pilot.press("e", "enter")
        await swept(pilot)
        assert str(sweep_screen(pilot).values) == str(values)
        assert [line.split()[:2] for line in lines(pilot) if "●" in line] == [[">", "●"]]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SimulatorScreen)
        assert repr(app_of(pilot).session.parameters.alpha) == repr(alpha)
        assert "nothing was changed" in text(pilot)


async def test_hot_and_cold_sweeps_its_step_amount() -> None:
    async with opened("hot-and-cold") as pilot:
        await pilot.press("s")
        await swept(pilot)
        assert "Sweep of step_amount" in text(pilot)
        await pilot.press("home", "enter")
        await pilot.pause()
        assert app_of(pilot).session.parameters.step_amount == 10.0


async def test_other_values_and_iterations_can_be_typed() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("s")
        await swept(pilot)
        await typed(pilot, "0.5..0.25/3", "400")
        await swept(pilot)
        assert "after 400" in text(pilot)
        rows = sweep_screen(pilot).query_one(SweepPane).rows
        assert [row.forecast.regime for row in rows] == [Regime.OSCILLATING, Regime.SETTLING, Regime.ONE_STEP]
        assert [row.length for row in rows] == [400] * 3


@pytest.mark.parametrize(
    ("values", "iterations", "reason"),
    [
        ("1 two", "", "'two' is not a number"),
        ("", "", "no values"),
        ("1", "0", "not a number from 1 to 1,000,000"),
        ("1", "1000001", "not a number from 1 to 1,000,000"),
        ("1", "9" * 5000, "not a number from 1 to 1,000,000"),
    ],
)
async def test_bad_values_say_why_and_keep_what_was_there(values: str, iterations: str, reason: str) -> None:
    async with opened("breaking") as pilot:
        await pilot.press("s")
        await swept(pilot)
        await typed(pilot, values, iterations)
        await pilot.pause()
        assert reason in text(pilot)
        assert swept_rows(pilot) == 6
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SimulatorScreen)


async def test_a_long_sweep_shows_progress_answers_keys_and_stops_without_a_trace() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("s")
        await swept(pilot)
        await typed(pilot, "10..0.00001/5000", "50000")
        await until(pilot, lambda: swept_rows(pilot) > 5)
        assert "of 5,000 values, Esc stops" in lines(pilot)[0]
        pane = sweep_screen(pilot).query_one(SweepPane)
        await pilot.press("down", "down")
        assert (pane.cursor, sweep_screen(pilot).busy) == (2, True)
        await pilot.press("escape")
        await pilot.pause()
        assert not sweep_screen(pilot).busy
        assert "stopped after" in text(pilot)
        reached = swept_rows(pilot)
        assert 0 < reached < 5_000
        await asyncio.sleep(0.1)
        assert swept_rows(pilot) == reached
        assert not [worker for worker in pilot.app.workers if worker.is_running]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SimulatorScreen)
        assert app_of(pilot).session.parameters.alpha < 10


async def test_a_row_that_is_not_worked_out_yet_cannot_be_taken() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("s")
        await swept(pilot)
        # Alphas at which each row takes its 50,000 updates: it is long busy.
        await typed(pilot, "0.00001..0.00002/4000 1", "50000")
        assert sweep_screen(pilot).query_one(SweepPane).cursor == 4_000
        await pilot.press("enter")
        await pilot.pause()
        assert sweep_screen(pilot).busy
        await until(pilot, lambda: swept_rows(pilot) > 0)
        await pilot.press("home", "enter")
        await pilot.pause()
        assert app_of(pilot).session.parameters.alpha == 0.00001


async def test_leaving_by_enter_in_mid_sweep_stops_the_work() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("s")
        await swept(pilot)
        await typed(pilot, "10..0.00001/5000", "50000")
        await until(pilot, lambda: swept_rows(pilot) > 0)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SimulatorScreen)
        assert not [worker for worker in pilot.app.workers if worker.is_running]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_map_shows_the_forecast_of_a_cell_and_enter_takes_it_over(size: tuple[int, int]) -> None:
    async with opened("breaking", size=size) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MapScreen)
        assert "●" in text(pilot)
        assert "input 2, alpha 1: diverging; miss x -3 each update" in text(pilot)
        for _ in range(20):
            await pilot.press("down")
            await pilot.pause()
            if "one-step after 1 update" in text(pilot):
                break
        assert "input 2, alpha 0.25: " in text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        parameters = app_of(pilot).session.parameters
        assert (parameters.input, parameters.alpha) == (2.0, 0.25)
        assert forecast(parameters).regime is Regime.ONE_STEP


async def test_the_map_can_be_left_and_home_goes_back_to_the_present() -> None:
    async with opened("breaking") as pilot:
        before = app_of(pilot).session
        await pilot.press("a", "left", "up", "home")
        await pilot.pause()
        assert "input 2, alpha 1: " in text(pilot)
        await pilot.press(*["right"] * 90, *["up"] * 40)
        await pilot.pause()
        assert "alpha 10: " in text(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert app_of(pilot).session is before


async def test_the_map_of_hot_and_cold_leads_to_gradient_descent() -> None:
    async with opened("hot-and-cold") as pilot:
        await pilot.press("a", "enter")
        await pilot.pause()
        assert app_of(pilot).session.parameters.method == "gradient-descent"


async def test_the_sweep_and_the_map_in_ascii() -> None:
    async with opened("breaking", ascii_only=True) as pilot:
        for key in ("s", "a"):
            await pilot.press(key)
            await pilot.pause()
            assert "".join(lines(pilot)[:-1]).isascii()
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("c", "m", "space", "space")
        await pilot.pause()
        assert text(pilot).isascii()
