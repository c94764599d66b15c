"""The command palette, which survives keys that come before it is laid out.

Textual 8.2 looks a command's line up in a layout that is a moment behind the list: PageDown in the same packet as
ctrl+p, or right after a letter, raises KeyError or IndexError there, and the application ends. So does a click where
the terminal, made smaller meanwhile, has no cell any more, and leaving it twice in one packet takes the run's screen
away, too.
"""

from __future__ import annotations

from contextlib import suppress

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.errors import NoWidget
from textual.events import Click


class Palette(CommandPalette):
    """Textual's palette; a key that has no line to go to yet does nothing."""

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
