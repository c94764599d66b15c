"""The commands that answer without a screen: how fast they start, and how fast they write."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from subprocess import check_output
from time import monotonic

from tests.benchmarks.options import Options
from tests.benchmarks.table import Row

STARTS_A_RUN = 10
MILLION = 1_000_000
CHECKED_ROWS = 2_000
RUN = (sys.executable, "-m", "gdtui", "run", "--lesson", "direction-and-amount", "--alpha", "0.01")
PLAIN_START = (sys.executable, "-c", "import json, click")
PLAIN_LOOP = (sys.executable, str(Path(__file__).with_name("plain_loop.py")))


def start(options: Options) -> Iterator[Row]:
    """A short answer: the whole process, beside a Python that only imports what any such command needs."""
    ours, plain = _medians([(*RUN, "--iterations", "20"), PLAIN_START], STARTS_A_RUN * options.runs)
    yield Row("gdtui run --iterations 20, whole process", ours, "ms", plain, "imports", most_ratio=1.5)


def million(options: Options) -> Iterator[Row]:
    """A long answer, beside a plain loop that prints the same figures."""
    ours, plain = (f"{CHECKED_ROWS}", f"{CHECKED_ROWS}")
    written, printed = check_output(csv_command(ours), text=True), check_output((*PLAIN_LOOP, plain), text=True)
    figures = [row.rsplit(",", 1)[0] for row in written.splitlines()[1:]]
    assert figures == printed.splitlines(), "the plain loop prints other figures"
    ours_time, plain_time = _medians([csv_command(f"{MILLION}"), (*PLAIN_LOOP, f"{MILLION}")], options.runs)
    what = f"gdtui run --iterations {MILLION} --format csv"
    yield Row(what, ours_time / 1000, "s", plain_time / 1000, "loop", most_ratio=2)


def csv_command(iterations: str) -> tuple[str, ...]:
    """The command that writes so many rows."""
    return (*RUN, "--iterations", iterations, "--format", "csv")


def _medians(commands: Sequence[Sequence[str]], times: int) -> list[float]:
    """The milliseconds that each command takes; they take turns, and the first turn only warms the disk's cache."""
    taken = [[_milliseconds(command) for command in commands] for _ in range(times + 1)]
    return [median(column) for column in zip(*taken[1:], strict=True)]


def _milliseconds(command: Sequence[str]) -> float:
    """How long a command takes from its start to its end, its output thrown away."""
    thrown_away = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    began = monotonic()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[thrown_away])
    _, status = os.waitpid(pid, 0)
    taken = monotonic() - began
    assert status == 0, f"{' '.join(command)} failed"
    return 1000 * taken
