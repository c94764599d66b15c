"""The README says what is so: its screen, its keys, its run, its options and its flags are the program's own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from gdtui.cli import COMMANDS
from gdtui.cli.lessons import lessons as lesson_commands
from gdtui.core.session import Session
from gdtui.files.progress import Progress, ProgressFile
from gdtui.lab.attempt import Attempt
from gdtui.lab.catalogue import lessons, read_lessons
from gdtui.lab.judge import met
from tests.app.screen import opened, text
from tests.commands import command
from tests.readme import README, missing

BLOCKS = re.findall(r"```\w*\n(.*?)```", README, re.DOTALL)


async def test_its_screen_is_the_real_one() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "space")
        await pilot.pause()
        assert BLOCKS[0] == text(pilot)


def test_its_tables_and_choices_are_the_registries() -> None:
    assert missing() == []


CALLS = [block for block in BLOCKS if block.startswith("$ gdtui ")]


def test_run_and_sweep_are_called_in_it() -> None:
    assert [block.split()[2] for block in CALLS] == ["run", "sweep"]


@pytest.mark.parametrize("block", CALLS, ids=lambda block: block.partition("\n")[0])
def test_its_calls_print_what_it_shows(block: str) -> None:
    command, _, printed = block.partition("\n")
    arguments = command.removeprefix("$ gdtui ").split()
    done = subprocess.run([sys.executable, "-m", "gdtui", *arguments], capture_output=True, text=True, check=True)
    assert printed == done.stdout


def test_its_lesson_can_be_used_and_its_task_can_be_met(tmp_path: Path) -> None:
    source = next(block for block in BLOCKS if block.startswith("id = "))
    (tmp_path / "halfway.toml").write_text(source)
    ((lesson,), refused) = read_lessons(tmp_path / "halfway.toml")
    assert (lesson.id, refused) == ("halfway", [])
    met_by = {}
    for alpha, steps in ((1.0, 20), (0.125, 40), (0.25, 1), (0.2501, 2)):
        session = Session.start(lesson.parameters.changed(alpha=alpha)).step(steps)
        met_by[alpha] = set(met(lesson, session, Attempt(session.run).look(session)))
    assert met_by == {1.0: set(), 0.125: {0}, 0.25: set(), 0.2501: {1}}


def test_its_results_of_a_class_are_what_is_written(tmp_path: Path) -> None:
    block = next(block for block in BLOCKS if "\nanna" in block)
    for name, goals_met in {"anna": (9, 9, 9, 1), "bob": (9, *[0] * 14, 2)}.items():
        progress = Progress()
        for lesson, met_of_it in zip(lessons().values(), goals_met, strict=False):
            assert lesson.task is not None
            progress = progress.with_met(lesson, frozenset(range(min(met_of_it, len(lesson.task.goals)))))
        assert ProgressFile(tmp_path / name).save(progress) == ""
    call = [sys.executable, "-m", "gdtui", "lessons", "results", "--all", str(tmp_path)]
    assert subprocess.run(call, capture_output=True, text=True, check=True).stdout.startswith(block)


def test_every_command_and_option_stands_in_it() -> None:
    of_lessons = {f"lessons {name}": each for name, each in lesson_commands.commands.items()}
    for name, each in {**{name: command(name) for name in COMMANDS}, **of_lessons}.items():
        assert f"gdtui {name}" in README
        for parameter in each.params:
            if not isinstance(parameter, click.Option):
                continue
            assert any(option in README for option in parameter.opts), parameter.opts


def test_the_gate_finds_the_test_command() -> None:
    assert len(re.findall(r"^python3 .*pytest$", README, re.MULTILINE)) == 1
