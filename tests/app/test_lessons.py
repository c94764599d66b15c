"""Lessons on the screen: played to their ends by keys, judged, remembered, picked and reset."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gdtui.app.screens.lessons_screen import PickerScreen
from gdtui.app.screens.memory_screen import MemoryScreen
from gdtui.app.screens.question_screen import QuestionScreen
from gdtui.app.screens.simulator import SimulatorScreen
from gdtui.app.widgets.parameters_pane import field_id
from gdtui.lab.catalogue import lessons
from gdtui.lab.memory import BLANKS, LINES
from tests.app.screen import app_of, lines, opened, pane, text, until
from tests.lab.plays import RIGHT, WRONG, Attempt
from tests.sizes import first_of

IDS = list(lessons())


def words_of(page: list[str]) -> str:
    """The words of a pane, in one line."""
    return " ".join(words(page))


def words(texts: list[str]) -> list[str]:
    """The words of some lines, however they are broken."""
    return " ".join(texts).split()


def kept() -> dict[str, list[str]]:
    """The goals met, by lesson, as they are on disk."""
    path = Path(os.environ["XDG_STATE_HOME"]) / "gdtui" / "progress.json"
    if not path.exists():
        return {}
    return {id_: entry["met"] for id_, entry in json.loads(path.read_text())["lessons"].items()}


async def play(pilot: Pilot[None], attempt: Attempt) -> None:
    """Type the values, then press the keys."""
    typed, keys = attempt
    if typed:
        await pilot.press("e")
        await pilot.pause()
        for field, value in typed.items():
            app_of(pilot).simulator.query_one(f"#{field_id(field)}", Input).value = value
        await pilot.press("enter")
        await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await until(pilot, lambda: not app_of(pilot).simulator.player.busy)
    await pilot.pause()


@pytest.mark.slow
@pytest.mark.parametrize("id_", RIGHT)
async def test_a_lesson_is_played_to_its_end(id_: str) -> None:
    lesson = lessons()[id_]
    assert lesson.task is not None
    async with opened(id_) as pilot:
        await play(pilot, WRONG[id_])
        assert kept().get(id_, []) == []
        assert "Done." not in "".join(pane(pilot, "#card"))
        for number, attempt in enumerate(RIGHT[id_], 1):
            await play(pilot, attempt)
            await until(pilot, lambda number=number: len(kept().get(id_, [])) == number)  # type: ignore[misc]
            assert sum(is_met for _, is_met, _ in app_of(pilot).workspace.standing()) == number
        assert sorted(kept()[id_]) == sorted(goal.say for goal in lesson.task.goals)
        assert app_of(pilot).workspace.course.progress.done(lesson)
        await pilot.press("t")
        await pilot.pause()
        assert "Task done: ] goes on" in text(pilot)
        told = [line for line in pane(pilot, "#below") if line.strip().startswith("✔")]
        assert len(told) == len(lesson.task.goals)


async def test_the_loop_from_memory_is_played_to_its_end() -> None:
    async with opened("from-memory") as pilot:
        await pilot.press("t", "y")
        for level, blanks in enumerate(BLANKS):
            assert isinstance(pilot.app.screen, MemoryScreen)
            assert f"level {level + 1} of 5" in lines(pilot)[0]
            for number in blanks:
                pilot.app.screen.query_one(f"#line-{number}", Input).value = "weight = weight"
            await pilot.press("enter")
            await pilot.pause()
            assert "✖" in text(pilot)
            for number in blanks:
                pilot.app.screen.query_one(f"#line-{number}", Input).value = LINES[number]
            await pilot.press("enter")
            await pilot.pause()
        assert isinstance(pilot.app.screen, SimulatorScreen)
        assert kept()["from-memory"] == ["the whole loop from memory", "three lines from memory"]
        assert "Task done" in text(pilot)


async def test_leaving_the_loop_early_keeps_what_was_done() -> None:
    async with opened("from-memory") as pilot:
        await pilot.press("y")
        for blanks in BLANKS[:3]:
            for number in blanks:
                pilot.app.screen.query_one(f"#line-{number}", Input).value = LINES[number]
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert kept()["from-memory"] == ["three lines from memory"]


async def test_brackets_walk_through_the_lessons_and_stop_at_the_ends() -> None:
    async with opened() as pilot:
        seen = []
        for _ in IDS:
            await pilot.press("right_square_bracket")
            await pilot.pause()
            lesson = app_of(pilot).workspace.lesson
            assert lesson is not None
            seen.append(lesson.id)
            assert app_of(pilot).session.parameters == lesson.parameters
            assert lesson.text[0][:30] in text(pilot)
        assert seen == IDS
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert "this is the last lesson" in text(pilot)
        await pilot.press("left_square_bracket")
        assert app_of(pilot).workspace.lesson is lessons()[IDS[-2]]


async def test_a_lesson_begins_with_its_page_and_from_then_on_has_its_card() -> None:
    async with opened("breaking", opening=True) as pilot:
        assert "The input is 2 now." in text(pilot)
        assert not pilot.app.screen.query_one("#chart").region
        await pilot.press("space", "space")
        await pilot.pause()
        assert "#  weight" in text(pilot)
        assert "TASK See it diverge." in text(pilot)
        assert "✔ diverging" in pane(pilot, "#card")[4]
        assert "✖ diverging: the error grew twice running" in pane(pilot, "#flags")[0]
        await pilot.press("t")
        await pilot.pause()
        assert "The input is 2 now." in text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app_of(pilot).session.length == 3
        assert "#  weight" in text(pilot)


@pytest.mark.parametrize("key", first_of("t", "w", "i"))
async def test_a_text_that_does_not_fit_is_read_in_pages_by_the_key_that_shows_it(key: str) -> None:
    async with opened("breaking", (60, 16)) as pilot:
        await pilot.resize_terminal(200, 60)
        await pilot.press(key)
        await pilot.pause()
        whole = words(pane(pilot, "#below"))
        await pilot.press(key)
        await pilot.resize_terminal(60, 16)
        await pilot.press(key)
        await pilot.pause()
        read: list[str] = []
        while pilot.app.screen.query_one("#below").display:
            page = pane(pilot, "#below")
            read += page[:-1] if page[-1].strip() == f"… {key} shows more" else page
            await pilot.press(key)
            await pilot.pause()
        assert words(read) == whole
        assert pilot.app.screen.query_one("#log").display


async def test_without_the_text_the_flag_stands_where_it_always_does() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "space")
        await pilot.pause()
        assert "✖ diverging: the error grew twice running" in pane(pilot, "#flags")[0]
        assert "goals ✔○○" in lines(pilot)[0]


async def test_the_picker_marks_what_is_done_points_at_what_is_next_and_filters() -> None:
    async with opened("compare") as pilot:
        await play(pilot, RIGHT["compare"][0])
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickerScreen)
        assert "✔ 1 of 1  Measure one miss  (open)" in text(pilot)
        assert any(line.startswith(">  2   0 of 2") for line in lines(pilot))
        assert f"1 of {len(IDS)} done" in text(pilot)
        await pilot.press(*"negat")
        await pilot.pause()
        assert any(line.startswith("> 11 ") for line in lines(pilot))
        assert "Measure one miss" not in text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app_of(pilot).session.parameters == lessons()["negative-reversal"].parameters
        assert "u brings the old run back" in text(pilot)


async def test_a_filter_that_fits_nothing_opens_nothing() -> None:
    async with opened("compare") as pilot:
        await pilot.press("l", *"zzz", "enter", "ctrl+r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickerScreen)
        assert "no lesson has that in its title" in text(pilot)
        await pilot.press(*["backspace"] * 3)
        await pilot.pause()
        assert f"0 of {len(IDS)} done" in text(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert app_of(pilot).workspace.lesson is lessons()["compare"]


@pytest.mark.parametrize(
    ("answer", "left"), first_of(("o", {"squared"}), ("a", set()), ("escape", {"compare", "squared"}))
)
async def test_progress_is_forgotten_only_after_a_question(answer: str, left: set[str]) -> None:
    async with opened("squared") as pilot:
        await play(pilot, RIGHT["squared"][0])
        await pilot.press("left_square_bracket")
        await play(pilot, RIGHT["compare"][0])
        assert set(kept()) == {"compare", "squared"}
        await pilot.press("l", "home", "up", "up", "ctrl+r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert set(kept()) == {"compare", "squared"}
        await pilot.press("x", answer)
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickerScreen)
        assert set(kept()) == left


async def test_progress_of_another_day_is_there_again() -> None:
    async with opened("compare") as pilot:
        await play(pilot, RIGHT["compare"][0])
    async with opened("breaking") as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert "✔ 1 of 1  Measure one miss" in text(pilot)


async def test_a_broken_file_of_progress_is_told_when_a_lesson_is_opened() -> None:
    path = Path(os.environ["XDG_STATE_HOME"]) / "gdtui" / "progress.json"
    path.parent.mkdir(parents=True)
    path.write_text("{")
    async with opened("compare") as pilot:
        assert "kept as progress.json.unreadable-1" in pane(pilot, "#flags")[0]
        await play(pilot, RIGHT["compare"][0])
        assert kept() == {"compare": ["a start without a miss"]}


async def test_newer_progress_stays_and_is_said_when_a_goal_is_met() -> None:
    path = Path(os.environ["XDG_STATE_HOME"]) / "gdtui" / "progress.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"format": "gdtui.progress/2"}')
    line = "progress.json was written by a newer gdtui and stays; goals are not kept."
    async with opened("compare", size=(80, 24)) as pilot:
        assert line in pane(pilot, "#flags")[0]
        await play(pilot, RIGHT["compare"][0])
        await until(pilot, lambda: line in pane(pilot, "#flags")[0])
        await pilot.press("l")
        await pilot.pause()
        assert "✔ 1 of 1  Measure one miss" in text(pilot)
    assert path.read_text() == '{"format": "gdtui.progress/2"}'
    assert [each.name for each in path.parent.glob("progress.json*")] == ["progress.json"]


async def test_why_and_the_listing_follow_the_steps() -> None:
    async with opened("breaking", size=(80, 24)) as pilot:
        await pilot.press("w", "space", "space")
        await pilot.pause()
        assert "across the goal weight 0.4" in text(pilot)
        await pilot.press("i")
        await pilot.pause()
        assert "weight = weight - alpha * weight_delta" in text(pilot)
        assert "# 1.3 - 1 * 3.6 = -2.3" in text(pilot)
        await pilot.press("b", "i")
        await pilot.pause()
        assert "#  weight" in text(pilot)


async def test_predict_first_asks_once_and_shows_the_answer_beside_what_happens() -> None:
    async with opened("breaking") as pilot:
        assert "Say first" in pane(pilot, "#flags")[0]
        assert "5 explodes" in lines(pilot)[-1]
        assert not pilot.app.screen.query_one("#ruler").region
        await pilot.press("3")
        await pilot.pause()
        assert app_of(pilot).session.length == 1
        assert "you said: it overshoots and settles." in pane(pilot, "#flags")[0]
        assert "Error by weight" in text(pilot)
        await pilot.press("space", "space")
        await pilot.pause()
        assert "you said: settles. But it explodes." in words_of(pane(pilot, "#card"))
        assert app_of(pilot).workspace.score == (0, 1)
        # The same situation is not asked about again, another is.
        await pilot.press("r")
        await pilot.pause()
        assert "Say first" not in pane(pilot, "#flags")[0]
        app_of(pilot).workspace.change(input=0.5)
        await pilot.pause()
        assert "Say first" in text(pilot) or "u brings the old run back" in text(pilot)
        await pilot.press("2", *["space"] * 4)
        await pilot.pause()
        assert app_of(pilot).workspace.score == (1, 2)


async def test_who_does_not_want_to_say_steps_or_passes_over_and_is_not_asked_again() -> None:
    for keys in (["escape"], ["space", "r"]):
        async with opened("breaking") as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            assert not app_of(pilot).workspace.asks
            assert app_of(pilot).workspace.score == (0, 0)
            assert not pilot.app.screen.query_one("#ruler").region
            await pilot.press("f")
            await pilot.pause()
            assert pilot.app.screen.query_one("#ruler").region


async def test_predict_first_asks_nothing_where_the_run_has_ended() -> None:
    async with opened(weight=1e200, input=1e200) as pilot:
        await pilot.press("f", "space")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SimulatorScreen)
        assert "the run ended here" in text(pilot)
