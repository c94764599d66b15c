"""What comes from the other end is read no faster than it is answered, and no limit waits for it.

Textual's drivers hand over all that they read, answered or not, so whoever sends faster than the application answers
fills its memory; and all keys of a packet go to what had the focus when the first of them came (the first since 0.2,
the second seen in 8.2).

This can go when a driver waits for the application before it reads on, and each key goes where the one before it led.
"""

from __future__ import annotations

import os
import signal
from asyncio import run_coroutine_threadsafe
from collections.abc import Callable, Sequence
from selectors import EVENT_READ, SelectSelector
from threading import Event
from time import monotonic, sleep
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.events import Key, Paste
from textual.message import Message
from textual.message_pump import MessagePump

from gdtui.app.mends.keyboard import Keyboard
from gdtui.app.mends.leaving import SIGNALS, leave

LOOK_SECONDS = 0.1
"""How often the reader looks whether it is to end."""
SETTLE_SECONDS = 1.0
"""How long a key may take to be answered before the next one of the same packet is sent after it."""
MOST_WAITING = 500
"""So many messages unanswered, and no more input is read for now."""
READ_AT_MOST = 4096


class ReadingDriver(Driver):
    """A driver whose reader waits for the application, and ends what is overdue though the application waits for ever.

    ``exit_event`` is Textual's: the reader is to end.
    """

    exit_event: Event
    keyboard: Keyboard
    quiet_at = 0.0
    """When nothing waited to be read, last."""
    _leaving = False
    _handed, _taken = 0, 0
    """Messages, each counted by its own thread: what the reader handed to the loop, and what the loop has taken."""

    def clean_up(self) -> None:
        """Leave the other end, and this machine, as they were."""

    def heed_signals(self) -> None:
        """Leave at once when a signal says so, even while the application waits for somebody to read what it draws."""
        for number in SIGNALS:
            # What the parent ignores, as nohup does, stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, _frame: object) -> None:
        # Not left to asyncio, whose handlers wait until the application no longer waits for the terminal.
        self.leave(128 + number)

    def leave_when_due(self) -> None:
        """End what is to have ended by now; told by the thread that never waits for what is drawn to be taken."""
        if getattr(self._app, "overdue", False):
            self.leave(status=0)

    def leave(self, status: int) -> None:
        """Save what there is and end the process, whatever it is in the middle of."""
        if not self._leaving:
            self._leaving = True
            leave(status, getattr(self._app, "keep_now", bool), self.clean_up)

    def read_from(self, descriptor: int) -> None:
        """Read until ``exit_event`` is set."""
        self.keyboard, self.quiet_at = Keyboard(), monotonic()
        with SelectSelector() as selector:
            selector.register(descriptor, EVENT_READ)
            while not self.exit_event.is_set():
                self.leave_when_due()
                wait = self.keyboard.wait(monotonic())
                if not (comes := selector.select(0)):
                    self.quiet_at = monotonic()
                    comes = selector.select(LOOK_SECONDS if wait is None else min(wait, LOOK_SECONDS))
                if comes:
                    self.take(self._read(descriptor))
                elif wait is not None and not selector.select(0):
                    # Nothing has come, not even while this thread had to wait for its turn.
                    self.dispatch(self.keyboard.tick(monotonic()))

    def _read(self, descriptor: int) -> bytes:
        try:
            data = os.read(descriptor, READ_AT_MOST)
        except BlockingIOError:  # another program left the terminal so
            sleep(LOOK_SECONDS)
            return b""
        except OSError:
            data = b""
        if not data:
            # The other end is gone, and a signal that says so is ignored, or on its way.
            self.leave(128 + signal.SIGHUP)
        return data

    def take(self, data: bytes) -> None:
        """Hand on what these bytes mean."""
        self.dispatch(self.keyboard.feed(data, monotonic()))

    def dispatch(self, messages: Sequence[Message]) -> None:
        """Hand messages to the application, as fast as it answers them."""
        for at, message in enumerate(messages):
            self.wait_for_room()
            self.process_message(message)
            if isinstance(message, Key | Paste) and at + 1 < len(messages) and not _same(message, messages[at + 1]):
                self._settle()

    def wait_for_room(self) -> None:
        """Wait until few messages are unanswered."""
        self.leave_when_due()
        # What the loop has not come to, while it waits for what it draws to be taken, is in no queue yet.
        while self._app.message_queue_size + self._handed - self._taken > MOST_WAITING:
            if self.exit_event.is_set():
                return
            self.leave_when_due()
            sleep(LOOK_SECONDS / 10)

    def send_message(self, message: Message) -> None:
        async def hand_over() -> None:
            self._taken += 1
            await self._app._post_message(message)

        self._handed += 1
        run_coroutine_threadsafe(hand_over(), self._loop)

    def in_the_loop(self, call: Callable[[], object]) -> None:
        """Have something done in the application's own thread, in turn with what is handed over."""

        def take() -> None:
            self._taken += 1
            call()

        self._handed += 1
        self._loop.call_soon_threadsafe(take)

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
            self.leave_when_due()


def last_pause(app: App[Any]) -> float:
    """When nothing that this application's other end had sent waited to be read, last."""
    return getattr(app._driver, "quiet_at", monotonic())


def _same(one: Message, other: Message) -> bool:
    return isinstance(one, Key) and isinstance(other, Key) and one.key == other.key
