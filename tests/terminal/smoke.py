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
QUIET = 1.0


def main(program: str) -> None:
    """Raise SystemExit with a message where anything is not as it should be."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color")
        for name in ("COLUMNS", "LINES"):  # they would count more than the terminal's own size
            os.environ.pop(name, None)
        os.execv(program, [program, "--lesson", "breaking"])
    resize(terminal, 80, 24)
    wait_for(terminal, b"space")
    os.write(terminal, b"  ")
    let_settle(terminal)
    # A step sends the cells that it changes, so a sentence may come in pieces; another size has all of it drawn anew.
    resize(terminal, 90, 24)
    wait_for(terminal, b"the error grew twice running")
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


def resize(terminal: int, width: int, height: int) -> None:
    """Give the terminal this size; the program is told."""
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))


def let_settle(terminal: int) -> None:
    """Read until nothing has been drawn for a while."""
    while select.select([terminal], [], [], QUIET)[0]:
        os.read(terminal, 65536)


def wait_for(terminal: int, text: bytes) -> None:
    """Read until this text was drawn."""
    seen, until = b"", time.monotonic() + SECONDS
    while text not in seen:
        if not select.select([terminal], [], [], max(0, until - time.monotonic()))[0]:
            raise SystemExit(f"{text!r} did not come; the end of what did: {seen[-500:]!r}")
        seen += os.read(terminal, 65536)


if __name__ == "__main__":
    main(sys.argv[1])
