"""The terminal as it really is: slow, cut off, or gone.

Textual 8.2's driver for terminals spins when the terminal is gone, leaves it raw at SIGTERM, starts a second reader at
a SIGCONT that follows no stop, and may lock itself up in a SIGTSTP that comes while it writes. This driver is that one
with these cured, and with a reader of its own.
"""

from __future__ import annotations

import os
import signal
import sys
from asyncio import run_coroutine_threadsafe
from collections.abc import Sequence
from contextlib import suppress
from selectors import EVENT_READ, SelectSelector
from threading import Event
from time import monotonic, sleep
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste
from textual.message import Message
from textual.message_pump import MessagePump

from gdtui.app.keyboard import Keyboard
from gdtui.app.leaving import SIGNALS, Outlet, give_back, leave
from gdtui.app.terminal_size import SizedDriver

LOOK_SECONDS = 0.1
"""How often the reader looks whether it is to end."""
SETTLE_SECONDS = 1.0
"""How long a key may take to be answered before the next one of the same packet is sent after it."""
MOST_WAITING = 500
"""So many messages unanswered, and no more input is read for now."""
READ_AT_MOST = 4096


class TerminalDriver(SizedDriver):
    """Textual's driver for terminals, made hard to kill; the application's ``keep_now`` saves what it holds."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None):
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        errors_shown = sys.__stderr__ is not None and sys.__stderr__.isatty()
        display = sys.__stderr__ if errors_shown else sys.__stdout__
        assert display is not None
        self._outlet = Outlet(display)
        self._file = self._outlet  # type: ignore[assignment]
        self._entered = False
        self._leaving = False

    def start_application_mode(self) -> None:
        for number in SIGNALS:
            # What the parent ignores, as nohup does, stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)
        self._entered = True
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        super().stop_application_mode()
        self._entered = False

    def give_back(self) -> None:
        """Put the terminal back as it was, unless that is done already; nothing is drawn any more."""
        self._outlet.shut()
        if self._entered:
            self._entered = False
            give_back(self.attrs_before, self.fileno, self._outlet.fileno())

    def _on_signal(self, number: int, _frame: object) -> None:
        # Not left to asyncio, whose handlers wait until the application no longer waits for the terminal.
        self._leave(128 + number)

    def _leave_when_overdue(self) -> None:
        """End what is to have ended by now; told by the thread that never waits for the terminal to take something."""
        if getattr(self._app, "overdue", False):
            self._leave(status=0)

    def _leave(self, status: int) -> None:
        if not self._leaving:
            self._leaving = True
            leave(status, getattr(self._app, "keep_now", bool), self.give_back)

    def _sigtstp_application(self, *_: object) -> None:
        # In the loop, where nothing is half done: the handler may come while the queue of the writer is locked.
        self._loop.call_soon_threadsafe(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        if not self._entered:
            super()._sigcont_application()

    def _query_in_band_window_resize(self) -> None:
        """Ask for nothing: sizes are the system's to tell, since anything that is typed could claim to be one."""

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        keyboard = Keyboard()
        with SelectSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            while not self.exit_event.is_set():
                self._leave_when_overdue()
                wait = keyboard.wait(monotonic())
                if selector.select(LOOK_SECONDS if wait is None else min(wait, LOOK_SECONDS)):
                    self._dispatch(keyboard.feed(self._read(), monotonic()))
                elif wait is not None and not selector.select(0):
                    # Nothing has come, not even while this thread had to wait for its turn.
                    self._dispatch(keyboard.tick(monotonic()))

    def _read(self) -> bytes:
        try:
            data = os.read(self.fileno, READ_AT_MOST)
        except BlockingIOError:  # another program left the terminal so
            sleep(LOOK_SECONDS)
            return b""
        except OSError:
            data = b""
        if not data:
            # The terminal is gone, and the signal that says so is ignored, or on its way.
            self._leave(128 + signal.SIGHUP)
        return data

    def _dispatch(self, messages: Sequence[Message]) -> None:
        for at, message in enumerate(messages):
            self._leave_when_overdue()
            while self._app.message_queue_size > MOST_WAITING and not self.exit_event.is_set():
                self._leave_when_overdue()
                sleep(LOOK_SECONDS / 10)
            self.process_message(message)
            if isinstance(message, Key | Paste) and at + 1 < len(messages) and not _same(message, messages[at + 1]):
                self._settle()

    def _settle(self) -> None:
        """Wait until a key is answered, so that the next one goes where this one led: to a field, or to a screen.

        Textual sends all keys of a packet to what had the focus when the first of them came.
        """
        settled = Event()
        app = self._app

        def pass_up(pump: MessagePump | None) -> None:
            # What the key led away from takes no more calls.
            if pump is None or not pump.call_later(pass_up, pump._parent):
                (app.focused or app.screen).call_later(settled.set)

        async def follow() -> None:
            app.call_later(lambda: pass_up(app.focused or app.screen))

        # As a coroutine, as Textual hands the key over: a plain callback can overtake it.
        run_coroutine_threadsafe(follow(), self._loop)
        until = monotonic() + SETTLE_SECONDS
        while not settled.wait(LOOK_SECONDS) and monotonic() < until and not self.exit_event.is_set():
            pass


def _same(one: Message, other: Message) -> bool:
    return isinstance(one, Key) and isinstance(other, Key) and one.key == other.key


def sturdy(driver: type[Driver]) -> type[Driver]:
    """Our driver where Textual would take its own for terminals; any other one as it is."""
    return TerminalDriver if driver is LinuxDriver else driver


def give_back_terminal(app: App[Any]) -> None:
    """Put the terminal back as it was, where an application ended without doing so."""
    with suppress(Exception):
        if isinstance(app._driver, TerminalDriver):
            app._driver.give_back()
