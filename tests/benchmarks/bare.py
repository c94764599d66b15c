"""The floor that Textual itself sets: one line of text that changes on a key, and a footer."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static


class BareApp(App[None]):
    """A Static whose text changes at every step, and a Footer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "step", "step"), Binding("q", "quit", "quit")]

    def __init__(self) -> None:
        super().__init__()
        self.steps = 0

    def compose(self) -> ComposeResult:
        yield Static("step 0")
        yield Footer()

    def action_step(self) -> None:
        """Count, and say so."""
        self.steps += 1
        self.query_one(Static).update(f"step {self.steps}")


if __name__ == "__main__":
    BareApp().run()
