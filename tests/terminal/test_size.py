"""Terminals of sizes that nobody has: drawn up to a sane one, at a cost that does not grow."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from gdtui.app.mends.terminal_size import LARGEST_HEIGHT, LARGEST_WIDTH
from tests.terminal.terminal import Terminal

MOST_KB = 100_000
MOST_BYTES = 600_000


def resident_kb(terminal: Terminal) -> int:
    """The most memory that the program had so far."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    assert found
    return int(found[1])


def drawn(terminal: Terminal) -> tuple[int, int]:
    """The columns and the rows that something was written to."""
    rows = [y for y, row in terminal.screen.buffer.items() if any(cell.data != " " for cell in row.values())]
    columns = [x for row in terminal.screen.buffer.values() for x, cell in row.items() if cell.data != " "]
    return max(columns) + 1, max(rows) + 1


@pytest.mark.parametrize(("width", "height"), [(2000, 2000), (20_000, 24)], ids=repr)
def test_a_huge_terminal_is_drawn_on_up_to_a_sane_size(tmp_path: Path, width: int, height: int) -> None:
    with Terminal("--lesson", "breaking", home=tmp_path, width=width, height=height) as terminal:
        until = time.monotonic() + 30
        while "? help" not in terminal.raw and time.monotonic() < until:
            terminal.settle(quiet=1)
        terminal.press("space", "space")
        size, kb, sent = drawn(terminal), resident_kb(terminal), len(terminal.raw.encode())
        print(f"{width}x{height}: drawn {size[0]}x{size[1]}, {kb / 1024:.0f} MB, {sent:,} bytes")
        assert size[0] <= LARGEST_WIDTH
        assert size[1] <= LARGEST_HEIGHT
        # It fills the part that it takes: the last row and, up to an empty end of a line, the last column.
        assert size[1] == min(height, LARGEST_HEIGHT)
        assert size[0] > min(width, LARGEST_WIDTH) - 20
        assert "the error grew twice running" in "".join(
            cell.data for row in terminal.screen.buffer.values() for _, cell in sorted(row.items())
        )
        assert kb < MOST_KB
        assert sent < MOST_BYTES
        terminal.process.send("q")
        assert terminal.exit_status() == 0


def test_columns_and_lines_that_claim_more_than_there_is_are_not_believed(tmp_path: Path) -> None:
    with Terminal("--lesson", "breaking", home=tmp_path, COLUMNS="20000", LINES="9999") as claiming:
        claiming.wait_for("? help")
        claiming.settle()
        shown, sent = claiming.text, len(claiming.raw.encode())
    with Terminal("--fresh", "--lesson", "breaking", home=tmp_path) as usual:
        usual.wait_for("? help")
        usual.settle()
        assert shown == usual.text
        print(f"{sent:,} bytes, {len(usual.raw.encode()):,} without the claim")


def test_a_terminal_that_grows_huge_and_back_shows_what_it_showed(tmp_path: Path) -> None:
    with Terminal("--lesson", "breaking", home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        terminal.settle()
        before = terminal.text
        terminal.resize(3000, 3000)
        terminal.settle(quiet=1)
        terminal.resize(80, 24)
        terminal.settle()
        assert terminal.text == before
        assert resident_kb(terminal) < MOST_KB
