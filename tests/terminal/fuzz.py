"""Random keys, mouse reports, pastes, sizes and signals, on every screen, where each warning of Python's is a fault.

``python -m tests.terminal.fuzz SEED... --keys N``
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.terminal.heard import STRICT
from tests.terminal.line import LONGEST, Line
from tests.terminal.typed import LEAVE, key, shuffled

PROGRAM = (*STRICT, "-m", "tests.terminal.heard")
HEARD = "heard.txt"
OPEN = b"gdtui  "
"""How the first picture begins, whatever is asked over it."""
STARTS: list[tuple[str, ...]] = [
    ("--lesson", "breaking", "--broadcast", "class.jsonl"),
    ("--ascii", "--method", "hot-and-cold"),
    ("--kiosk", "--folder", "kiosk"),
    ("follow", "class.jsonl"),
    ("--resume",),
]
SCREENS = {
    "simulator": (b"r", rb"back to the start|this is the start already"),
    "lessons": (b"l", rb"Lessons: up and down point"),
    "sweep": (b"s", rb"Sweep of"),
    "map": (b"a", rb"Map: alpha"),
    "export": (b"x", rb"Export: what"),
    "memory": (b"y", rb"From memory: level"),
    "help": (b"?", rb"Esc goes back"),
    "palette": (b"\x10", rb"Search for"),
    "fields": (b"e", rb"Enter (applies|starts)"),
    "compare": (b"c", rb"A is pinned|B goes on alone"),
    "row": (b"j", rb"Jump to row"),
    "forecast": (b"f", rb"the forecast is|you are (not )?asked"),
}
"""The key that opens each screen, and what is seen there."""
ENDS = {None: 0, signal.SIGHUP: 129, signal.SIGTERM: 143, signal.SIGINT: 130}
"""The ways to end, None for ctrl+q, each with its exit status."""
EVERY = 200
"""After so many keys another screen is opened."""
LOOK = 1_000
"""After so many keys each the memory is looked at."""


def escape(line: Line) -> None:
    """Out of a paste or a sequence without an end, and of any screen and field."""
    for quiet in (1.1, 0.45, 0.45, 0.45):
        line.send(b"\x1b")
        line.read(quiet, longest=quiet + 0.2)


def give(line: Line, number: signal.Signals) -> None:
    """Send a signal; where that stops the program, another that has it go on."""
    line.process.send_signal(number)
    if line.process.poll() is None and number is signal.SIGTSTP and not ignores(line.process.pid, number):
        line.wait_until_stopped()
        line.process.send_signal(signal.SIGCONT)


def ignores(pid: int, number: signal.Signals) -> bool:
    """Whether a process ignores a signal, as a kiosk does those that would leave it; see proc_pid_status(5)."""
    (ignored,) = re.findall(r"^SigIgn:\s*(\w+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return bool(int(ignored, 16) >> number - 1 & 1)


def faults(line: Line, home: Path) -> str:
    """What the program has told of its own faults: aside, in its reports, and on the terminal that it has left."""
    files = [each.read_text() for name in (HEARD, "fault-*") for each in home.rglob(name)]
    left = line.raw[line.raw.rfind(b"\x1b[?1049l") :].decode("utf-8", "replace")
    return "\n".join([*files, *([left] if re.search("Warning|Traceback|Fatal", left) else [])])


@dataclass(kw_only=True)
class Typist:
    """Who types into gdtui after gdtui, and what there is to tell of it; ``memory`` is in MB, every ``LOOK`` keys."""

    seed: int
    home: Path
    every: int = EVERY
    program: Sequence[str] = PROGRAM
    keys: int = 0
    led_out: int = 0
    memory: list[float] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)
    last: deque[object] = field(default_factory=lambda: deque(maxlen=60))

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self._screens = shuffled(self.chance, list(SCREENS))
        self._ends = shuffled(self.chance, list(ENDS))

    def type(self, start: Sequence[str], keys: int) -> None:
        """Open gdtui so, type so many keys, and end it; AssertionError, with all of it, where anything is amiss."""
        until = self.keys + keys
        while self.keys < until:
            with Line(*start, home=self.home, program=[*self.program, HEARD]) as line:
                try:
                    line.wait_for(OPEN)
                    self._press(line, until)
                    self._end(line)
                except AssertionError as error:
                    told = [f"seed {self.seed}, gdtui {' '.join(start)}, key {self.keys}: {error}"]
                    told += [f"pressed last: {[*self.last]}", f"the end of what came: {line.raw[-2000:]!r}"]
                    raise AssertionError("\n".join([*told, faults(line, self.home)])) from error

    def _press(self, line: Line, until: int) -> None:
        """Type until there are so many keys, or the program has ended: the palette can be led to its own way out."""
        self._open(line)
        while self.keys < until and line.process.poll() is None:
            self.keys += 1
            if self.keys % self.every == 0:
                escape(line)
                self._open(line)
            if self.keys % LOOK == 0:
                self.memory.append(line.megabytes)
            pressed = key(self.chance)
            self.last.append(pressed)
            match pressed:
                case signal.Signals():
                    give(line, pressed)
                case bytes():
                    self._type(line, pressed)
                case width, height:
                    line.resize(width, height)
            line.raw = line.raw[-5000:]
            # At once, while the keys that led there are still among the last.
            assert not (self.home / HEARD).stat().st_size, "something went wrong aside"

    def _type(self, line: Line, text: bytes) -> None:
        """Type it in one piece, or now and then in two."""
        at = self.chance.randint(1, len(text)) if self.chance.random() < 0.1 else len(text)
        for piece in filter(None, (text[:at], text[at:])):
            line.send(piece)
            # Mostly apart, as a hand presses them; what comes in one packet may count as pasted.
            if self.chance.random() < 0.85:
                line.await_taken()
                line.read(self.chance.choice([0, 0, 0, 0.001, 0.02]))

    def _open(self, line: Line) -> None:
        """Open the next screen, from wherever this is, until it is seen."""
        screen = next(self._screens)
        opening, seen = SCREENS[screen]
        self.last.append(screen)
        start, until = len(line.raw), time.monotonic() + LONGEST
        while line.process.poll() is None:
            line.send(opening)
            line.await_taken()
            # Of what is there already a step draws no more than it changes; another size has all of it drawn.
            for width in (90, 80):
                line.resize(width, 24)
                line.read(0.3, longest=0.6)
                if re.search(seen, line.raw[start:]):
                    self.opened.add(screen)
                    return
            assert time.monotonic() < until, f"the screen {screen!r} does not open"
            escape(line)

    def _end(self, line: Line) -> None:
        """End it by ctrl+q, or on one of the screens by a signal, and see that it ends as it should."""
        end = next(self._ends)
        escape(line)
        if end is not None:
            self._open(line)
        status = ENDS[end]
        if line.process.poll() is not None:
            self.led_out, status = self.led_out + 1, 0
        elif end is None:
            line.send(LEAVE)
        else:
            self.last.append(end)
            line.process.send_signal(end)
        ended = line.finish()
        assert ended == status, f"it ended with {ended}, not with {status}"
        assert line.attributes == line.before, "the terminal is not as it was"
        assert line.raw.rfind(b"\x1b[?1049l") > line.raw.rfind(b"\x1b[?1049h"), "the usual screen is not back"
        assert line.raw.rfind(b"\x1b[?25h") > line.raw.rfind(b"\x1b[?25l"), "the cursor is not back"
        assert not faults(line, self.home), "there are faults"


def main() -> None:
    """Fuzz with each seed, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("seeds", type=int, nargs="*", default=range(5))
    parser.add_argument("--keys", type=int, default=20_000)
    asked = parser.parse_args()
    for seed in asked.seeds:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as home:
            typist = Typist(seed=seed, home=Path(home))
            for start in STARTS:
                typist.type(start, asked.keys // len(STARTS))
        print(
            f"seed {seed}: {typist.keys} keys in {time.monotonic() - began:.0f} s, no fault; "
            f"{len(typist.opened)} of {len(SCREENS)} screens; {typist.led_out} times led out; "
            f"MB after each {LOOK}: {' '.join(f'{each:.0f}' for each in typist.memory)}",
            flush=True,
        )


if __name__ == "__main__":
    main()
