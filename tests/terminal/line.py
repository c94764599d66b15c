"""The real program on a line of its own, byte by byte: read or left unread, resized, and cut."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.benchmarks.usage import processor_wait

READY = b"space takes a step"
LONGEST = 60.0
"""Seconds that anything may take to come, on a machine that has other things to do."""
PROGRAM = (sys.executable, "-m", "gdtui")


class Line:
    """A program whose controlling terminal is a pseudo-terminal that this object holds by both ends."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        width: int = 80,
        height: int = 24,
        program: Sequence[str] = PROGRAM,
        ignoring: Sequence[signal.Signals] = (),
        **environment: str,
    ) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.held, self.near = pty.openpty()
        self.resize(width, height)
        self.before = termios.tcgetattr(self.near)
        self.raw = b""

        def control() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            for each in ignoring:
                signal.signal(each, signal.SIG_IGN)

        self.process = subprocess.Popen(
            [*program, *arguments],
            stdin=self.near,
            stdout=self.near,
            stderr=self.near,
            cwd=home,
            start_new_session=True,
            preexec_fn=control,
            env={
                "PATH": "/usr/bin:/bin",
                "HOME": str(home),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "PYTHONPATH": ":".join(sys.path),
                **environment,
            },
        )

    def __enter__(self) -> Line:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for end in (self.held, self.near):
            if end >= 0:
                os.close(end)

    def send(self, text: bytes) -> None:
        """Type this, reading meanwhile what comes back."""
        while text:
            readable, writable, _ = select.select([self.held], [self.held], [], 10)
            assert readable or writable, "the program takes no input"
            if readable:
                self.raw += os.read(self.held, 65536)
            if writable:
                text = text[os.write(self.held, text[:4096]) :]

    def await_taken(self, longest: float = LONGEST) -> None:
        """Read until the program has taken what was typed, so that what is typed next comes apart from it."""
        until = time.monotonic() + longest
        while struct.unpack("i", fcntl.ioctl(self.near, termios.FIONREAD, bytes(4)))[0]:
            if self.process.poll() is not None:
                return
            assert time.monotonic() < until, "the program takes no input"
            self.read(0.001)

    def read(self, seconds: float, longest: float = 5) -> bytes:
        """What comes until nothing has come for so long; a run that plays by itself is read for the longest time."""
        start, until = len(self.raw), time.monotonic() + longest
        while self.read_once(seconds) and time.monotonic() < until:
            pass
        return self.raw[start:]

    def read_once(self, longest: float) -> bool:
        """Read what is there, or comes within so many seconds; whether anything came."""
        if not select.select([self.held], [], [], longest)[0]:
            return False
        try:
            new = os.read(self.held, 65536)
        except OSError:
            return False
        self.raw += new
        return bool(new)

    def wait_for(self, text: bytes, longest: float = LONGEST, since: int = 0) -> None:
        """Read until this has come."""
        until = time.monotonic() + longest
        while text not in self.raw[since:]:
            assert time.monotonic() < until, f"{text!r} did not come; the end of what did: {self.raw[-2000:]!r}"
            ended = self.process.poll() is not None
            came = self.read_once(0.2)
            assert came or not ended, f"it ended: {self.raw[-2000:]!r}"

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self.held, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def stall(self) -> None:
        """Read nothing any more, until the program waits for the terminal."""
        for size in range(40):
            self.resize(300, 99 + size % 2)
            time.sleep(0.02)
        until = time.monotonic() + 10
        used, before = self.seconds_used, -1.0
        while used != before:
            assert time.monotonic() < until, "it never waits for the terminal"
            time.sleep(0.3)
            used, before = self.seconds_used, used

    def ended(self, longest: float = LONGEST) -> tuple[int, float]:
        """The exit status, and the seconds until it came, without those that were waited for a processor."""
        began, waited = time.monotonic(), processor_wait(self.process.pid)
        while not os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            assert time.monotonic() < began + longest, f"it does not end: {self.raw[-2000:]!r}"
            time.sleep(0.005)
        seconds = time.monotonic() - began - (processor_wait(self.process.pid) - waited)
        return self.process.wait(), seconds

    def finish(self, longest: float = LONGEST) -> int:
        """The exit status, once all that comes until then is read."""
        until = time.monotonic() + longest
        while self.process.poll() is None:
            assert time.monotonic() < until, f"it does not end: {self.raw[-2000:]!r}"
            self.read(0.02)
        self.read(0.05)
        return self.process.wait()

    def cut(self) -> None:
        """Take the terminal away, as a lost connection does."""
        os.close(self.near)
        os.close(self.held)
        self.near = self.held = -1

    @property
    def attributes(self) -> list[Any]:
        """How the terminal is set now."""
        return termios.tcgetattr(self.near)

    @property
    def seconds_used(self) -> float:
        """The processor time that the program has taken so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def stopped(self) -> bool:
        """Whether a signal has stopped the program."""
        return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"

    def wait_until_stopped(self) -> None:
        """Read until a signal has stopped the program, or ended it."""
        until = time.monotonic() + LONGEST
        while self.process.poll() is None and not self.stopped:
            assert time.monotonic() < until, "it does not stop"
            self.read(0.01, longest=0.1)

    @property
    def megabytes(self) -> float:
        """The memory that the program holds."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6
