"""What the screens over the run share: their styles, and that they are left once."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class OverScreen(ModalScreen[Answer]):
    """A screen that lies over the run, and answers when it is left."""

    CSS_PATH = "over.tcss"

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        # Two keys in one packet may leave it twice; Textual would then take the screen below away, too.
        return super().dismiss(result) if self.is_current else AwaitComplete()
