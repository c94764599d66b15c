"""Every key and every flag, made from the tables that the simulator itself works with."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from gdtui.app.look import UNICODE_LOOK, Look
from gdtui.app.screens.over import OverScreen
from gdtui.core.flags import FLAGS
from gdtui.core.width import wrapped
from gdtui.lab.glossary import GLOSSARY
from gdtui.lab.signs import flag_word
from gdtui.workspace.commands import GROUPS, Command

INDENT = " " * 19
WIDTH = 72
"""Cells of a line of the words."""


def help_text(look: Look = UNICODE_LOOK, offers: Callable[[Command], bool] = lambda command: True) -> str:
    """The keys in their groups, the words and the flags; of the commands those that are offered."""
    offered = {name: list(filter(offers, group)) for name, group in GROUPS.items()}
    keys = [
        "\n".join([name, *(f"  {command.key_text:<17}{command.tooltip}" for command in group)])
        for name, group in offered.items()
        if group
    ]
    keys[-1] += f"\n  {'ctrl+p':<17}Find any of these by name"
    flags = [f"  {flag_word(flag, look.signs):<17}{kind.meaning}" for flag, kind in FLAGS.items()]
    words = [
        line if number else f"  {word:<17}{line.strip()}"
        for word, text in GLOSSARY.items()
        for number, line in enumerate(wrapped(f"{INDENT}{text}", WIDTH, INDENT))
    ]
    return "\n\n".join([*keys, "\n".join(["Words", *words]), "\n".join(["Flags", *flags])])


class HelpScreen(OverScreen[None]):
    """The help, over the run."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q", "dismiss", "Back", show=False)]

    def __init__(self, look: Look, offers: Callable[[Command], bool]) -> None:
        super().__init__()
        self.look = look
        self._offers = offers

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help") as panel:
            panel.border_subtitle = "down shows more, Esc goes back"
            yield Static(help_text(self.look, self._offers), markup=False)
