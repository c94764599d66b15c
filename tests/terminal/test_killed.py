"""The real program killed at any moment, and side by side with itself: no session is ever lost."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from gdtui.files.sessions import SavedSession, read_saved, replayed
from tests.terminal.terminal import Terminal

KILLS = 5
"""For each seed; 25 when the figures are taken, which with eight of them makes two hundred."""
SECOND = 1.0
ROW = re.compile(r"row ([0-9,]+)$")


def sessions(home: Path) -> Path:
    """Where the sessions of this home are."""
    return home / ".local" / "state" / "gdtui" / "sessions"


def on_disk(home: Path, number: int = 1) -> SavedSession:
    """A session as it is on disk."""
    return replayed(read_saved(sessions(home) / f"{number}.json"))


def row_shown(terminal: Terminal) -> int | None:
    """The number of the row on the screen; None before it is drawn."""
    found = ROW.search(terminal.lines[0])
    return int(found[1].replace(",", "")) if found else None


def step_and_kill(terminal: Terminal, seconds: float, chance: random.Random) -> list[tuple[float, int]]:
    """Press keys for so long and kill the program; the rows that were shown by then, each with its time."""
    shown: list[tuple[float, int]] = []
    while not shown:
        terminal.settle(quiet=0.02, longest=0.05)
        if row := row_shown(terminal):
            shown.append((time.monotonic(), row))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        terminal.process.send(" " * chance.randrange(1, 3))
        terminal.settle(quiet=0.01, longest=0.03)
        shown.append((time.monotonic(), row_shown(terminal) or shown[-1][1]))
    terminal.process.kill(9)
    return shown


@pytest.mark.parametrize("seed", range(8))
def test_killed_at_any_moment_at_most_the_last_second_is_lost(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    known, killed_early, most_lost = 1, 0, 0
    for number in range(KILLS):
        # The first time long enough for something to be kept.
        seconds = chance.choice([0, chance.uniform(0, 0.3), chance.uniform(0.3, 1.8)]) if number else 2 * SECOND
        exists = (sessions(tmp_path) / "1.json").exists()
        with Terminal("--resume" if exists else "--fresh", home=tmp_path) as terminal:
            if number and chance.random() < 0.3:
                # While it starts: before there is anything to step.
                time.sleep(chance.uniform(0, 0.7))
                terminal.process.kill(9)
                killed_early += 1
                shown = []
            else:
                shown = step_and_kill(terminal, seconds, chance)
            killed = time.monotonic()
        if not exists and not (sessions(tmp_path) / "1.json").exists():
            continue
        saved = on_disk(tmp_path)
        assert not saved.left
        length = saved.history.present.length
        due = max([known, *[row for at, row in shown if at < killed - SECOND]])
        assert length >= due, (length, shown)
        most_lost = max(most_lost, max([row for _, row in shown], default=0) - length)
        known = length
    print(f"{KILLS} kills, {killed_early} of them early: row {known} reached, at most {most_lost} steps lost at once")
    assert known > 1
    assert sorted(path.name for path in sessions(tmp_path).iterdir() if ".part-" not in path.name) == [
        "1.json",
        "1.lock",
    ]


def test_of_two_terminals_side_by_side_both_sessions_survive(tmp_path: Path) -> None:
    with Terminal("--lesson", "breaking", home=tmp_path) as first:
        first.wait_for("space takes a step")
        first.press("space", "space")
        with Terminal("--lesson", "alpha", home=tmp_path) as second:
            second.wait_for("another gdtui of yours is open: each keeps its own session.")
            second.press("space", "space", "space")
            first.press("space")
            time.sleep(SECOND)
            second.process.kill(9)
        first.press("space")
        time.sleep(SECOND)
        first.process.kill(9)
    assert (on_disk(tmp_path, 1).history.present.lesson, on_disk(tmp_path, 1).history.present.length) == ("breaking", 5)
    assert (on_disk(tmp_path, 2).history.present.lesson, on_disk(tmp_path, 2).history.present.length) == ("alpha", 4)
    with Terminal(home=tmp_path) as newest:
        newest.wait_for("A session was cut off")
        newest.press("y")
        newest.wait_for("back where you stopped")
        with Terminal(home=tmp_path) as other:
            other.wait_for("A session was cut off")
            other.press("y")
            other.wait_for("back where you stopped")
            assert {row_shown(newest), row_shown(other)} == {4, 5}
            other.process.send("q")
            assert other.exit_status() == 0
        newest.process.send("q")
        assert newest.exit_status() == 0
    with Terminal(home=tmp_path) as again:
        again.wait_for("space takes a step")
        assert row_shown(again) == 1
