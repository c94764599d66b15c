"""Asking for a row by its number."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from gdtui.app.screens.over import OverScreen
from gdtui.core.figures import parsed_count


class RowScreen(OverScreen[int | None]):
    """A small question over the run; answers with a row's number, counting from 1, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Leave", show=False)]

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        with Vertical(id="row-question"):
            yield Static(f"Jump to row (1 to {self._rows:,}); Esc leaves.", markup=False, id="row-text")
            field = Input(type="integer", compact=True, id="row-number")
            field.cursor_blink = False
            yield field

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the number, or say which there are."""
        number = parsed_count(event.value, 1, self._rows)
        if number is not None:
            self.dismiss(number)
        else:
            self.query_one("#row-text", Static).update(f"There are rows 1 to {self._rows:,}.")
