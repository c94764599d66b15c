"""The real program in a real pseudo-terminal, and the screen that it draws there."""

from __future__ import annotations

import math
import os
import re
import select
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

from tests.terminal.line import LONGEST

# pyte takes the private sequences that ask about, and switch on, newer keyboards and modes for text or for others.
NOT_FOR_PYTE = re.compile(r"\x1b\[[<>=?][0-9;]*[a-zA-Z$]?u|\x1b\[\?[0-9;]*\$p|\x1b\[>[0-9;]*[a-zA-Z]")
UNFINISHED = re.compile(r"\x1b[^a-zA-Z]*$")
QUIET = 0.15
"""Longer than the program takes for a picture that it leaves for later."""
QUIET_AFTER_ESCAPE = 0.5
"""ESC may begin a sequence: it is a moment until it is a key."""
AT_REST = 0.1
"""The part of a quiet time that a program which waits for a key may spend working, or waiting for a processor."""
KEYS = {"space": " ", "enter": "\r", "escape": "\x1b", "tab": "\t", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F"}


class Terminal:
    """A program in a pseudo-terminal of some size, with only the environment that is said here; None unsets a name."""

    def __init__(
        self, *arguments: str, home: Path, width: int = 80, height: int = 24, **environment: str | None
    ) -> None:
        defaults = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONPATH": ":".join(sys.path),
        }
        home.mkdir(parents=True, exist_ok=True)
        process = pexpect.spawn(
            sys.executable,
            ["-m", "gdtui", *arguments],
            dimensions=(height, width),
            cwd=str(home),
            env={name: value for name, value in {**defaults, **environment}.items() if value is not None},
            encoding="utf-8",
            codec_errors="replace",
        )
        self._watch(process, width, height)

    def _watch(self, process: pexpect.spawn, width: int, height: int) -> None:
        """Draw what this process writes on a screen of this size."""
        self.process = process
        self.process.delaybeforesend = None
        self.process.ptyproc.delayafterclose = 0
        self.over = False
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self.raw = ""
        self._held = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # Not pexpect's own way, which gives up where a machine is too busy to end a program at once.
        if self.process.isalive():
            self.process.kill(signal.SIGKILL)
            self.process.wait()
        self.process.close()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the screen has come to rest."""
        for key in keys:
            self.process.send(KEYS.get(key, key))
            self.settle(QUIET_AFTER_ESCAPE if key == "escape" else QUIET)

    def send_bytes(self, text: bytes) -> None:
        """Send bytes that need be no text."""
        os.write(self.process.fileno(), text)

    def drain(self) -> None:
        """Take what has come, and look at none of it."""
        while select.select([self.process.fileno()], [], [], 0)[0]:
            os.read(self.process.fileno(), 65536)

    def settle(self, quiet: float = QUIET, longest: float = 10) -> None:
        """Read until nothing has come for a while, and the program does not merely wait for a busy machine."""
        until = time.monotonic() + longest
        while not self.over and time.monotonic() < until:
            worked = self._worked()
            if not self._read(quiet) and self._worked() - worked < AT_REST * quiet:
                return

    def wait_for(self, text: str, longest: float = LONGEST) -> None:
        """Read until the screen shows this."""
        until = time.monotonic() + longest
        while text not in self.text:
            came_in_time = not self.over and time.monotonic() < until
            assert came_in_time, f"{text!r} did not come up:\n{self.text}"
            self._read(QUIET)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size, as a window manager does."""
        self.screen.resize(height, width)
        self.process.setwinsize(height, width)

    def exit_status(self, longest: float = LONGEST) -> int | None:
        """Read until the program has ended; its exit status."""
        until = time.monotonic() + longest
        while not self.over:
            assert time.monotonic() < until, f"it does not end:\n{self.text}"
            self._read(QUIET)
        self.process.wait()
        return self.process.exitstatus  # type: ignore[no-any-return]

    @property
    def lines(self) -> list[str]:
        """What the screen shows, line by line."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.lines)

    def _worked(self) -> float:
        """Seconds that the program's threads had or wanted a processor; no number while one wants it now."""
        total = 0
        with suppress(OSError):  # Elsewhere than on Linux, and of a program that has ended, nothing is known.
            for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
                if thread.joinpath("stat").read_text().rpartition(") ")[2].startswith("R"):
                    return math.nan
                had, wanted, _ = thread.joinpath("schedstat").read_text().split()
                total += int(had) + int(wanted)
        return total / 1e9

    def _read(self, longest: float) -> bool:
        try:
            new = self.process.read_nonblocking(65536, timeout=longest)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            self.over = True
            return False
        self.raw += new
        # A sequence that is cut by the end of what came goes on in what comes next.
        text = self._held + new
        unfinished = UNFINISHED.search(text)
        self._held = unfinished[0] if unfinished else ""
        self._stream.feed(NOT_FOR_PYTE.sub("", text[: len(text) - len(self._held)]))
        return True
