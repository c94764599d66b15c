"""What it costs to be open and left alone."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import sleep

from tests.benchmarks.options import Options
from tests.benchmarks.programs import BARE, HOT_AND_COLD, opened, step
from tests.benchmarks.table import Row
from tests.benchmarks.usage import processor_seconds

SIZE = (80, 24)
STEPS_BEFORE = 5
SECONDS_TO_COME_TO_REST = 1.0


def idle(options: Options) -> Iterator[Row]:
    """Processor time while nobody touches anything, of both side by side, and whether anything is drawn."""
    used: list[tuple[float, float]] = []
    sent: list[int] = []
    for _ in range(options.runs):
        with opened(HOT_AND_COLD, SIZE) as ours, opened(BARE, SIZE) as bare:
            for _ in range(STEPS_BEFORE):
                step(ours)
                step(bare)
            sleep(SECONDS_TO_COME_TO_REST)
            before = processor_seconds(ours.pid), processor_seconds(bare.pid)
            sleep(options.idle_seconds)
            used.append((processor_seconds(ours.pid) - before[0], processor_seconds(bare.pid) - before[1]))
            sent.append(len(ours.read(0)))
    milliseconds = [1000 * median(column) / options.idle_seconds for column in zip(*used, strict=True)]
    yield Row("processor time while idle, a second", milliseconds[0], "ms", milliseconds[1], most_ratio=1.0)
    yield Row(f"bytes sent while idle for {options.idle_seconds:g} s", median(sent), "B", most=0)
