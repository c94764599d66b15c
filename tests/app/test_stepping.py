"""Keys that step, look back, play and go on."""

from __future__ import annotations

import pytest

from gdtui.core.flags import Flag
from gdtui.core.session import History, Session
from gdtui.lab.catalogue import lessons
from gdtui.workspace.workspace import Change
from tests.app.screen import SIZES, app_of, lines, opened, pane, text, until


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_two_steps_of_breaking_are_flagged_diverging_on_row_3(size: tuple[int, int]) -> None:
    async with opened("breaking", size) as pilot:
        await pilot.press("space", "space")
        session = app_of(pilot).session
        assert [step.error for step in session.steps] == pytest.approx([0.04, 0.36, 3.24])
        assert session.steps[-1].flags[0] == Flag.DIVERGING
        assert session.cursor == 2
        said = "error grew twice running." if size[0] < 80 else "the error grew twice running (0.04, 0.36, 3.24)."
        assert f"✖ diverging: {said}" in pane(pilot, "#flags")[0]
        # What to try is for the student of a lesson to find.
        assert "Try" not in pane(pilot, "#flags")[0]
        assert "✖ diverging" in next(line for line in pane(pilot, "#log") if line.startswith(">  3"))


async def test_outside_of_lessons_it_is_said_what_to_try() -> None:
    async with opened(input=2.0) as pilot:
        await pilot.press("space", "space")
        said = "✖ diverging: the error grew twice running (0.04, 0.36, 3.24). Try alpha 0.25."
        assert said in pane(pilot, "#flags")[0]


async def test_opening_shows_row_1_and_says_which_key_steps() -> None:
    async with opened(input=2.0) as pilot:
        assert len(app_of(pilot).session.steps) == 1
        assert "space takes a step" in pane(pilot, "#flags")[0]
        names, figures, weight_delta, update = pane(pilot, "#explanation")
        assert names.split() == ["input", "weight", "prediction", "goal", "miss", "error"]
        assert " ".join(figures.split()) == "2 x 0.5 = 1 - 0.8 = +0.2 ^2 = 0.04"
        assert weight_delta.strip() == "weight_delta 0.4 = input 2 x miss +0.2"
        assert update.strip() == "new weight 0.1 = 0.5 - alpha 1 x weight_delta 0.4"


@pytest.mark.parametrize("key", ["space", "n", "right"])
async def test_each_press_of_a_step_key_adds_a_row(key: str) -> None:
    async with opened("several-steps") as pilot:
        await pilot.press(*[key] * 5)
        assert len(app_of(pilot).session.steps) == 6
        assert lines(pilot)[0].endswith("row 6")


@pytest.mark.parametrize("key", ["b", "left", "up"])
async def test_back_looks_at_earlier_rows_and_keeps_the_later_ones(key: str) -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "space", key, key)
        session = app_of(pilot).session
        assert (session.cursor, len(session.steps)) == (0, 3)
        assert lines(pilot)[0].endswith("row 1 of 3")
        assert pane(pilot, "#log")[1].startswith(">  1")
        await pilot.press("space")
        assert (app_of(pilot).session.cursor, len(app_of(pilot).session.steps)) == (1, 3)


async def test_looking_back_before_the_first_row_stays_there() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("b", "b", "up", "pageup", "home")
        assert app_of(pilot).session.cursor == 0


async def test_the_log_is_paged_through_by_keys_without_stepping() -> None:
    async with opened("hot-and-cold") as pilot:
        await pilot.press(*["space"] * 30)
        await pilot.press("pageup")
        app = app_of(pilot)
        assert len(app.session.steps) == 31
        assert app.session.cursor < 30
        assert f">{app.session.cursor + 1:>3}" in text(pilot)
        await pilot.press("home")
        assert app.session.cursor == 0
        await pilot.press("pagedown", "down", "end")
        assert app.session.cursor == 30
        assert len(app.session.steps) == 31


async def test_go_on_stops_at_each_new_flag_of_the_lab_run() -> None:
    async with opened("hot-and-cold") as pilot:
        stops = []
        for _ in range(3):
            await pilot.press("g")
            await pilot.pause()
            stops.append(app_of(pilot).session.current)
        assert [step.iteration for step in stops] == [1101, 1102, 1103]
        assert stops[0].flags == (Flag.CONVERGED,)
        assert Flag.OSCILLATING in stops[2].flags
        assert "! oscillating" in pane(pilot, "#flags")[0]


async def test_go_on_says_when_no_new_flag_will_follow() -> None:
    async with opened("stopping") as pilot:
        await pilot.press("g")
        await pilot.pause()
        assert "no new flag follows: the same weights come back" in text(pilot)
        assert not app_of(pilot).simulator.player.busy


