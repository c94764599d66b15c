"""The export dialog: what it writes, where, and what it asks and says."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from threading import Event
from typing import IO, Any
from xml.etree import ElementTree

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gdtui.app.exporting import EXPORTS
from gdtui.app.file_writer import FileWriter
from gdtui.app.screens.export_screen import ExportScreen
from gdtui.app.screens.question_screen import QuestionScreen
from gdtui.app.screens.simulator import SimulatorScreen
from tests.app.screen import SIZES, app_of, lines, opened, pane, text, until
from tests.calls import gdtui

pytestmark = pytest.mark.slow

NAMES = [export.name for export in EXPORTS]
COMMANDS = {
    "json": ["run", "--format", "json"],
    "csv": ["run", "--format", "csv"],
    "jsonl": ["run", "--format", "jsonl"],
    "lab": ["run", "--format", "lab"],
    "listing": ["listing"],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a person called the program."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def export(pilot: Pilot[None], name: str) -> str:
    """Export this after three rows; what the dialog says then."""
    await pilot.press("space", "space", "x", *["down"] * NAMES.index(name), "enter")
    return await told(pilot, "written")


async def told(pilot: Pilot[None], word: str) -> str:
    """The dialog's answer, once it has this word, without the folds of the box."""

    def answer() -> str:
        return "".join(line.strip("│ ") for line in pane(pilot, "#export-status"))

    # Where it is folded, a space may be lost.
    await until(pilot, lambda: word.replace(" ", "") in answer().replace(" ", ""))
    return answer()


async def type_name(pilot: Pilot[None], name: str) -> None:
    """Put another name in the field."""
    pilot.app.screen.query_one("#export-name", Input).value = name
    await pilot.pause()


def test_every_export_is_tested() -> None:
    assert {*NAMES} == {*COMMANDS, "chart", "ansi", "svg"}


@pytest.mark.parametrize("name", COMMANDS)
async def test_a_run_is_written_as_the_command_writes_it(folder: Path, name: str) -> None:
    async with opened("breaking") as pilot:
        said = await export(pilot, name)
    assert len(list(folder.glob("gdtui-*"))) == 1, said
    (path,) = folder.glob("gdtui-*")
    assert path.name == f"gdtui-breaking{EXPORTS[NAMES.index(name)].ending}"
    assert str(path) in said
    command, *options = COMMANDS[name]
    assert path.read_text() == gdtui(command, "--lesson", "breaking", "--iterations", "3", *options).stdout
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask()


