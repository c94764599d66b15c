"""What a step costs: processor time, bytes over the line, and the memory that is in use after many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median

from tests.benchmarks.options import Options
from tests.benchmarks.programs import BARE, GRADIENT_DESCENT, HOT_AND_COLD, Program, opened, step
from tests.benchmarks.table import Row
from tests.benchmarks.usage import memory_megabytes, processor_seconds

SIZES = ((80, 24), (120, 40))
WARMING_STEPS = 10
OURS = (HOT_AND_COLD, GRADIENT_DESCENT)


@dataclass(frozen=True, slots=True)
class Stepped:
    """The cost of one run: milliseconds of processor time and bytes for each step, and memory in MB at its end."""

    milliseconds: float
    bytes_sent: float
    megabytes: float


def processor_time(options: Options) -> Iterator[Row]:
    """Processor time a step."""
    for program, size, ours, bare in _compared(options):
        what = _named("processor time a step", program, size)
        yield Row(what, ours.milliseconds, "ms", bare.milliseconds, most_ratio=2)


def bytes_sent(options: Options) -> Iterator[Row]:
    """Bytes a step."""
    for program, size, ours, bare in _compared(options):
        yield Row(_named("bytes a step", program, size), ours.bytes_sent, "B", bare.bytes_sent, most_ratio=5)


def memory(options: Options) -> Iterator[Row]:
    """Memory after many steps."""
    for program, size, ours, bare in _compared(options):
        what = _named(f"RSS after {options.steps} steps", program, size)
        yield Row(what, ours.megabytes, "MB", bare.megabytes, most_ratio=1.5)


def stepped(program: Program, size: tuple[int, int], steps: int) -> Stepped:
    """Open the program, take so many steps one by one, and see what they cost."""
    with opened(program, size) as process:
        for _ in range(WARMING_STEPS):
            step(process)
        before = processor_seconds(process.pid)
        sent = [step(process) for _ in range(steps)]
        seconds = processor_seconds(process.pid) - before
        return Stepped(1000 * seconds / steps, median(sent), memory_megabytes(process.pid))


@cache
def _measured(size: tuple[int, int], options: Options) -> dict[Program, Stepped]:
    """The medians of every program at this size; runs take turns, so that a busy minute hits all of them."""
    runs: dict[Program, list[Stepped]] = {program: [] for program in (BARE, *OURS)}
    for _ in range(options.runs):
        for program, results in runs.items():
            results.append(stepped(program, size, options.steps))
    return {
        program: Stepped(
            median(result.milliseconds for result in results),
            median(result.bytes_sent for result in results),
            median(result.megabytes for result in results),
        )
        for program, results in runs.items()
    }


def _compared(options: Options) -> Iterator[tuple[Program, tuple[int, int], Stepped, Stepped]]:
    for size in SIZES:
        measured = _measured(size, options)
        for program in OURS:
            yield program, size, measured[program], measured[BARE]


def _named(what: str, program: Program, size: tuple[int, int]) -> str:
    return f"{what}, {size[0]}x{size[1]}, {program.name}"
