"""A class over a real SSH server on loopback: what each student waits for, and what each takes of the host."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic

from gdtui.core.figures import counted
from tests.benchmarks.environment import environment
from tests.benchmarks.options import Options
from tests.benchmarks.process import PtyProcess
from tests.benchmarks.programs import QUIET, SECONDS_TO_START, read_until_quiet
from tests.benchmarks.sessions import MOST_MILLISECONDS, SIZE, step_all
from tests.benchmarks.table import Row
from tests.benchmarks.usage import memory_megabytes, processor_seconds
from tests.terminal.sshd import Sshd

CLASSES = (1, 10, 30, 100)


def classroom(options: Options) -> Iterator[Row]:
    """The same for classes of several sizes, each stepping once a second."""
    for students in CLASSES:
        yield from _class_of(students, options)


def _class_of(count: int, options: Options) -> Iterator[Row]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gdtui-class-")))
        (folder / "students").mkdir()
        server = stack.enter_context(Sshd(folder, folder / "students"))
        crowd = [stack.enter_context(_entered(server, number)) for number in range(count)]
        programs = _programs(str(server.students))
        used_before = sum(processor_seconds(pid) for pid in programs)
        received_before = sum(process.received for process in crowd)
        began = monotonic()
        waits, unanswered = step_all(crowd, options.session_seconds)
        elapsed = monotonic() - began
        steps = len(waits) + unanswered
        used = sum(processor_seconds(pid) for pid in programs) - used_before
        received = sum(process.received for process in crowd) - received_before
        megabytes = sum(memory_megabytes(pid, "Pss") for pid in programs) / len(programs)
        what = f"{counted(count, 'student')} over SSH"
        slow = quantiles(waits, n=100, method="inclusive")[94]
        yield Row(f"{what}: key to frame, 95th percentile", slow, "ms", None, most=MOST_MILLISECONDS)
        yield Row(f"{what}: keys without a frame before the next key", unanswered, "", None)
        yield Row(f"{what}: memory of a session (PSS)", megabytes, "MB", None)
        yield Row(f"{what}: processor time a step", 1000 * used / steps, "ms", None)
        yield Row(f"{what}: bytes a step", received / steps, "B", None)
        yield Row(f"{what}: processor in use by them", 100 * used / elapsed / (os.cpu_count() or 1), "%", None)


def _entered(server: Sshd, number: int) -> PtyProcess:
    """A student who has typed a name and sees the screen."""
    command = ["ssh", *server.options, "-tt", server.host]
    process = PtyProcess(command, SIZE, environment(str(server.students)))
    _read_until(process, b"Your name: ")
    process.write(f"student {number}\n".encode())
    _read_until(process, b"lessons")
    read_until_quiet(process, 10 * QUIET)
    process.write(b"m")
    read_until_quiet(process, 10 * QUIET)
    return process


def _read_until(process: PtyProcess, text: bytes) -> None:
    until, received = monotonic() + SECONDS_TO_START, b""
    while text not in received:
        received += process.read(until - monotonic())
        if monotonic() > until:
            raise TimeoutError(f"{text!r} did not come; what did: {received[-200:]!r}")


def _programs(students: str) -> list[int]:
    """The processes of the simulators that the server has started."""
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line.split(maxsplit=1) for line in listed.splitlines()]
    return [int(pid) for pid, call in lines if "python -I -B -m gdtui" in call and students in call]
