"""A screen is left once, however often it is told to.

Textual's ``Screen.dismiss`` takes away whatever screen is on top, though that is another one (since 0.21; its issue
2575): two keys in one packet that both leave a screen take the one below away, too, and end the application where there
is none.

This can go when ``dismiss`` does nothing, or raises, on a screen that is not the current one.
"""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class LeftOnceScreen(ModalScreen[Answer]):
    """A modal screen that takes no other away with it."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_current else AwaitComplete()
