"""The themes that are offered: those in which all that is shown can be read, as the tests measure it."""

from __future__ import annotations

from functools import cached_property

from textual.app import App
from textual.theme import Theme

LIGHT = Theme(
    name="gdtui-light",
    primary="#00508a",
    secondary="#4b3a8c",
    warning="#7a4a00",
    error="#a01828",
    success="#1d6b1d",
    accent="#9c3a00",
    foreground="#1c1c1c",
    background="#ffffff",
    surface="#f4f4f4",
    panel="#e6e6e6",
    dark=False,
)
"""Dark signs on white, since no light theme of Textual's has enough contrast."""
OFFERED = (
    "textual-dark",
    LIGHT.name,
    "dracula",
    "monokai",
    "flexoki",
    "rose-pine",
    "rose-pine-moon",
)
"""Their names."""


class ReadableApp(App[None]):
    """An application that offers these, and the terminal's own colours."""

    # Textual asks for them dozens of times a step.
    @cached_property
    def available_themes(self) -> dict[str, Theme]:
        """The themes by their names."""
        every = {**super().available_themes, LIGHT.name: LIGHT}
        return {name: theme for name, theme in every.items() if name in OFFERED or theme.ansi}
