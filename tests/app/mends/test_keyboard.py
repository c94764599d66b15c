"""What comes from the keyboard, in one piece or in many."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import AppFocus, Key, MouseDown, Paste
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from gdtui.app.mends.keyboard import ESCAPE_SECONDS, SEQUENCE_SECONDS, Keyboard

SLOW = 0.25
"""The seconds between the bytes of a slow line."""


def come(*pieces: bytes, gap: float = SLOW) -> list[str]:
    """What it comes to when these pieces come so far apart, and then nothing."""
    keyboard, now, messages = Keyboard(), 0.0, list[Message]()
    for piece in pieces:
        messages += keyboard.feed(piece, now)
        now += gap
        messages += keyboard.tick(now)
    for _ in range(3):
        now += 2
        messages += keyboard.tick(now)
    assert keyboard.wait(now) is None
    return [said(message) for message in messages]


def said(message: Message) -> str:
    if isinstance(message, Key):
        return message.key
    return f"paste {message.text}" if isinstance(message, Paste) else type(message).__name__


def one_by_one(text: bytes) -> list[bytes]:
    return [bytes([each]) for each in text]


KEYS = {
    b"\x1b[A": "up",
    b"\x1bOA": "up",
    b"\x1b[6~": "pagedown",
    b"\x1b[1;5C": "ctrl+right",
    b"\x1bOP": "f1",
    b"\x1b[[A": "f1",
    b"\x1b[97;1u": "a",
    b"\x1b[27u": "escape",
    "é".encode(): "é",
    b"\x1b[<0;10;10M": MouseDown.__name__,
    b"\x1b[I": AppFocus.__name__,
    b"\x1b[?2026;2$y": TerminalSupportsSynchronizedOutput.__name__,
    b"\x1b[200~quit\x1b[201~": "paste quit",
}
REPLIES = [
    b"\x1b[?62;22c",
    b"\x1b[>1;95;0c",
    b"\x1b[24;80R",
    b"\x1b[?2048;0$y",
    b"\x1b[48;24;80;480;640t",
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[99999999999u",
    b"\x1b[<99999999;1;1M",
]


@pytest.mark.parametrize(("sequence", "meaning"), KEYS.items(), ids=map(repr, KEYS))
def test_a_sequence_means_the_same_however_slowly_it_comes(sequence: bytes, meaning: str) -> None:
    assert come(sequence) == [meaning]
    assert come(*one_by_one(sequence)) == [meaning]
    for cut in range(1, len(sequence)):
        assert come(sequence[:cut], sequence[cut:]) == [meaning]


@pytest.mark.parametrize("reply", REPLIES, ids=map(repr, REPLIES))
def test_a_reply_that_nobody_asked_for_presses_nothing_however_slowly_it_comes(reply: bytes) -> None:
    assert come(reply) == []
    assert come(*one_by_one(reply)) == []
    assert come(reply + b"n") == ["n"]


@pytest.mark.parametrize("cut", range(1, 10))
def test_the_late_rest_of_a_reply_presses_nothing(cut: int) -> None:
    assert come(b"\x1b[?2026;2$y"[cut:]) == []
    assert come(b"\x1b[?2048;0$y"[cut:]) == []


@pytest.mark.parametrize(("pieces", "meaning"), [((b"\x1b", b"[A"), ["escape"]), ((b"\x1b[", b"A"), ["A"])])
def test_a_pause_that_is_too_long_never_makes_a_key_of_an_arrow(pieces: tuple[bytes, ...], meaning: list[str]) -> None:
    assert come(*pieces, gap=SEQUENCE_SECONDS + 0.1) == meaning


def test_a_lone_escape_is_answered_after_its_time_or_when_something_else_comes() -> None:
    keyboard = Keyboard()
    assert keyboard.feed(b"\x1b", 0) == []
    assert keyboard.wait(0.1) == pytest.approx(ESCAPE_SECONDS - 0.1)
    assert keyboard.tick(ESCAPE_SECONDS - 0.01) == []
    assert [said(each) for each in keyboard.tick(ESCAPE_SECONDS)] == ["escape"]
    assert come(b"\x1b", b"q", gap=0.1) == ["escape", "q"]
    assert come(b"\x1b", b"]", b"n", gap=0.1) == ["escape", "right_square_bracket", "n"]
    assert come(b"\x1b\x1b") == ["escape", "escape"]
    assert come(b"\x1bq") == ["alt+q"]


def test_a_terminal_may_ask_for_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESCDELAY", "50")
    keyboard = Keyboard()
    keyboard.feed(b"\x1b", 0)
    assert keyboard.wait(0) == pytest.approx(0.05)


def test_bytes_that_are_no_text_are_nothing() -> None:
    assert come(b"\xe9") == []
    assert come(b"n\xe9b\xff\xfe\xc0p") == ["n", "b", "p"]
    assert come(b"\xe9", b"n") == ["n"]


@pytest.mark.parametrize("keys", [b"nnnnnnnnnnnnnnnnnnnn", b"  ", b"1\r\r\r", b"nbnbnbnb", b"pn+-1"])
def test_what_a_hand_may_press_before_a_slow_line_sends_it_is_pressed(keys: bytes) -> None:
    assert len(come(keys)) == len(keys)


def test_held_arrows_are_pressed() -> None:
    assert come(b"\x1b[C" * 30 + b"\x1b[D" * 30) == ["right"] * 30 + ["left"] * 30


@pytest.mark.parametrize("text", ["for q in range(3):\r    quit()\r", "alphas = [1, 0.1]", "rme12qqq\r\r"])
def test_a_paste_that_is_not_marked_is_a_paste(text: str) -> None:
    assert come(text.encode()) == [f"paste {text}"]


def test_a_long_paste_is_one_to_its_end() -> None:
    assert come(b"print(weight)\n", b"q", gap=0.001) == ["paste print(weight)\n", "paste q"]


def test_a_script_may_type_a_line_and_enter() -> None:
    assert come(b"0.12345\r") == ["paste 0.12345", "enter"]


def test_a_paste_carries_nothing_that_moves_the_cursor() -> None:
    assert come(b"\x1b[200~a\x1b[2Jb\x07c\x1b[201~n") == ["paste a[2Jbc", "n"]


def test_a_paste_without_an_end_ends() -> None:
    assert come(b"\x1b[200~quit") == ["paste quit"]


@given(st.lists(st.binary(max_size=12), max_size=20), st.sampled_from([0.001, SLOW, 2.0]))
def test_no_bytes_break_it_and_it_always_comes_to_rest(pieces: list[bytes], gap: float) -> None:
    come(*pieces, gap=gap)


@pytest.mark.parametrize("seed", range(20))
def test_wherever_a_stream_of_keys_is_cut_they_are_the_same(seed: int) -> None:
    chance = random.Random(seed)
    sequences = chance.choices([each for each in KEYS if each[:1] == b"\x1b"], k=30)
    stream, pieces = b"".join(sequences), list[bytes]()
    while stream:
        size = chance.randint(1, 9)
        pieces, stream = [*pieces, stream[:size]], stream[size:]
    assert come(*pieces) == [KEYS[each] for each in sequences]
