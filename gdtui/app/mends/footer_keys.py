"""The keys at the bottom of the screen are forgotten when new ones take their place, and styled once.

Textual makes all keys of its footer anew each time that a screen or a field takes the keys, and binds each to the
footer's compactness. Until that changes, which it never does, the footer keeps every key that it ever showed (all of
them since 6.2, in part since 0.63; Textual's issue 6666). And each is styled a second time when it is told of that
compactness.

This can go when a widget that is removed is no longer among those that watch another, and ``FooterKey`` is made compact
from the start.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Footer


class LeanFooter(Footer):
    """Textual's footer, always compact, without its leak and its second styling."""

    def compose(self) -> ComposeResult:
        bound = getattr(self, "__watchers", {}).get("compact", [])
        bound[:] = [(key, callback) for key, callback in bound if not key._closing]
        for key in super().compose():
            key.add_class("-compact", update=False)
            yield key
