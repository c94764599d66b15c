"""What comes slowly, in pieces, in one lump or as no text at all does what was meant, or nothing."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.usage import processor_seconds
from tests.terminal.line import LONGEST, READY, Line
from tests.terminal.terminal import Terminal

SLOW = 0.25
"""The seconds between two bytes."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal("--lesson", "breaking", home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        yield terminal


def slowly(terminal: Terminal, text: str) -> None:
    for byte in text:
        terminal.process.send(byte)
        time.sleep(SLOW)
    terminal.settle()


def test_an_arrow_that_comes_byte_by_byte_is_an_arrow(terminal: Terminal) -> None:
    terminal.press("space", "space")
    slowly(terminal, "\x1b[D")
    terminal.wait_for("row 2 of 3")
    slowly(terminal, "\x1b[C")
    terminal.wait_for("row 3")


@pytest.mark.parametrize("reply", ["\x1b[?2026;2$y", "\x1b[?62;22c"], ids=["mode", "attributes"])
def test_a_reply_that_comes_byte_by_byte_does_nothing(terminal: Terminal, reply: str) -> None:
    terminal.settle()
    before = terminal.text
    slowly(terminal, reply)
    assert terminal.text == before


def test_the_rest_of_a_reply_that_another_program_began_to_read_does_nothing(terminal: Terminal) -> None:
    terminal.settle()
    before = terminal.text
    for rest in ("[?2026;2$y", "?2026;2$y", "26;2$y", ";2$y", "$y"):
        terminal.process.send(rest)
        terminal.settle()
        assert terminal.text == before


def test_escape_alone_still_leaves(terminal: Terminal) -> None:
    terminal.press("?")
    terminal.wait_for("Esc goes back")
    began = time.monotonic()
    terminal.process.send("\x1b")
    while "Esc goes back" in terminal.text:
        assert time.monotonic() < began + LONGEST
        terminal.settle(quiet=0.05)
    print(f"left {time.monotonic() - began:.2f} s after the key")


def test_a_byte_that_is_no_text_is_nothing(terminal: Terminal) -> None:
    terminal.press("space")
    for byte in (b"\xe9", b"\xff", b"\xc3(", b"\x80"):
        terminal.send_bytes(byte)
        terminal.settle()
    terminal.press("space")
    terminal.wait_for("row 3")


def test_an_unmarked_paste_presses_nothing(terminal: Terminal) -> None:
    terminal.press("space", "space")
    terminal.process.send("for iteration in range(20):\r    rcmq = weight * input\r")
    terminal.wait_for("characters pasted; only fields take pasted text")
    terminal.wait_for("row 3")
    # What comes right after it would belong to it.
    terminal.settle()
    terminal.press("space")
    terminal.wait_for("row 4")


def test_an_unmarked_paste_goes_into_a_field(terminal: Terminal) -> None:
    terminal.press("e")
    terminal.process.send("0.123456789")
    terminal.wait_for("0.123456789")
    terminal.press("enter")
    terminal.wait_for("a new run from weight 0.123457")


def test_keys_in_one_packet_go_where_the_first_one_leads(terminal: Terminal) -> None:
    for value in range(3, 9):
        terminal.process.send(f"e\t{value}\r")
        # What the run says of itself, once it is another one.
        terminal.wait_for(f"input {value} x miss")


def test_the_palette_opens_with_a_page_down_in_the_same_packet(terminal: Terminal) -> None:
    for _ in range(5):
        terminal.process.send("\x10\x1b[6~")
        terminal.wait_for("Search for commands")
        terminal.process.send("a\x1b[6~\x1b[5~")
        terminal.settle()
        terminal.press("escape")
    terminal.press("space")
    terminal.wait_for("row 2")


@pytest.mark.parametrize("seed", range(4))
def test_random_bytes_are_survived(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Line(home=tmp_path) as line:
        line.wait_for(READY)
        before = line.megabytes
        began = time.monotonic()
        for _ in range(16):
            # All but ctrl+q, which leaves, and the letter that does.
            line.send(chance.randbytes(4096).translate(None, b"\x11q"))
        print(f"taken in {time.monotonic() - began:.1f} s, {line.seconds_used:.1f} s of processor time")
        line.read(2)
        print(f"memory: {before:.0f} MB before, {line.megabytes:.0f} MB after")
        assert line.process.poll() is None
        assert b"Traceback" not in line.raw
        line.send(b"\x11")
        assert line.finish() == 0
        assert line.attributes == line.before


def test_many_sizes_in_a_row_end_with_the_right_one(tmp_path: Path) -> None:
    chance = random.Random(7)
    with Terminal("--input", "2", home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        began = time.monotonic()
        for number in range(500):
            terminal.process.setwinsize(chance.randint(1, 100), chance.randint(1, 300))
            terminal.drain()
            time.sleep(max(0, began + number / 100 - time.monotonic()))
        terminal.resize(132, 41)
        ended = time.monotonic()
        used = processor_seconds(terminal.process.pid)
        while not (terminal.lines[-1].strip().startswith("space step") and "└" in terminal.text):
            assert time.monotonic() < ended + LONGEST, terminal.text
            terminal.settle(quiet=0.02, longest=0.1)
        # It does not work off the ones before: that would take longer than drawing takes.
        used = processor_seconds(terminal.process.pid) - used
        print(f"500 sizes in {ended - began:.1f} s; the right one was drawn after {time.monotonic() - ended:.2f} s")
        assert used < 1
        terminal.settle()
        assert all(len(line) <= 132 for line in terminal.lines)


def test_the_palette_may_be_left_while_it_opens(tmp_path: Path) -> None:
    chance = random.Random(3)
    with Line(home=tmp_path) as line:
        line.wait_for(READY)
        for _ in range(60):
            for sent in (b"\x10", b"\x1b[27u", b"\x1b[27u"):
                line.send(sent)
                line.await_taken()
                line.read(chance.choice([0, 0, 0.005, 0.1]))
        line.read(0.5)
        line.send(b"\x11")
        assert line.finish() == 0


def test_the_palette_survives_a_terminal_without_room(tmp_path: Path) -> None:
    with Line(home=tmp_path) as line:
        line.wait_for(READY)
        line.send(b"\x10")
        line.wait_for(b"Search for")
        line.read(0.5)
        for width in range(14, 0, -1):
            line.resize(width, 24)
            line.read(0.05)
        line.send(b"\x11")
        assert line.finish() == 0