def umask() -> int:
    """What new files are not allowed."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


async def test_the_chart_and_the_screen_are_written_as_they_are_seen(folder: Path) -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "space")
        chart = [line.rstrip() for line in pane(pilot, "#chart")[1:]]
        screen = lines(pilot)
        await pilot.press("x", *["down"] * NAMES.index("chart"))
        for _ in range(3):
            await pilot.press("enter")
            await told(pilot, "written")
            await pilot.press("down")
    plain = (folder / "gdtui-breaking.chart.txt").read_text().splitlines()
    assert plain[0].startswith("Error by weight: ● now")
    assert plain[2:] == chart
    coloured = (folder / "gdtui-breaking.ansi").read_text()
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in coloured.splitlines()] == plain
    assert "\x1b[1;35m●" in coloured
    picture = ElementTree.parse(folder / "gdtui-breaking.svg")
    drawn = "".join(picture.getroot().itertext()).replace("\xa0", " ")
    for words in ("diverging: the error grew twice running", "alpha", "Iterations", "3.24"):
        assert (words in drawn) == any(words in line for line in screen), words


async def test_a_name_that_is_taken_is_not_offered_and_is_overwritten_only_when_asked(folder: Path) -> None:
    mine = folder / "gdtui-breaking.json"
    mine.write_text("mine")
    async with opened("breaking") as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert pilot.app.screen.query_one("#export-name", Input).value == "gdtui-breaking-2.json"
        await type_name(pilot, "gdtui-breaking.json")
        await pilot.press("enter", "enter", "enter")
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert mine.read_text() == "mine"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ExportScreen)
        assert mine.read_text() == "mine"
        await pilot.press("enter", "o")
        await told(pilot, "written")
        assert mine.read_text().startswith('{"format": "gdtui.run/1"')


async def test_a_link_is_followed_and_the_file_that_it_leads_to_is_asked_about_and_keeps_its_rights(
    folder: Path,
) -> None:
    (folder / "other").write_text("mine")
    (folder / "other").chmod(0o640)
    (folder / "link").symlink_to("other")
    async with opened("breaking") as pilot:
        await pilot.press("x")
        await type_name(pilot, "link")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
        assert "other exists." in "".join(line.strip("│ ") for line in pane(pilot, "#question"))
        await pilot.press("o")
        await told(pilot, "written")
    assert (folder / "link").is_symlink()
    assert (folder / "other").read_text().startswith('{"format": "gdtui.run/1"')
    assert (folder / "other").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "The file needs a name."),
        ("nowhere/run.json", "not written (No such file or directory)"),
        (".", "is a folder."),
        ("x" * 300, "not written (File name too long)"),
        ("/dev/null", "not written (no ordinary file): /dev/null"),
        ("-rf", "Other programs take a name with - in front for an option"),
    ],
    ids=["no name", "no folder", "a folder", "too long", "a device", "an option"],
)
async def test_what_cannot_be_written_is_said_and_another_name_can_be_typed(
    folder: Path, name: str, reason: str
) -> None:
    async with opened("breaking") as pilot:
        await pilot.press("x")
        await type_name(pilot, name)
        await pilot.press("enter")
        await told(pilot, reason)
        await type_name(pilot, "run.json")
        await pilot.press("enter")
        await told(pilot, "written")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, SimulatorScreen)
    assert [path.name for path in folder.iterdir()] == ["run.json"]


async def test_a_full_disk_leaves_what_was_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = folder / "run.json"
    mine.write_text("mine")

    def fails(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with opened("breaking") as pilot:
        await pilot.press("x")
        await type_name(pilot, "run.json")
        monkeypatch.setattr(os, "fsync", fails)
        await pilot.press("enter", "o")
        await told(pilot, "No space left on device")
        monkeypatch.undo()
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40", "60x16"])
async def test_the_dialog_as_it_is_seen(
    size: tuple[int, int], screenshot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The folder's name is part of the picture.
    monkeypatch.chdir("/")
    async with opened("breaking", size=size) as pilot:
        await pilot.press("space", "space", "x", "down")
        assert text(pilot) == screenshot


async def test_one_file_is_written_at_a_time_and_stopping_leaves_nothing(folder: Path) -> None:
    async with opened() as pilot:
        app, go_on = app_of(pilot), Event()

        def slow(out: IO[str]) -> None:
            out.write("the first part")
            go_on.wait(30)
            out.write("the second part")

        app.simulator.writing = writing = FileWriter()
        writing.begin(folder / "slow.json", slow, lambda _: None)
        await pilot.press("x", "enter")
        await told(pilot, "Another file is still being written.")
        writing.stop()
        go_on.set()
        await until(pilot, lambda: not writing.busy)
    assert list(folder.iterdir()) == []


async def test_a_name_after_a_tilde_that_nobody_has_is_part_of_the_name(folder: Path) -> None:
    async with opened() as pilot:
        await pilot.press("x")
        await type_name(pilot, "~nobody-of-this-name")
        await pilot.press("enter")
        await told(pilot, "written:")
    assert [path.name for path in folder.iterdir()] == ["~nobody-of-this-name"]


async def test_the_longest_name_that_a_file_can_have_is_written(folder: Path) -> None:
    async with opened() as pilot:
        await pilot.press("x")
        await type_name(pilot, "漢" * 85)
        await pilot.press("enter")
        await told(pilot, "written:")
    assert [path.name for path in folder.iterdir()] == ["漢" * 85]


async def test_where_there_is_no_folder_nothing_can_be_exported(folder: Path) -> None:
    (folder / "gone").mkdir()
    os.chdir(folder / "gone")
    (folder / "gone").rmdir()
    async with opened() as pilot:
        await pilot.press("x")
        await until(pilot, lambda: "nothing can be exported (No such file or directory)" in text(pilot))
