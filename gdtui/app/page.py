"""The other end is a page in a browser, and what it says of itself is not to be trusted."""

from __future__ import annotations

from textual.drivers.web_driver import WebDriver

from gdtui.app.terminal_size import within_limit


class PageDriver(WebDriver):
    """Textual's driver for browsers, that knows of no more than the largest size.

    Textual 8.2 takes any size that a page claims, and keeps every cell of it: one message of 100,000 by 100,000 takes
    all memory there is.
    """

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        if packet_type == "resize":
            width, height = payload.get("width"), payload.get("height")
            if not isinstance(width, int) or not isinstance(height, int):
                return
            width, height = within_limit(width, height)
            payload = {**payload, "width": max(width, 1), "height": max(height, 1)}
        super().on_meta(packet_type, payload)