async def test_a_run_that_overflows_ends_with_its_reason_and_can_be_looked_back_on() -> None:
    async with opened(weight=1e150, input=2.0) as pilot:
        await pilot.press(*["space"] * 12)
        app = app_of(pilot)
        ended = app.session
        assert ended.current.flags[0] == Flag.OVERFLOW
        assert len(ended.steps) < 13
        assert "the run ended here" in text(pilot)
        await pilot.press("space")
        assert app.session.length == ended.length
        await pilot.press("b")
        assert app.session.cursor == ended.length - 2
        assert "diverging" in pane(pilot, "#flags")[0]


async def test_play_steps_by_itself_until_paused() -> None:
    async with opened("hot-and-cold") as pilot:
        await pilot.press("+", "+", "+", "+", "+", "p")
        app = app_of(pilot)
        assert app.simulator.player.busy
        assert "playing 60/s" in lines(pilot)[0]
        await until(pilot, lambda: app.session.length >= 10)
        await pilot.press("p")
        assert not app.simulator.player.busy
        length = app.session.length
        await pilot.pause(0.2)
        assert app.session.length == length
        assert "playing" not in lines(pilot)[0]


async def test_any_step_key_ends_play() -> None:
    async with opened("hot-and-cold") as pilot:
        await pilot.press("p", "b")
        assert not app_of(pilot).simulator.player.busy


async def test_play_at_full_speed_ends_where_the_run_does() -> None:
    async with opened("breaking") as pilot:
        await pilot.press(*["+"] * 10, "p")
        app = app_of(pilot)
        await until(pilot, lambda: not app.simulator.player.busy)
        assert app.session.length == 326
        assert "✖ overflow" in pane(pilot, "#flags")[0]


async def test_any_key_stops_a_run_at_full_speed_and_its_progress_is_shown() -> None:
    async with opened(alpha=1e-7) as pilot:
        await pilot.press(*["+"] * 10, "p")
        app = app_of(pilot)
        await until(pilot, lambda: app.session.length >= 20_000 and "at full speed" in lines(pilot)[0])
        await pilot.press("x")
        assert not app.simulator.player.busy
        await until(pilot, lambda: lines(pilot)[0].endswith(f"row {app.session.length:,}"))


@pytest.mark.slow
async def test_a_million_rows_stay_small_and_any_of_them_can_be_shown() -> None:
    async with opened(alpha=1e-7) as pilot:
        app = app_of(pilot)
        app.workspace.step(1_000_000)
        await pilot.press("j", *"765432", "enter")
        await pilot.pause()
        assert app.session.current.iteration == 765_432
        assert "> 765432" in text(pilot)
        assert lines(pilot)[0].endswith("row 765,432 of 1,000,000")


async def test_a_row_that_there_is_not_is_refused_and_escape_leaves() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "space", "j", "9", "enter")
        await pilot.pause()
        assert "There are rows 1 to 3." in text(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert app_of(pilot).session.cursor == 2
        await pilot.press("j", "1", "enter")
        await pilot.pause()
        assert app_of(pilot).session.cursor == 0


async def test_every_digit_of_a_row_can_be_seen() -> None:
    async with opened("direction-and-amount") as pilot:
        await pilot.press("space", "d")
        await pilot.pause()
        for name in ("weight", "prediction", "error", "delta", "weight_delta", "new_weight"):
            assert f"{name} {getattr(app_of(pilot).session.current, name)!r}" in text(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert "input 0.5 x miss -0.4125" in text(pilot)


async def test_the_chart_follows_the_point_closely_and_shows_the_whole_run_again() -> None:
    async with opened("alpha") as pilot:
        await pilot.press(*["space"] * 12)
        whole = pane(pilot, "#chart")
        await pilot.press("z")
        assert pane(pilot, "#chart") != whole
        await pilot.press("Z")
        assert pane(pilot, "#chart") == whole


@pytest.mark.slow
async def test_no_row_of_any_lesson_is_explained_in_a_line_that_is_cut() -> None:
    async with opened() as pilot:
        for lesson in lessons().values():
            for session in (Session.start(lesson.parameters).step(rows) for rows in (0, 1, 2, 5, 11, 40, 2000)):
                app_of(pilot).workspace.put(History(session), Change.REPLACED)
                await pilot.pause()
                said = pane(pilot, "#explanation")
                assert said[0].split()[0] in ("input", "weight")
                assert not any("…" in line for line in said), (lesson.id, session.cursor)
