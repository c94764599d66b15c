"""Every key and every flag, made from the tables that the simulator itself works with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from gdtui.app.bindings import KEYS, key_text
from gdtui.app.look import UNICODE_LOOK, Look
from gdtui.app.screens.over import OverScreen
from gdtui.core.flags import FLAGS
from gdtui.lab.signs import flag_word


def help_text(look: Look = UNICODE_LOOK, bindings: Iterable[Binding] = KEYS) -> str:
    """The keys and the flags, a line each."""
    keys = [f"  {key_text(binding):<17}{binding.tooltip}" for binding in bindings]
    keys.append(f"  {'ctrl+p':<17}Find any of these by name")
    flags = [f"  {flag_word(flag, look.signs):<17}{kind.meaning}" for flag, kind in FLAGS.items()]
    return "\n".join(["Keys", *keys, "", "Flags", *flags])


class HelpScreen(OverScreen[None]):
    """The help, over the run."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q", "dismiss", "Back", show=False)]

    def __init__(self, look: Look, bindings: Iterable[Binding]) -> None:
        super().__init__()
        self.look = look
        self._every_key = bindings

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help") as panel:
            panel.border_subtitle = "down shows more, Esc goes back"
            yield Static(help_text(self.look, self._every_key), markup=False)
