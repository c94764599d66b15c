"""Nothing is kept of screens and keys that are gone.

Textual remembers the two colours of a widget's frame by the widget, though they follow from its backgrounds alone: up
to 1,024 widgets that are gone stay in memory with every line they drew, tens of megabytes after some dozens of dialogs
(since 6.0; its issue 6665). Here they are remembered by the backgrounds.

This can go when ``StylesCache.get_inner_outer`` no longer keeps the caches that it was asked by.
"""

from __future__ import annotations

from functools import lru_cache, wraps

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style


def keep_no_widgets() -> None:
    """Let Textual's cache of colours hold no widget; asked twice, it does no more."""
    StylesCache.get_inner_outer = _inner_and_outer  # type: ignore[method-assign,assignment]


@wraps(StylesCache.get_inner_outer.__wrapped__)
def _inner_and_outer(_: StylesCache, below: Color, background: Color) -> tuple[Style, Style]:
    return _colours(below, background)


@lru_cache(1024)
def _colours(below: Color, background: Color) -> tuple[Style, Style]:
    return Style(background=below + background), Style(background=below)
