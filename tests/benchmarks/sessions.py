"""Many students on one machine: how long each waits for the frame of their key."""

from __future__ import annotations

import heapq
import os
import random
import selectors
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import quantiles
from time import monotonic

from tests.benchmarks.options import Options
from tests.benchmarks.process import PtyProcess
from tests.benchmarks.programs import BARE, HOT_AND_COLD, STEP_KEY, Program, opened
from tests.benchmarks.table import Row
from tests.benchmarks.usage import memory_megabytes, processor_seconds

SIZE = (80, 24)
SECONDS_BETWEEN_KEYS = 1.0
UNEVENNESS = 0.2
"""How many seconds a key may come earlier or later: people are no clockwork."""
MOST_MILLISECONDS = 200


@dataclass(frozen=True, slots=True)
class Crowd:
    """What many sessions did together; ``waits`` are the milliseconds from each key to the last byte of its frame."""

    waits: list[float]
    unanswered: int
    busy: float
    megabytes: float

    def percentile(self, number: int) -> float:
        """The wait that so many percent of the keys did not exceed."""
        return quantiles(self.waits, n=100, method="inclusive")[number - 1]


def sessions(options: Options) -> Iterator[Row]:
    """Key to frame with many sessions, and what they take of the machine."""
    ours, bare = _crowd(HOT_AND_COLD, options), _crowd(BARE, options)
    what = f"key to frame, {options.sessions} sessions stepping once a second"
    yield Row(f"{what}, 95th percentile", ours.percentile(95), "ms", bare.percentile(95), most=MOST_MILLISECONDS)
    yield Row("the same, median", ours.percentile(50), "ms", bare.percentile(50))
    yield Row("the same, keys without a frame before the next key", ours.unanswered, "", bare.unanswered)
    yield Row("processor in use meanwhile, of all cores", ours.busy, "%", bare.busy)
    yield Row("memory a session meanwhile (PSS)", ours.megabytes, "MB", bare.megabytes)


def _crowd(program: Program, options: Options) -> Crowd:
    with ExitStack() as stack:
        # One after the other: a rush of starts is another matter than many who step.
        crowd = [stack.enter_context(opened(program, SIZE)) for _ in range(options.sessions)]
        before = sum(processor_seconds(process.pid) for process in crowd)
        began = monotonic()
        waits, unanswered = step_all(crowd, options.session_seconds)
        elapsed = monotonic() - began
        used = sum(processor_seconds(process.pid) for process in crowd) - before
        megabytes = sum(memory_megabytes(process.pid, "Pss") for process in crowd) / len(crowd)
    return Crowd(waits, unanswered, 100 * used / elapsed / (os.cpu_count() or 1), megabytes)


def step_all(crowd: Sequence[PtyProcess], seconds: float) -> tuple[list[float], int]:
    """Press keys in all sessions for so long, each at its own times; the waits, and the keys without a frame."""
    chance = random.Random(0)
    began = monotonic()
    waits: list[float] = []
    unanswered = 0
    pressed = [0.0] * len(crowd)
    due = [(began + chance.random() * SECONDS_BETWEEN_KEYS, place) for place in range(len(crowd))]
    heapq.heapify(due)
    with selectors.DefaultSelector() as selector:
        for process in crowd:
            selector.register(process.descriptor, selectors.EVENT_READ, process)
        while due:
            at, place = due[0]
            now = monotonic()
            if now < at:
                for key, _ in selector.select(at - now):
                    key.data.read(0)
                continue
            heapq.heappop(due)
            process = crowd[place]
            process.read(0)
            if pressed[place]:
                if process.last_received > pressed[place]:
                    waits.append(1000 * (process.last_received - pressed[place]))
                else:
                    unanswered += 1
            if at < began + seconds:
                pressed[place] = monotonic()
                process.write(STEP_KEY)
                uneven = chance.uniform(-UNEVENNESS, UNEVENNESS)
                heapq.heappush(due, (at + SECONDS_BETWEEN_KEYS + uneven, place))
    return waits, unanswered
