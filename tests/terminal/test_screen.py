"""The real program in a real pseudo-terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.calls import gdtui
from tests.terminal.terminal import Terminal


def test_two_presses_bring_row_3_and_the_flag_and_ten_more_stay_readable(tmp_path: Path) -> None:
    with Terminal("--lesson", "breaking", home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        terminal.press("space", "space")
        terminal.wait_for("✖ diverging: the error grew twice running (0.04, 0.36, 3.24)")
        rows = [line.split() for line in terminal.lines]
        for start in (["1", "0.5", "1"], ["2", "0.1", "0.2"], [">", "3", "1.3"]):
            assert any(row[:3] == start for row in rows)
        assert any("└" in line for line in terminal.lines)
        assert any(0x2800 < ord(glyph) < 0x2900 for glyph in terminal.text)
        terminal.press(*["space"] * 10)
        terminal.wait_for("row 13")
        assert any(line.startswith("> 13 ") for line in terminal.lines)
        assert "└" in terminal.text
        assert "●" in terminal.text


def test_a_lesson_file_that_cannot_be_used_is_told_and_the_screen_opens(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('id = "mine"\ntitle = "\\u001b[2J"\n')
    with Terminal("--lessons", str(tmp_path / "mine.toml"), home=tmp_path) as terminal:
        terminal.wait_for("mine.toml:2: title: holds a character")
        terminal.press("space", "l")
        terminal.wait_for("20 done; any lesson can be opened")


def test_a_record_opens_at_its_last_row(tmp_path: Path) -> None:
    record = tmp_path / "handed-in.json"
    record.write_text(gdtui("run", "--lesson", "breaking", "--iterations", "7", "--format", "json").stdout)
    with Terminal("open", str(record), home=tmp_path) as terminal:
        terminal.wait_for("row 7")
        terminal.wait_for("✖ diverging")
        terminal.press("space")
        terminal.wait_for("row 8")


def test_a_terminal_too_small_says_so_and_recovers(tmp_path: Path) -> None:
    with Terminal(home=tmp_path, width=50, height=15) as terminal:
        terminal.wait_for("gdtui needs 60x16")
        terminal.resize(80, 24)
        terminal.wait_for("A network with one weight")
        terminal.press("space")
        terminal.wait_for("└")


def test_quitting_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with Terminal(home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        terminal.press("space")
        terminal.process.send("q")
        assert terminal.exit_status() == 0
        assert terminal.raw.rindex("\x1b[?1049l") > terminal.raw.rindex("\x1b[?1049h")
        assert terminal.raw.rindex("\x1b[?25h") > terminal.raw.rindex("\x1b[?25l")


def test_stepping_past_an_overflow_stays_on_the_screen(tmp_path: Path) -> None:
    with Terminal("--weight", "1e150", "--input", "2", home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        terminal.press(*["space"] * 15)
        terminal.wait_for("the run ended here")
        terminal.press("b")
        terminal.wait_for("✖ diverging")
        terminal.process.send("q")
        assert terminal.exit_status() == 0


@pytest.mark.parametrize(("opening", "keys"), [("j", "1\r\r\r"), ("l", "\r\r\r")], ids=["jump", "lessons"])
def test_a_screen_over_the_run_that_is_left_twice_in_one_packet_takes_nothing_along(
    tmp_path: Path, opening: str, keys: str
) -> None:
    with Terminal("--lesson", "breaking", home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        terminal.press(opening)
        terminal.process.send(keys)
        terminal.settle()
        terminal.press("space", "space")
        terminal.wait_for("✖ diverging: the error grew twice running")
