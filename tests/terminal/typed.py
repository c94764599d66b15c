"""What a hand, a mouse, a broken line and a system may send to a program, by chance."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")

# No slash among what is typed: no export is to leave the folder.
LETTERS = [bytes([each]) for each in range(32, 127) if each not in b"/q"]
SIGNALLING = b"\x03\x1a\x1c"
"""What a terminal that is the shell's again makes signals of: ctrl+c, ctrl+z and ctrl+\\."""
LEAVE = b"\x11"
"""With q what ends the program as it should; all else must leave it alive."""
CONTROLS = [bytes([each]) for each in range(1, 32) if each not in SIGNALLING + LEAVE + b"\x1b"]
NAMED = [
    *(b"\x1b[" + each for each in (b"A", b"B", b"C", b"D", b"H", b"F", b"Z", b"5~", b"6~", b"3~", b"2~", b"15~")),
    *(b"\x1bO" + each for each in (b"A", b"B", b"C", b"D", b"P", b"Q")),
    *(b"\x1b[1;%d%c" % (number, letter) for number in range(2, 9) for letter in b"ABCDHF"),
]
OTHERS = [b"\x1b", b"\x7f", b"\r", b"\t", b" ", b"\x10", b"\x1b[I", b"\x1b[O", "é".encode(), b"\xe9", b"\x1b[?2026;2$y"]
PASTES = [b"\x1b[200~0.25\x1b[201~", b"\x1b[200~", b"\x1b[201~", b"alpha = 0.25\r", b"quit()\rexit()\r"]
HARMLESS = [signal.SIGWINCH, signal.SIGCONT, signal.SIGTSTP]
KINDS = ("letter", "step", "control", "named", "other", "mouse", "paste", "junk", "size", "signal")
WEIGHTS = (40, 20, 5, 12, 8, 8, 1, 2, 2, 1)


def key(chance: random.Random) -> bytes | tuple[int, int] | signal.Signals:
    """Something to type, a size for the terminal, or a signal."""
    match chance.choices(KINDS, WEIGHTS)[0]:
        case "letter":
            return chance.choice(LETTERS)
        case "step":
            return chance.choice([b" ", b"b", b"n", b"g", b"u"])
        case "control":
            return chance.choice(CONTROLS)
        case "named":
            return chance.choice(NAMED)
        case "other":
            return chance.choice(OTHERS)
        case "mouse":
            button = chance.choice([0, 1, 2, 32, 35, 64, 65, 4, 16])
            report = (button, chance.randint(1, 130), chance.randint(1, 45), ord(chance.choice("Mm")))
            return b"\x1b[<%d;%d;%d%c" % report
        case "paste":
            return chance.choice(PASTES)
        case "junk":
            # Not by way of a key's number, either.
            return b"\x1b[" + chance.randbytes(chance.randint(1, 12)).translate(None, SIGNALLING + LEAVE + b"/qu")
        case "signal":
            return chance.choice(HARMLESS)
        case _:
            return chance.randint(1, 200), chance.randint(1, 60)


def shuffled(chance: random.Random, things: list[T]) -> Iterator[T]:
    """All of them in a chance order, again and again."""
    while True:
        yield from chance.sample(things, len(things))
