"""Whether a long run costs more than a short one."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from statistics import median

from gdtui.core.session import Session
from gdtui.lab.catalogue import lessons
from tests.benchmarks.ahead import LESSON
from tests.benchmarks.options import Options
from tests.benchmarks.programs import ahead
from tests.benchmarks.stepping import Stepped, stepped
from tests.benchmarks.table import Row

SIZE = (80, 24)
SHORT, LONG = 100, 100_000
MEASURED_STEPS = 200


def length(options: Options) -> Iterator[Row]:
    """The cost of a step far into a run, and the memory that the run takes."""
    runs: dict[int, list[Stepped]] = {SHORT: [], LONG: []}
    for _ in range(options.runs):
        for steps, results in runs.items():
            results.append(stepped(ahead(steps), SIZE, min(MEASURED_STEPS, options.steps)))
    short, long = (median(result.milliseconds for result in results) for results in runs.values())
    what = f"processor time a step after {LONG:,} steps, to that after {SHORT}"
    yield Row(what, long, "ms", short, f"{SHORT}", most_ratio=1.2)
    short, long = (median(result.megabytes for result in results) for results in runs.values())
    yield Row(f"memory of {LONG:,} steps, the whole program", max(long - short, 0), "MB", most=30)
    yield Row(f"memory of {LONG:,} steps, the core", _core_megabytes(), "MB", most=30)


def _core_megabytes() -> float:
    """What a session so long holds, in MB of 10**6 bytes."""
    tracemalloc.start()
    session = Session.start(lessons()[LESSON].parameters)
    before, _ = tracemalloc.get_traced_memory()
    session = session.step(LONG)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert session.length == LONG + 1
    return (after - before) / 1e6
