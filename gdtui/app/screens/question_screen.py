"""A short question over the run, answered by one key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Static

from gdtui.app.screens.over import OverScreen


class QuestionScreen(OverScreen[str | None]):
    """Asks, and answers with the key that was pressed, one of those offered, or with None for Esc."""

    def __init__(self, question: str, answers: dict[str, str], *, leave: str = "leave") -> None:
        super().__init__()
        self._leave = leave
        self._question = question
        self._answers = answers

    def compose(self) -> ComposeResult:
        offered = "\n".join(f"  {key:<6} {answer}" for key, answer in self._answers.items())
        with Vertical(id="question"):
            yield Static(f"{self._question}\n{offered}\n  esc    {self._leave}", markup=False)

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in self._answers:
            self.dismiss(event.key)
