"""What goes over the line: only what changed, and nothing at rest."""

from __future__ import annotations

import random
import re
import statistics
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

ESCAPES = re.compile(r"\x1b(\[[0-9;:<=>?]*[a-zA-Z]|[=>78])")


def cells(terminal: Terminal) -> dict[tuple[int, int], object]:
    """What a person sees in each cell; the colour of a space is nothing that they see."""
    seen: dict[tuple[int, int], object] = {}
    for row in range(terminal.screen.lines):
        for column in range(terminal.screen.columns):
            cell = terminal.screen.buffer[row][column]
            seen[row, column] = (cell.bg, cell.reverse) if cell.data == " " else cell
    return seen


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_a_step_that_leaves_the_axes_alone_sends_little_more_than_the_cells_that_changed(
    tmp_path: Path, width: int, height: int
) -> None:
    arguments = ("--alpha", "0.3")
    with Terminal(*arguments, home=tmp_path, width=width, height=height) as terminal:
        terminal.wait_for("space takes a step")
        terminal.press("space", "space")
        over = []
        for _ in range(7):
            before, start = cells(terminal), len(terminal.raw)
            terminal.press("space")
            sent = len(ESCAPES.sub("", terminal.raw[start:]))
            after = cells(terminal)
            changed = sum(before[place] != after[place] for place in after)
            print(f"{changed} cells changed, {sent} sent")
            assert changed > 20
            # Unchanged cells between two changes are sent where going around them would cost more bytes.
            over.append(sent - 2 * changed)
        # A page of the log that turns, and a legend that names one sign more, are sent as a whole.
        assert statistics.median(over) <= 100


@pytest.mark.parametrize("seed", range(3))
def test_after_any_keys_the_terminal_shows_what_a_full_repaint_shows(tmp_path: Path, seed: int) -> None:
    keys = random.Random(seed).choices(
        ["space"] * 6 + ["b", "m", "u", "z", "Z", "d", "g", "1", "2", "3", "home", "end", "r"], k=30
    )
    with Terminal("--lesson", "several-steps", home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        terminal.press(*keys)
        shown = cells(terminal)
        # Another size and back makes everything be sent again.
        terminal.resize(81, 25)
        terminal.settle()
        terminal.resize(80, 24)
        terminal.settle()
        again = cells(terminal)
        assert [place for place in shown if shown[place] != again[place]] == [], keys


def test_nothing_is_sent_while_nobody_presses_a_key(tmp_path: Path) -> None:
    with Terminal("--lesson", "breaking", home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        terminal.press("space", "e")
        start = len(terminal.raw)
        terminal.settle(quiet=3, longest=3)
        assert terminal.raw[start:] == ""
