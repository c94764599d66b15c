"""The keys at the bottom of the screen, which say when they are there."""

from __future__ import annotations

from textual.message import Message

from gdtui.app.mends.footer_keys import LeanFooter


class KeysFooter(LeanFooter):
    """The footer of the screen that everything happens on."""

    class Filled(Message):
        """The keys are there."""

    async def recompose(self) -> None:
        await super().recompose()
        self.post_message(self.Filled())
