"""What a running process has used so far."""

from __future__ import annotations

import time
from pathlib import Path

PROCESS_CLOCK = 2
"""The kind of clock that counts the processor time of a whole process, see clock_getcpuclockid(3)."""


def processor_seconds(pid: int) -> float:
    """The processor time of all threads of a process: as in /proc/PID/stat, which counts in hundredths only."""
    return time.clock_gettime((~pid << 3) | PROCESS_CLOCK)


def processor_wait(pid: int) -> float:
    """The seconds that the first thread of a process, which may have ended, was ready and waited for a processor."""
    return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9


def memory_megabytes(pid: int, kind: str = "Rss") -> float:
    """The resident memory of a process, in MB of 10**6 bytes; ``Pss`` shares out what it has in common with others."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in rollup.splitlines() if line.startswith(f"{kind}:"))
    return int(kilobytes) * 1024 / 1e6


def wake_ups(pid: int) -> int:
    """How often the threads of a process have gone to sleep, and so have been awake."""
    statuses = (task.joinpath("status").read_text(encoding="utf-8") for task in Path(f"/proc/{pid}/task").iterdir())
    counts = (line.split()[1] for text in statuses for line in text.splitlines() if line.startswith("voluntary_ctxt"))
    return sum(int(count) for count in counts)
