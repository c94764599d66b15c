"""What is copied stays within the program.

Textual's ``copy_to_clipboard`` always sends it on to the terminal's clipboard (OSC 52, since 0.57), and its own copy,
which ``App.clipboard`` reads and fields paste from, can be set in no other way.

This can go when ``copy_to_clipboard`` can be told to leave the terminal out.
"""

from __future__ import annotations

from typing import Any

from textual.app import App


def copy_within(app: App[Any], text: str) -> None:
    """Copy for this application's own fields."""
    app._clipboard = text
