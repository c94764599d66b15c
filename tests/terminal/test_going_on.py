"""The real program goes on with long runs: the screen is there at once, says how far it is, and keys are answered."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path

import click
import pytest

from gdtui import cli
from gdtui.cli import plain_command as plain
from gdtui.cli.plain_command import HowFar
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.core.session import MOST_ROWS, Session
from gdtui.core.work import finished
from gdtui.files.sessions import read_saved, stored
from tests.calls import gdtui
from tests.files.test_sessions import asking
from tests.terminal.terminal import Terminal


def with_session(home: Path, rows: list[int]) -> Path:
    """A session on disk that asks for runs of so many rows, the present one first, each with a pinned one beside it."""
    path = home / ".local" / "state" / "gdtui" / "sessions" / "1.json"
    path.parent.mkdir(parents=True)
    path.write_text(asking(rows, pinned=True))
    return path


def test_a_long_session_comes_back_while_the_screen_is_there(tmp_path: Path) -> None:
    path = with_session(tmp_path, [MOST_ROWS] * 41)
    assert path.stat().st_size < 30_000
    with Terminal("--resume", home=tmp_path, width=120, height=40) as terminal:
        terminal.wait_for("of 1,000,000.")
        # The first frame is there before the rows are.
        assert terminal.lines[0].endswith("row 1")
        assert re.search(r"going on: row [0-9,]+ of 1,000,000\.", terminal.text)
        terminal.wait_for("40 replaced runs did not come back", longest=60)
        assert "row 1,000,000" in terminal.lines[0]
        terminal.process.send("b")
        terminal.wait_for("row 999,999")
        terminal.process.send("q")
        assert terminal.exit_status() == 0
    assert stored(read_saved(path)).saved.left


@pytest.mark.parametrize(("keys", "status"), [("q", 0), ("\x03", None)], ids=["q", "ctrl+c"])
def test_who_does_not_wait_leaves_and_loses_nothing(tmp_path: Path, keys: str, status: int | None) -> None:
    path = with_session(tmp_path, [MOST_ROWS] * 41)
    before = path.read_text()
    with Terminal("--resume", home=tmp_path, width=120, height=40) as terminal:
        terminal.wait_for("going on: row ")
        terminal.process.send(keys)
        if status is None:
            terminal.process.send("q")
        assert terminal.exit_status() == 0
        assert "back where you stopped" not in terminal.raw
    assert path.read_text() == before


def test_what_is_begun_meanwhile_can_be_brought_back(tmp_path: Path) -> None:
    with_session(tmp_path, [300_000])
    with Terminal("--resume", home=tmp_path, width=120, height=40) as terminal:
        terminal.wait_for("going on: row ")
        terminal.process.send("m")
        terminal.wait_for("back where you stopped", longest=60)
        assert "row 300,000" in terminal.lines[0]
        terminal.process.send("u")
        terminal.wait_for("the old run is back")
        assert "Hot and cold" in terminal.text or "hot and cold" in terminal.text


def test_runs_that_do_not_come_out_are_set_aside_and_said_so(tmp_path: Path) -> None:
    path = with_session(tmp_path, [300_000])
    record = json.loads(path.read_text())["session"]
    record["present"]["weight"] = 0.25
    text = json.dumps(record)
    path.write_text(f'{{"format": "gdtui.session/1", "crc32": "{zlib.crc32(text.encode()):08x}", "session": {text}}}')
    with Terminal("--resume", home=tmp_path, width=120, height=40) as terminal:
        terminal.wait_for("session 1.json is of rows that do not follow from its parameters: kept as", longest=60)
        terminal.process.send("q")
        assert terminal.exit_status() == 0
    assert path.with_name("1.json.unreadable-1").exists()


def test_a_long_record_is_opened_at_its_last_row_while_the_screen_is_there(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    gdtui("run", "--alpha", "0", "--iterations", "300000", "--format", "json", "--output", str(path))
    with Terminal("open", str(path), home=tmp_path, width=120, height=40) as terminal:
        terminal.wait_for("row 300,000", longest=60)
        terminal.process.send("q")
        assert terminal.exit_status() == 0
    assert "checking: row " in terminal.raw


def test_plain_mode_goes_on_too(tmp_path: Path) -> None:
    with_session(tmp_path, [300_000, *[30_000] * 4])
    with Terminal("--plain", "--resume", home=tmp_path, TERM="dumb") as terminal:
        terminal.wait_for("Row 300,000:", longest=60)
        terminal.press("q", "enter")
        assert terminal.exit_status() == 0
    assert "Back where you stopped: row 300,000." in terminal.raw


def test_plain_mode_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(plain, "SECONDS_A_WORD", 0)
    with click.Context(cli.cli):
        finished(Session(Run(Parameters()), 3_000, 0).replay(), HowFar().tell)
    assert capsys.readouterr().out.splitlines() == [f"Going on: row {rows} of 3,000." for rows in ("1,000", "2,000")]
