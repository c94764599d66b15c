"""Random keys, mouse reports, cut sequences and sizes: ``python -m tests.terminal.fuzz SEED... --keys N``."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.terminal.line import READY, Line

LETTERS = [bytes([each]) for each in range(32, 127)]
SIGNALS = b"\x03\x1a\x1c"
"""What a terminal that is the shell's again makes signals of: ctrl+c, ctrl+z and ctrl+\\."""
CONTROLS = [bytes([each]) for each in range(1, 32) if each not in SIGNALS + b"\x1b"]
NAMED = [
    *(b"\x1b[" + each for each in (b"A", b"B", b"C", b"D", b"H", b"F", b"Z", b"5~", b"6~", b"3~", b"2~", b"15~")),
    *(b"\x1bO" + each for each in (b"A", b"B", b"C", b"D", b"P", b"Q")),
    *(b"\x1b[1;%d%c" % (number, letter) for number in range(2, 9) for letter in b"ABCDHF"),
]
OTHERS = [b"\x1b", b"\x7f", b"\r", b"\t", b" ", b"\x10", b"\x1b[I", b"\x1b[O", "é".encode(), b"\xe9", b"\x1b[?2026;2$y"]
PASTES = [b"\x1b[200~0.25\x1b[201~", b"\x1b[200~", b"\x1b[201~", b"alpha = 0.25\r", b"quit()\rexit()\r"]
LEAVE = (b"q", b"\x11")
"""What ends the program as it should; all else must leave it alive."""
KINDS = ("letter", "step", "control", "named", "other", "mouse", "paste", "junk", "size")
WEIGHTS = (40, 20, 5, 12, 8, 8, 1, 2, 2)
LOOK = 2_000
"""After so many keys each the memory is looked at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a program after so many random keys; its memory in MB after each ``LOOK`` of them."""

    keys: int
    starts: int
    memory: list[float]
    seconds: float


def key(chance: random.Random) -> bytes | tuple[int, int]:
    """Something to type, or a size for the terminal."""
    match chance.choices(KINDS, WEIGHTS)[0]:
        case "letter":
            return chance.choice([each for each in LETTERS if each not in LEAVE])
        case "step":
            return chance.choice([b" ", b"b", b"n", b"g", b"u"])
        case "control":
            return chance.choice([each for each in CONTROLS if each not in LEAVE])
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
            return b"\x1b[" + chance.randbytes(chance.randint(1, 12)).translate(None, SIGNALS + b"\x11qu")
        case _:
            return chance.randint(1, 200), chance.randint(1, 60)


def fuzz(seed: int, keys: int, home: Path) -> Outcome:
    """Type so many random keys; AssertionError, with the last of them, where the program does not end as it should.

    The palette can be led to its own way out; then the program is started again.
    """
    chance, began, memory = random.Random(seed), time.monotonic(), list[float]()
    left, starts = keys, 0
    while left:
        starts += 1
        with Line("--lesson", "breaking", home=home) as line:
            line.wait_for(READY)
            left = press(line, chance, left, memory)
            status = line.finish()
            reports = "".join(each.read_text() for each in home.rglob("fault-*"))
            assert status == 0, f"seed {seed}: status {status}\n{line.raw[-500:]!r}\n{reports}"
            assert line.attributes == line.before
    return Outcome(keys, starts, memory, time.monotonic() - began)


def press(line: Line, chance: random.Random, keys: int, memory: list[float]) -> int:
    """Type so many random keys, then leave; how many are left where the program ended by itself."""
    for left in range(keys, 0, -1):
        if line.process.poll() is not None:
            return left
        if left % LOOK == 0:
            memory.append(line.megabytes)
        pressed = key(chance)
        if isinstance(pressed, tuple):
            line.resize(*pressed)
            continue
        for piece in cut(chance, pressed):
            line.send(piece)
            # Mostly apart, as a hand presses them; what comes in one packet may count as pasted.
            if chance.random() < 0.85:
                line.await_taken()
                line.read(chance.choice([0, 0, 0, 0.001, 0.02]))
        line.raw = line.raw[-5000:]
    # Out of a paste without an end, of any screen and field, then out of the program.
    line.read(1.5)
    for _ in range(6):
        line.send(b"\x1b")
        line.read(0.6)
    line.send(b"\x11")
    return 0


def cut(chance: random.Random, text: bytes) -> list[bytes]:
    """A text in one piece, or now and then in two."""
    at = chance.randint(1, len(text)) if chance.random() < 0.1 else len(text)
    return [piece for piece in (text[:at], text[at:]) if piece]


def main() -> None:
    """Fuzz with each seed, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("seeds", type=int, nargs="*", default=range(5))
    parser.add_argument("--keys", type=int, default=20_000)
    asked = parser.parse_args()
    for seed in asked.seeds:
        with tempfile.TemporaryDirectory() as home:
            done = fuzz(seed, asked.keys, Path(home))
        print(
            f"seed {seed}: {done.keys} keys in {done.seconds:.0f} s, alive; {done.starts - 1} times led out; "
            f"MB after each {LOOK}: {' '.join(f'{each:.0f}' for each in done.memory)}",
            flush=True,
        )


if __name__ == "__main__":
    main()
