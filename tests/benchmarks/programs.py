"""The programs that are measured, and how each is brought to its first frame."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from tests.benchmarks.environment import environment
from tests.benchmarks.process import PtyProcess

SECONDS_TO_START = 60.0
QUIET = 0.03
"""Seconds without output after which a frame counts as whole; Textual paints 60 times a second at most."""
STEP_KEY = b" "
MOST_SECONDS_A_STEP = 2.0
HAND_SECONDS = 0.12
"""From one key to the next. Keys that come faster are held down, and gdtui shows not every step of those."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program with a screen: its name in tables, its command, and what its whole first frame contains."""

    name: str
    command: tuple[str, ...]
    first_frame: tuple[bytes, ...]


FOOTER = b"quit"
CHART_CORNER = "└".encode()

BARE = Program("bare", (sys.executable, "-m", "tests.benchmarks.bare"), (b"step 0", FOOTER))


def gdtui(name: str, *arguments: str) -> Program:
    """gdtui itself, whose first frame has its chart and the last line."""
    return Program(name, (sys.executable, "-m", "gdtui", *arguments), (CHART_CORNER, FOOTER))


HOT_AND_COLD = gdtui("hot and cold", "--method", "hot-and-cold")
"""Step amount 0.001 from weight 0.5 to 1.6: in 500 steps the point goes almost half of its way, evenly."""
GRADIENT_DESCENT = gdtui("gradient descent", "--alpha", "0.01")
"""Each update multiplies the miss by 0.9975: after 500 steps 29 % of it is left, and every figure still changes."""


def ahead(steps: int) -> Program:
    """gdtui on a run that is already so many steps long."""
    command = (sys.executable, "-m", "tests.benchmarks.ahead", str(steps))
    return Program(f"{steps:,} steps ahead", command, (CHART_CORNER, FOOTER))


@contextmanager
def started(program: Program, size: tuple[int, int]) -> Iterator[PtyProcess]:
    """The program just begun, with a home of its own."""
    with (
        TemporaryDirectory(prefix="gdtui-benchmark-") as home,
        PtyProcess(program.command, size, environment(home)) as process,
    ):
        yield process


@contextmanager
def opened(program: Program, size: tuple[int, int]) -> Iterator[PtyProcess]:
    """The program with its first frame drawn, and quiet."""
    with started(program, size) as process:
        read_first_frame(program, process)
        read_until_quiet(process, 10 * QUIET)
        yield process


def read_first_frame(program: Program, process: PtyProcess) -> None:
    """Read until everything has come that the first frame contains."""
    until = monotonic() + SECONDS_TO_START
    received = b""
    while not all(part in received for part in program.first_frame):
        try:
            received += process.read(until - monotonic())
        except EOFError:
            raise RuntimeError(f"{program.name} ended before its first frame:\n{received.decode()}") from None
        if monotonic() > until:
            raise TimeoutError(f"{program.name} drew no first frame within {SECONDS_TO_START} seconds")


def read_until_quiet(process: PtyProcess, quiet: float = QUIET) -> None:
    """Read until nothing has come for so many seconds."""
    while process.read(quiet):
        pass


def step(process: PtyProcess) -> int:
    """Press the key for a step, no faster than a hand does, and read its frame; the bytes that came."""
    before, began = process.received, monotonic()
    process.write(STEP_KEY)
    if process.read(MOST_SECONDS_A_STEP):
        read_until_quiet(process)
    sleep(max(0.0, began + HAND_SECONDS - monotonic()))
    return process.received - before
