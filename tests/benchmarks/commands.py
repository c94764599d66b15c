"""The commands that answer without a screen: how fast they start, and how fast they write."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import check_output
from tempfile import TemporaryDirectory
from time import monotonic

from tests.benchmarks.environment import environment
from tests.benchmarks.options import Options
from tests.benchmarks.table import Row

STARTS_A_RUN = 10
MILLION = 1_000_000
CHECKED_ROWS = 2_000
RUN = (sys.executable, "-c", "from gdtui.cli import main; main()", "run")
"""What the installed command ``gdtui`` does, without the search for packages that ``python -m`` adds."""
MAIN_AND_PEAK = """
import atexit
from pathlib import Path
from gdtui.cli import main
status = Path("/proc/self/status")
atexit.register(lambda: print(status.read_text().partition("VmHWM:")[2].split()[0]))
main()
"""
"""The same for any command, with the most memory that it had, in KiB, as its last line."""
LESSON = ("--lesson", "direction-and-amount", "--alpha", "0.01")
PLAIN_START = (sys.executable, "-c", "import json, click")
PLAIN_LOOP = Path(__file__).with_name("plain_loop.py")


@dataclass(frozen=True, slots=True)
class Taken:
    """The milliseconds that a command took: by the clock, and of the processor."""

    elapsed: float
    processor: float


def start(options: Options) -> Iterator[Row]:
    """A short answer: the whole process, beside a Python that only imports what any such command needs."""
    command = (*RUN, "--iterations", "20")
    ours, lesson, plain = _medians([command, (*command, *LESSON), PLAIN_START], STARTS_A_RUN * options.runs)
    what = "gdtui run --iterations 20"
    yield Row(f"{what}, whole process", ours.elapsed, "ms", plain.elapsed, "imports", most_ratio=1.5)
    yield Row(f"{what}, its processor time", ours.processor, "ms", plain.processor, "imports", most_ratio=1.5)
    yield Row(f"{what} --lesson ..., whole process", lesson.elapsed, "ms", plain.elapsed, "imports")


def million(options: Options) -> Iterator[Row]:
    """A long answer, beside a plain loop that prints the same figures."""
    written = check_output(_csv_command(CHECKED_ROWS), text=True).splitlines()[1:]
    printed = check_output(_loop_command(CHECKED_ROWS), text=True).splitlines()
    assert [row.rpartition(",")[0] for row in written] == printed, "the plain loop prints other figures"
    ours, plain = _medians([_csv_command(MILLION), _loop_command(MILLION)], options.runs)
    what = f"gdtui run --iterations {MILLION} --format csv"
    yield Row(f"{what}, whole process", ours.elapsed / 1000, "s", plain.elapsed / 1000, "loop", most_ratio=2)
    yield Row(f"{what}, its processor time", ours.processor / 1000, "s", plain.processor / 1000, "loop", most_ratio=2)


def verify(options: Options) -> Iterator[Row]:
    """Checking a long record: the time of the processor, and the memory of the whole process."""
    with TemporaryDirectory() as folder:
        record = Path(folder) / "run.json"
        long = ("--alpha", "0.0001", "--weight", "0.123456789", "--iterations", str(MILLION + MILLION // 4))
        check_output((*RUN, *long, "--format", "json", "--output", str(record)))
        what = f"gdtui verify, a record of {record.stat().st_size // 10**6} MB"
        taken = _taken((*RUN[:-1], "verify", str(record)))
        yield Row(f"{what}, its processor time", taken.processor / 1000, "s")
        said, peak = check_output((sys.executable, "-c", MAIN_AND_PEAK, "verify", str(record)), text=True).splitlines()
        assert said.startswith("ok: ")
        yield Row(f"{what}, its memory", int(peak) * 1024 / 1e6, "MB", most=100)


def _csv_command(rows: int) -> tuple[str, ...]:
    return (*RUN, *LESSON, "--iterations", str(rows), "--format", "csv")


def _loop_command(rows: int) -> tuple[str, ...]:
    return (sys.executable, str(PLAIN_LOOP), str(rows))


def _medians(commands: Sequence[Sequence[str]], times: int) -> list[Taken]:
    """What each command takes; they take turns, and the first turn only warms the disk's cache."""
    turns = [[_taken(command) for command in commands] for _ in range(times + 1)][1:]
    return [
        Taken(median(taken.elapsed for taken in column), median(taken.processor for taken in column))
        for column in zip(*turns, strict=True)
    ]


def _taken(command: Sequence[str]) -> Taken:
    """Run a command to its end, its output thrown away."""
    thrown_away = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    began = monotonic()
    pid = os.posix_spawn(command[0], list(command), environment(os.devnull), file_actions=[thrown_away])
    _, status, usage = os.wait4(pid, 0)
    elapsed = monotonic() - began
    assert status == 0, f"{' '.join(command)} failed"
    return Taken(1000 * elapsed, 1000 * (usage.ru_utime + usage.ru_stime))
