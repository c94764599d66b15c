"""A program in a pseudo-terminal, read as lightly as can be: what is measured is the program, not its reader."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from time import monotonic
from types import TracebackType
from typing import Self

CHUNK = 65_536
SECONDS_TO_LEAVE = 3.0
"""How long a program may take to go once its terminal has gone."""


class PtyProcess:
    """A running program whose terminal is ours; ``descriptor`` is the terminal's other end, for waiting on many."""

    def __init__(self, command: Sequence[str], size: tuple[int, int], environment: Mapping[str, str]) -> None:
        self.received = 0
        self.last_received = 0.0
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            _become(command, size, environment)
        # A program started later must not keep this terminal open.
        os.set_inheritable(self.descriptor, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def write(self, keys: bytes) -> None:
        """Type these bytes."""
        os.write(self.descriptor, keys)

    def read(self, seconds: float) -> bytes:
        """What the program writes within so many seconds, empty in silence; EOFError where it has ended.

        ``received`` counts the bytes of all reads; ``last_received`` is when the last of them came, in the seconds of
        ``time.monotonic``.
        """
        if not select.select([self.descriptor], [], [], max(seconds, 0))[0]:
            return b""
        try:
            received = os.read(self.descriptor, CHUNK)
        except OSError as error:
            # Linux says that the program's end of the terminal is closed in this way.
            if error.errno != errno.EIO:
                raise
            raise EOFError(f"process {self.pid} has ended") from None
        self.last_received = monotonic()
        self.received += len(received)
        return received

    def close(self) -> None:
        """Take the terminal away, as closing its window does, and see the program off."""
        os.close(self.descriptor)
        until = monotonic() + SECONDS_TO_LEAVE
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            if monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
            select.select([], [], [], 0.01)


def _become(command: Sequence[str], size: tuple[int, int], environment: Mapping[str, str]) -> None:
    """Turn the forked child into the program; never returns."""
    try:
        width, height = size
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        os.execvpe(command[0], list(command), dict(environment))
    finally:
        os._exit(127)
