"""How long it takes until something is seen."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import monotonic

from tests.benchmarks.options import Options
from tests.benchmarks.programs import BARE, HOT_AND_COLD, Program, read_first_frame, started
from tests.benchmarks.table import Row
from tests.benchmarks.usage import processor_seconds

SIZE = (80, 24)
STARTS_A_RUN = 5


def first_frame(options: Options) -> Iterator[Row]:
    """The time from the start to the first frame with its chart, and the processor time until then."""
    programs = (BARE, HOT_AND_COLD)
    starts: dict[Program, list[tuple[float, float]]] = {program: [] for program in programs}
    for program in programs:
        # The first start finds nothing in the disk's cache; a machine for students has seen many.
        _start(program)
    for _ in range(STARTS_A_RUN * options.runs):
        for program in programs:
            starts[program].append(_start(program))
    for what, place in (("first frame with its chart", 0), ("processor time until then", 1)):
        ours, bare = (median(start[place] for start in starts[program]) for program in (HOT_AND_COLD, BARE))
        yield Row(f"{what}, {SIZE[0]}x{SIZE[1]}", 1000 * ours, "ms", 1000 * bare, most_ratio=1.9)


def _start(program: Program) -> tuple[float, float]:
    """The seconds until the first frame: by the clock, and of the processor."""
    began = monotonic()
    with started(program, SIZE) as process:
        read_first_frame(program, process)
        return process.last_received - began, processor_seconds(process.pid)
