"""Every benchmark by its name, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.benchmarks import classroom, commands, idle, length, mutants, picture, sessions, start, stepping
from tests.benchmarks.options import Options
from tests.benchmarks.table import Row

BENCHMARKS: dict[str, Callable[[Options], Iterator[Row]]] = {
    "steps": stepping.processor_time,
    "bytes": stepping.bytes_sent,
    "memory": stepping.memory,
    "start": start.first_frame,
    "idle": idle.idle,
    "length": length.length,
    "command": commands.start,
    "million": commands.million,
    "verify": commands.verify,
    "picture": picture.picture,
    "sessions": sessions.sessions,
    "classroom": classroom.classroom,
    "mutants": mutants.mutants,
}
WHEN_NAMED = {"mutants"}
"""Those that take so long that they run only when they are asked for."""
