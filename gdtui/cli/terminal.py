"""Whether there is a terminal to draw on and to read keys from."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl+C wait while modules are loaded: in the middle of one it would be a traceback."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


class NoTerminal(click.ClickException):
    """The screen cannot be opened here."""


def at_a_terminal() -> bool:
    """Whether somebody sees what is written, and types what is read."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def require_terminal() -> None:
    """Raise NoTerminal, with what is missing, where the screen could neither be seen nor be used."""
    if "TEXTUAL_DRIVER" in os.environ:  # something else shows the screen, a browser for instance
        return
    if sys.stdin is None:
        raise NoTerminal(f"the screen needs a terminal, and standard input is closed. {OTHERWISE}")
    # Both are asked before one is told of: an output that is closed says so itself.
    seen = {"input": sys.stdin.isatty(), "output": sys.stdout.isatty()}
    for name, is_terminal in seen.items():
        if not is_terminal:
            raise NoTerminal(f"the screen needs a terminal, and standard {name} is none. {OTHERWISE}")


OTHERWISE = "'gdtui run' and the other commands need none; 'gdtui --help' lists them."
