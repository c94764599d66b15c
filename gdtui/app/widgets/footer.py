"""The keys at the bottom of the screen, which are styled once and forgotten when new ones take their place."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Footer


class KeysFooter(Footer):
    """Textual's footer, without its leak and its second styling.

    Textual 8.2 makes all keys of its footer anew each time that a screen or a field takes the keys, and binds each to
    the footer's compactness; until that changes, which it never does, the footer keeps every key that it ever showed.
    """

    class Filled(Message):
        """The keys are there."""

    def compose(self) -> ComposeResult:
        bound = getattr(self, "__watchers", {}).get("compact", [])
        bound[:] = [(key, callback) for key, callback in bound if not key._closing]
        for key in super().compose():
            # From the start: Textual would style each of them a second time for it.
            key.add_class("-compact", update=False)
            yield key

    async def recompose(self) -> None:
        await super().recompose()
        self.post_message(self.Filled())
