"""A terminal of any size is drawn on up to a sane one.

Textual keeps every cell of the screen, and believes COLUMNS and LINES (both since 0.2): a window of 2000x2000 cells, or
a COLUMNS that claims 20,000 of them, costs hundreds of megabytes, and as much as 13 MB over the line for one picture.
This driver reports no more than the largest size; what is beyond it is never written to, and stays blank.

This can go when an application can say how large its screen may become.
"""

from __future__ import annotations

import os
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message

LARGEST_WIDTH, LARGEST_HEIGHT = 400, 150
"""Cells; about what a screen of 3840x2160 holds in letters that can still be read. Lines have no use for more."""


def within_limit(width: int, height: int) -> tuple[int, int]:
    """The part of a terminal of this size that is drawn on."""
    return min(width, LARGEST_WIDTH), min(height, LARGEST_HEIGHT)


class SizedDriver(LinuxDriver):
    """Textual's driver for terminals, that knows of no more than the largest size."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None):
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Otherwise the first picture is made for the size that the console claims.
        self._size = within_limit(*(size or self._get_terminal_size()))

    def _get_terminal_size(self) -> tuple[int, int]:
        # COLUMNS and LINES may ask for less than there is, not for more: what is beyond the edge nobody sees.
        width, height = super()._get_terminal_size()
        try:
            real_width, real_height = os.get_terminal_size(self.fileno)
        except OSError:
            real_width = real_height = 0
        return within_limit(min(width, real_width or width), min(height, real_height or height))

    def process_message(self, message: Message) -> None:
        # A terminal may tell its new size among the keys.
        if isinstance(message, Resize):
            size = Size(*within_limit(*message.size))
            message = Resize(size, size, size, message.pixel_size)
        super().process_message(message)
