"""The other end is a page in a browser, and what it says of itself is not to be trusted.

Textual's driver for browsers takes any size that a page claims, and keeps every cell of it: one message of 100,000 by
100,000 takes all memory there is. It takes all input that comes, answered or not, ends its reader at what is no JSON,
and stays when its server is gone (all in 8.2; sizes and JSON since 0.31, when it came).

This can go when it has a largest size, drops what it cannot read, and ends with its server.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from select import POLLERR, POLLHUP, poll
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.drivers.web_driver import WebDriver

from gdtui.app.mends.driver_input import ReadingDriver
from gdtui.app.mends.terminal_size import within_limit

TYPED, META = b"D", b"M"
LONGEST_META = 4096
"""Bytes; the server's own are far shorter, and what is longer means nothing."""
GONE = 128 + signal.SIGHUP


class PageDriver(ReadingDriver, WebDriver):
    """Textual's driver for browsers, made safe against them."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None):
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert sys.__stdin__ is not None
        self._descriptor = sys.__stdin__.fileno()
        self._server = poll()
        # An end of the connection is told though there is still something to read.
        self._server.register(self._descriptor, 0)
        self._write = partial(_write_if_read, self.fileno)
        self._packets = Packets()

    def start_application_mode(self) -> None:
        super().start_application_mode()
        self.heed_signals()

    def stop_application_mode(self) -> None:
        # In this order: whoever does not take it may be gone, or too late.
        self.write_meta({"type": "exit"})
        self.exit_event.set()

    def leave_when_due(self) -> None:
        if any(event & (POLLHUP | POLLERR) for _, event in self._server.poll(0)):
            self.leave(GONE)
        super().leave_when_due()

    def run_input_thread(self) -> None:
        try:
            self.read_from(self._descriptor)
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def take(self, data: bytes) -> None:
        for kind, content in self._packets.feed(data):
            if kind == TYPED:
                super().take(content)
            else:
                self.wait_for_room()
                self.in_the_loop(partial(self._on_meta, kind.decode("latin-1"), content))

    def _on_meta(self, packet_type: str, payload: bytes) -> None:
        with suppress(ValueError, RecursionError, AttributeError):  # no object of JSON
            super()._on_meta(packet_type, payload)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        if packet_type == "resize":
            width, height = payload.get("width"), payload.get("height")
            if not isinstance(width, int) or not isinstance(height, int):
                return
            width, height = within_limit(width, height)
            payload = {**payload, "width": max(width, 1), "height": max(height, 1)}
        super().on_meta(packet_type, payload)


def page_driver(clean_up: Callable[[], object]) -> type[Driver]:
    """The driver of a page that has this done before its program ends, however it ends."""

    class OwnPageDriver(PageDriver):
        def clean_up(self) -> None:
            clean_up()

    return OwnPageDriver


class Packets:
    """Takes apart what the server sends: a letter for the kind, four bytes for the length, and so many bytes."""

    def __init__(self) -> None:
        self._held = b""
        self._kind, self._left = b"", 0

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """What is typed, piece by piece as it comes, and every other packet once it is whole."""
        held, self._held = self._held + data, b""
        while held:
            if self._left == 0:
                if len(held) < 5:
                    break
                self._kind, self._left, held = held[:1], int.from_bytes(held[1:5], "big"), held[5:]
                continue
            if self._kind != TYPED and len(held) < self._left <= LONGEST_META:
                break
            piece, held = held[: self._left], held[self._left :]
            whole = self._kind != TYPED and len(piece) == self._left <= LONGEST_META
            self._left -= len(piece)
            if whole or self._kind == TYPED:
                yield self._kind, piece
        self._held = held


def _write_if_read(descriptor: int, data: bytes) -> int:
    """Write all of it; that nobody reads any more is no error, and is told by the other end's going."""
    at = 0
    with suppress(OSError):
        while at < len(data):
            at += os.write(descriptor, data[at:])
    return at
