"""Leaving at once: what a signal, or a terminal that went away, asks for, even while nobody reads what is drawn.

Textual's driver for terminals has no handler for SIGTERM and SIGHUP (in no version), and its driver for browsers has
one that waits for the event loop, which may itself wait for a reader that is gone (since 0.33).

This can go when Textual's drivers give the terminal back from the handler of a signal, and call the application before.
"""

from __future__ import annotations

import os
import signal
import termios
import time
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn, TextIO

SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
SAVING_SECONDS = 0.6
"""How long saving may take; a disk that does not answer must not keep a process that was told to end."""
DRAINING_SECONDS = 0.35
"""How long the terminal is asked to take the last sequences; by then a client that stopped reading has lost them."""
WAITING_SECONDS = 0.05
"""How long what is on its way to the terminal may take, before it is thrown away."""

LEAVE = (
    b"\x1b[?2026l\x1b[0m"  # what was drawn half-way is over
    b"\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l"  # pastes, mouse and focus unmarked
    b"\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"  # wrapping, the usual keyboard, the usual screen, the cursor
)


class Outlet:
    """The way to the terminal: it can be shut, and a terminal that went away is no error."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._open = True

    def write(self, text: str) -> None:
        if self._open:
            with suppress(OSError, ValueError):
                self._file.write(text)

    def flush(self) -> None:
        if self._open:
            with suppress(OSError, ValueError):
                self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def shut(self) -> None:
        """Let nothing through from now on."""
        self._open = False


def give_back(attributes: list[Any] | None, keyboard: int, display: int) -> None:
    """Put a terminal back as it was, without ever waiting for it."""
    with suppress(Exception):
        # From the background, too: nothing stops a process that is on its way out.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    if attributes is not None:
        with suppress(Exception):
            termios.tcflush(keyboard, termios.TCIFLUSH)
            termios.tcsetattr(keyboard, termios.TCSANOW, attributes)
    with suppress(Exception):
        _write_at_most(LEAVE, display)


def _write_at_most(left: bytes, display: int) -> None:
    """Write what the terminal takes; of its own description, since the other one is shared with the shell."""
    terminal = os.open(os.ttyname(display), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    began = time.monotonic()
    while left and time.monotonic() < began + DRAINING_SECONDS:
        try:
            left = left[os.write(terminal, left) :]
        except BlockingIOError:
            if time.monotonic() > began + WAITING_SECONDS:
                termios.tcflush(terminal, termios.TCOFLUSH)
                # Linux tells a writer that waits for room only of output that is started again.
                termios.tcflow(terminal, termios.TCOOFF)
                termios.tcflow(terminal, termios.TCOON)
            time.sleep(0.005)


def leave(status: int, save: Callable[[], object], give_back: Callable[[], object]) -> NoReturn:
    """Save, give the terminal back, and end the process, within a second, whatever it is in the middle of."""
    with suppress(Exception):
        start_new_thread(_end_late, (status, give_back))
    with suppress(BaseException):
        save()
    with suppress(BaseException):
        give_back()
    os._exit(status)


def _end_late(status: int, give_back: Callable[[], object]) -> None:
    time.sleep(SAVING_SECONDS)
    with suppress(BaseException):
        give_back()
    os._exit(status)
