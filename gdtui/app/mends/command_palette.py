"""The command palette, which survives keys that come before it is laid out.

Textual looks a command's line up in a layout that is a moment behind the list: PageDown in the same packet as ctrl+p,
or right after a letter, raises KeyError or IndexError there, and the application ends (the palette since 0.37, that
look-up since 2.0). So does a click where the terminal, made smaller meanwhile, has no cell any more; leaving it twice
in one packet takes the run's screen away, too; and left while it opens, it misses the screen below it, or its search
misses the list (all in 8.2).

This can go when Textual's palette takes a key and a click before its layout, and when it has been left.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.errors import NoWidget
from textual.events import Click, Mount
from textual.worker import Worker


class Palette(CommandPalette):
    """Textual's palette; a key that has no line to go to yet does nothing."""

    def _on_mount(self, event: Mount) -> None:
        if len(self.app.screen_stack) < 2:
            event.prevent_default()

    def run_worker(self, *work: Any, **options: Any) -> Worker[Any]:
        # A search for which there is no list any more is no reason to end.
        return super().run_worker(*work, **{**options, "exit_on_error": False})

    def dismiss(self, result: None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        with suppress(LookupError):
            super()._action_command_list(action)

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        # Textual would call its own handler, too.
        event.prevent_default()
        with suppress(NoWidget):
            super()._on_click(event)
