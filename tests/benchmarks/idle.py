"""What it costs to be open and left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from time import sleep

from tests.benchmarks.options import Options
from tests.benchmarks.process import PtyProcess
from tests.benchmarks.programs import BARE, HOT_AND_COLD, opened, step
from tests.benchmarks.table import Row
from tests.benchmarks.usage import processor_seconds, wake_ups

SIZE = (80, 24)
STEPS_BEFORE = 5
SECONDS_TO_COME_TO_REST = 1.0
BLUR = 0.1
"""Two bare apps left alone side by side differ by so much in some seconds: Textual itself looks for keys ten times a
second, and each look takes longer or shorter."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a process has used so far."""

    seconds: float
    wake_ups: int
    received: int

    @classmethod
    def by(cls, process: PtyProcess) -> Used:
        """Up to now."""
        process.read(0)
        return cls(processor_seconds(process.pid), wake_ups(process.pid), process.received)

    def since(self, before: Used) -> tuple[float, float, float]:
        """Milliseconds, wake-ups and bytes from then to now."""
        seconds = self.seconds - before.seconds
        return 1000 * seconds, self.wake_ups - before.wake_ups, self.received - before.received


def idle(options: Options) -> Iterator[Row]:
    """Processor time, wake-ups and bytes while nobody touches anything, of both side by side."""
    runs = [_idle_together(options.idle_seconds) for _ in range(options.runs)]
    milliseconds, awake, sent = (
        tuple(median(run[who][place] for run in runs) / options.idle_seconds for who in (0, 1)) for place in range(3)
    )
    yield Row("processor time while idle, a second", milliseconds[0], "ms", milliseconds[1], most_ratio=1, blur=BLUR)
    yield Row("wake-ups while idle, a second", awake[0], "", awake[1], most_ratio=1, blur=BLUR)
    yield Row("bytes sent while idle, a second", sent[0], "B", sent[1], most=0)


def _idle_together(seconds: float) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    with opened(HOT_AND_COLD, SIZE) as ours, opened(BARE, SIZE) as bare:
        for _ in range(STEPS_BEFORE):
            step(ours)
            step(bare)
        sleep(SECONDS_TO_COME_TO_REST)
        ours_before, bare_before = Used.by(ours), Used.by(bare)
        sleep(seconds)
        return Used.by(ours).since(ours_before), Used.by(bare).since(bare_before)
