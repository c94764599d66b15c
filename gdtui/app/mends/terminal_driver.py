"""The terminal as it really is: slow, cut off, or gone.

Textual's driver for terminals spins when the terminal is gone (since 0.68; pull request 6690 of Textual's would mend
it), leaves it raw at SIGTERM (in every version), starts a second reader at a SIGCONT that follows no stop, takes the
terminal once more at one that comes while it leaves, and may lock itself up in a SIGTSTP that comes while it writes
(all since 0.48). It fails where it is started in the background, and believes whoever types that the window has another
size (since 0.86). This driver is that one with these cured, and with a reader of its own.

This can go when Textual's ends at the end of its input, heeds SIGTERM and SIGHUP, stops and comes back in its loop, and
waits for its turn in the foreground; until then each cure can go by itself.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from gdtui.app.mends.driver_input import ReadingDriver
from gdtui.app.mends.leaving import Outlet, give_back
from gdtui.app.mends.terminal_size import SizedDriver


class TerminalDriver(ReadingDriver, SizedDriver):
    """Textual's driver for terminals, made hard to kill; the application's ``keep_now`` saves what it holds."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None):
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        errors_shown = sys.__stderr__ is not None and sys.__stderr__.isatty()
        display = sys.__stderr__ if errors_shown else sys.__stdout__
        assert display is not None
        self._outlet = Outlet(display)
        self._file = self._outlet  # type: ignore[assignment]
        self._entered = False

    def start_application_mode(self) -> None:
        self.heed_signals()
        self._await_the_front()
        self._entered = True
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        super().stop_application_mode()
        self._entered = False

    def clean_up(self) -> None:
        """Put the terminal back as it was, unless that is done already; nothing is drawn any more."""
        self._outlet.shut()
        if self._entered:
            self._entered = False
            give_back(self.attrs_before, self.fileno, self._outlet.fileno())

    def _await_the_front(self) -> None:
        """Stop while the terminal is another program's, as often as the shell calls this one back to the background."""
        with suppress(OSError):  # where the shell has no part in it
            while os.tcgetpgrp(self.fileno) != os.getpgrp():
                os.kill(os.getpid(), signal.SIGSTOP)

    # Both in the loop, where nothing is half done: a handler may come while the queue of the writer is locked, or in
    # the middle of the other. Who has left, or is on the way out, has nothing to stop and nothing to come back to.

    def _sigtstp_application(self, *_: object) -> None:
        if self._entered or self._must_signal_resume:
            self._loop.call_soon_threadsafe(self._stop)

    def _stop(self) -> None:
        if self._entered:
            super()._sigtstp_application()
        elif self._must_signal_resume:  # stopped again before it has come back
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        if self._must_signal_resume:
            self._loop.call_soon_threadsafe(self._come_back)

    def _come_back(self) -> None:
        if self._must_signal_resume:
            super()._sigcont_application()

    def _query_in_band_window_resize(self) -> None:
        """Ask for nothing: sizes are the system's to tell, since anything that is typed could claim to be one."""

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        self.read_from(self.fileno)


def sturdy(driver: type[Driver]) -> type[Driver]:
    """Our driver where Textual would take its own for terminals; any other one as it is."""
    return TerminalDriver if driver is LinuxDriver else driver


def give_back_terminal(app: App[Any]) -> None:
    """Put the terminal back as it was, where an application ended without doing so."""
    with suppress(Exception):
        if isinstance(app._driver, TerminalDriver):
            app._driver.clean_up()
