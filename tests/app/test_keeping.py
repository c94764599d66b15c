"""The session on disk: kept as it changes, brought back where it was, and a disk that fails."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from gdtui.app.screens.question_screen import QuestionScreen
from gdtui.app.screens.simulator import SimulatorScreen
from gdtui.core.parameters import Parameters
from gdtui.core.session import History, Session
from gdtui.files.session_files import SessionFiles
from gdtui.files.sessions import SavedSession, Shown, read_saved, replayed, session_text
from gdtui.workspace.keeping import SAVE_SECONDS
from tests.app.screen import app_of, lines, opened, pane, text, until

pytestmark = pytest.mark.slow


@asynccontextmanager
async def kept(
    folder: Path, lesson: str | None = None, resume: str = "ask", **values: Any
) -> AsyncIterator[Pilot[None]]:
    """The app as the command opens it, whose session is kept."""
    async with opened(lesson, state=folder, resume=resume) as pilot:
        await pilot.pause()
        yield pilot


def on_disk(folder: Path, number: int = 1) -> SavedSession:
    """The session of this number as it is on disk."""
    return replayed(read_saved(folder / "sessions" / f"{number}.json"))


async def saved_soon(pilot: Pilot[None], folder: Path, length: int) -> None:
    """The session on disk comes to have so many rows, by itself; within a second, unless the machine is busy."""
    assert SAVE_SECONDS < 1
    await until(pilot, lambda: on_disk(folder).history.present.length == length)


async def test_what_changes_is_on_disk_within_a_second_and_before_the_first_step_too(tmp_path: Path) -> None:
    async with kept(tmp_path, "breaking") as pilot:
        assert on_disk(tmp_path).history.present.parameters == app_of(pilot).session.parameters
        await pilot.press("space", "space", "b")
        await saved_soon(pilot, tmp_path, 3)
        await pilot.press("2", "t", "d")
        await pilot.pause(SAVE_SECONDS + 0.3)
        saved = on_disk(tmp_path)
        assert (saved.history.present.cursor, saved.history.present.lesson, saved.left) == (1, "breaking", False)
        assert (saved.shown.view, saved.shown.below, saved.shown.every_digit) == ("errors", "text", True)


async def test_leaving_saves_at_once_and_is_not_a_session_cut_off(tmp_path: Path) -> None:
    async with kept(tmp_path, "breaking") as pilot:
        await pilot.press("space", "space", "q")
    saved = on_disk(tmp_path)
    assert (saved.history.present.length, saved.left) == (3, True)
    async with kept(tmp_path) as pilot:
        assert isinstance(pilot.app.screen, SimulatorScreen)
        assert app_of(pilot).session.length == 1


async def test_a_session_that_was_cut_off_comes_back_with_everything_that_was_on_the_screen(tmp_path: Path) -> None:
    async with kept(tmp_path, "breaking") as pilot:
        await pilot.press("space", "space", "c", "m", "space", "space", "space", "b", "3", "w", "u", "U", "f")
        before = lines(pilot)
        await pilot.pause(SAVE_SECONDS + 0.3)
    async with kept(tmp_path) as pilot:
        assert isinstance(pilot.app.screen, QuestionScreen)
        asked = " ".join(line.strip("│ ") for line in pane(pilot, "#question"))
        assert "A session was cut off: An input that makes it explode, row 3 of 4. Go on with it?" in asked
        await pilot.press("space", "x", "y")
        await pilot.pause()
        # Nothing but the line of notices says that this is another start of the program.
        changed = [(was, now) for was, now in zip(before, lines(pilot), strict=True) if was != now]
        assert [now for _, now in changed] == [" > back where you stopped: row 3 of 4."]
        history = app_of(pilot).workspace.history
        assert [session.parameters.method for session in history.past] == ["gradient-descent"] * 2
        await pilot.press("f", "space", "space")
        await saved_soon(pilot, tmp_path, 5)


@pytest.mark.parametrize(("key", "again"), [("n", False), ("escape", True)])
async def test_an_offer_that_is_not_taken_begins_anew_and_keeps_the_old_session(
    tmp_path: Path, key: str, again: bool
) -> None:
    async with kept(tmp_path, "breaking") as pilot:
        await pilot.press("space", "space")
        await pilot.pause(SAVE_SECONDS + 0.3)
    async with kept(tmp_path) as pilot:
        await pilot.press(key)
        assert app_of(pilot).session.parameters == Parameters()
        assert on_disk(tmp_path, 2).history.present.length == 1
        assert on_disk(tmp_path, 1).history.present.length == 3
        assert on_disk(tmp_path, 1).left is not again
        await pilot.press("q")
    async with kept(tmp_path) as pilot:
        assert isinstance(pilot.app.screen, QuestionScreen) is again


async def test_resume_and_fresh_decide_beforehand(tmp_path: Path) -> None:
    async with kept(tmp_path, resume="always") as pilot:
        assert "there is no session to go on with" in text(pilot)
        await pilot.press("space", "q")
    async with kept(tmp_path, resume="always") as pilot:
        assert app_of(pilot).session.length == 2
        assert on_disk(tmp_path).left is False
    async with kept(tmp_path, resume="never") as pilot:
        assert isinstance(pilot.app.screen, SimulatorScreen)
        assert app_of(pilot).session.length == 1
        assert on_disk(tmp_path, 2).history.present.length == 1


async def test_a_lesson_that_is_gone_is_said_and_the_run_goes_on(tmp_path: Path) -> None:
    async with kept(tmp_path, "breaking") as pilot:
        await pilot.press("space")
        await pilot.pause(SAVE_SECONDS + 0.3)
        record = (tmp_path / "sessions" / "1.json").read_text()
    from tests.files.test_sessions import signed

    (tmp_path / "sessions" / "1.json").write_text(signed(record, '"lesson": "breaking"', '"lesson": "gone"'))
    async with kept(tmp_path, resume="always") as pilot:
        assert "back where you stopped: row 2. Its lesson gone is not here." in text(pilot)
        assert app_of(pilot).session.length == 2
        assert app_of(pilot).workspace.lesson is None


UNKNOWN_CHART = session_text(SavedSession(History(Session.start(Parameters())), Shown(view="pie")))


@pytest.mark.parametrize("content", ["half of a ses", UNKNOWN_CHART], ids=["cut off", "a chart there is not"])
async def test_a_broken_session_is_set_aside_and_said_and_the_app_starts(tmp_path: Path, content: str) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "1.json").write_text(content)
    async with kept(tmp_path) as pilot:
        assert "session 1.json is not readable: kept as 1.json.unreadable-1." in text(pilot)
        await pilot.press("space")
        await saved_soon(pilot, tmp_path, 2)
    assert (tmp_path / "sessions" / "1.json.unreadable-1").read_text() == content


@pytest.mark.parametrize("how", ["ask", "always"])
async def test_a_newer_session_stays_and_is_said_whether_or_not_another_comes_back(tmp_path: Path, how: str) -> None:
    line = "session 2.json was written by a newer gdtui; it stays as it is."
    newer = tmp_path / "sessions" / "2.json"
    newer.parent.mkdir()
    newer.write_text('{"format": "gdtui.session/2"}')
    async with kept(tmp_path, resume=how) as pilot:
        assert line in text(pilot)
        await pilot.press("space")
        await saved_soon(pilot, tmp_path, 2)
    async with kept(tmp_path, resume=how) as pilot:
        if how == "ask":
            await pilot.press("y")
            await pilot.pause()
        assert f"{line} back where" in text(pilot)
        assert app_of(pilot).session.length == 2
        await pilot.press("space", "q")
    assert on_disk(tmp_path).history.present.length == 3
    assert newer.read_text() == '{"format": "gdtui.session/2"}'
    assert sorted(path.name for path in newer.parent.glob("*.json*")) == ["1.json", "2.json"]


async def test_side_by_side_each_keeps_its_own_and_the_second_is_told(tmp_path: Path) -> None:
    first = SessionFiles(tmp_path).new()
    async with kept(tmp_path, "breaking") as pilot:
        # The other program has saved nothing yet, so there is nothing to be mixed up with.
        assert "another gdtui" not in text(pilot)
        await pilot.press("space", "q")
    first.save((tmp_path / "sessions" / "2.json").read_text())
    async with kept(tmp_path, "alpha") as pilot:
        assert "another gdtui of yours is open: each keeps its own session." in text(pilot)
    first.release()


async def test_without_a_word_about_sessions_nothing_is_kept(tmp_path: Path) -> None:
    async with opened("breaking", state=tmp_path) as pilot:
        await pilot.press("space")
        await pilot.pause(SAVE_SECONDS + 0.3)
        await pilot.press("q")
    assert not (tmp_path / "sessions").exists()


FULL = OSError(28, "No space left on device")


class FailingDisk:
    """Calls of the operating system of which, from now on, one kind fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
        owner: Any = {"open": os, "fsync": os, "replace": Path, "mkdir": Path}[call]
        real = getattr(owner, call)
        self.failures = 0
        self.fails = True

        def maybe(*arguments: Any, **named: Any) -> Any:
            # Only what is about to be written; reading goes on.
            if self.fails and (call != "open" or arguments[1] & os.O_CREAT):
                self.failures += 1
                raise FULL
            return real(*arguments, **named)

        monkeypatch.setattr(owner, call, maybe)


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "mkdir"])
async def test_a_full_disk_is_told_once_and_nothing_saved_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    warning = "the session cannot be kept (No space left on device)"
    async with kept(tmp_path, "breaking") as pilot:
        await pilot.press("space")
        await saved_soon(pilot, tmp_path, 2)
        disk = FailingDisk(monkeypatch, call)
        await pilot.press("space")
        await until(pilot, lambda: warning in text(pilot))
        assert on_disk(tmp_path).history.present.length == 2
        await pilot.press("space")
        failures = disk.failures
        await until(pilot, lambda: disk.failures > failures)
        await pilot.pause(0.1)
        assert warning not in text(pilot)
        assert app_of(pilot).session.length == 4
        disk.fails = False
        await pilot.press("space")
        await saved_soon(pilot, tmp_path, 5)
        disk.fails = True
        await pilot.press("space")
        await until(pilot, lambda: warning in text(pilot))
        disk.fails = False
        # Nobody presses a key: it is tried again by itself.
        await saved_soon(pilot, tmp_path, 6)
        disk.fails = True
        await pilot.press("space", "q")
    assert on_disk(tmp_path).history.present.length == 6
    assert [path.name for path in (tmp_path / "sessions").iterdir() if "part" in path.name] == []


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "mkdir"])
async def test_a_disk_that_was_full_before_the_start_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    FailingDisk(monkeypatch, call)
    async with kept(tmp_path / "new", "breaking") as pilot:
        assert "the session cannot be kept (No space left on device)" in text(pilot)
        await pilot.press("space", "space", "q")


def wrote(path: Path, content: bytes) -> bool:
    """Whether so much more went on the disk."""
    try:
        with path.open("ab") as file:
            file.write(content)
    except OSError:
        return False
    return True


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a small disk")
async def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    import subprocess

    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", tmp_path], check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        async with kept(tmp_path, "breaking") as pilot:
            await pilot.press("space")
            await saved_soon(pilot, tmp_path, 2)
            filler = b" " * 60 * 1024
            while filler:
                filler = filler[: len(filler) // 2] if not wrote(tmp_path / "filler", filler) else filler
            await pilot.press("space")
            await until(pilot, lambda: "the session cannot be kept (No space left on device)" in text(pilot))
            assert on_disk(tmp_path).history.present.length == 2
            await pilot.press("space", "space")
            assert app_of(pilot).session.length == 5
            (tmp_path / "filler").unlink()
            await pilot.press("q")
        assert on_disk(tmp_path).history.present.length == 5
    finally:
        subprocess.run(["umount", "-l", tmp_path], check=True)
