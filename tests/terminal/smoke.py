"""Open an installed gdtui in a pseudo-terminal, step twice, see the flag, quit; needs nothing but Python."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

SECONDS = 30


def main(program: str) -> None:
    """Raise SystemExit with a message where anything is not as it should be."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        os.execv(program, [program, "--lesson", "breaking"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    wait_for(terminal, b"space")
    os.write(terminal, b"  ")
    wait_for(terminal, b"diverging: the error grew twice running")
    os.write(terminal, b"q")
    while select.select([terminal], [], [], SECONDS)[0]:
        try:
            if not os.read(terminal, 65536):
                break
        except OSError:  # the program has closed its end
            break
    _, status = os.waitpid(pid, 0)
    if status != 0:
        raise SystemExit(f"the screen ended with status {os.waitstatus_to_exitcode(status)}")
    print("the screen opened, stepped, flagged and closed")


def wait_for(terminal: int, text: bytes) -> None:
    """Read until this text was drawn."""
    seen, until = b"", time.monotonic() + SECONDS
    while text not in seen:
        if not select.select([terminal], [], [], max(0, until - time.monotonic()))[0]:
            raise SystemExit(f"{text!r} did not come; the end of what did: {seen[-500:]!r}")
        seen += os.read(terminal, 65536)


if __name__ == "__main__":
    main(sys.argv[1])
