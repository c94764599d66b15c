"""The keys of the moment at the bottom of the screen, in whole words; each can be clicked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.events import Click
from textual.message import Message

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.workspace.commands import Hint

GAP = 2
"""Cells between two of them."""


class KeysFooter(CellsPane):
    """Shows those that it is handed, or the bindings of the screen, or of the field that has the keys."""

    CLASSES: ClassVar[dict[str, str]] = {"k": "footer--key", "w": "footer--word", "n": "footer--not-now"}
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES.values())
    role_classes: ClassVar[dict[str, str]] = CLASSES

    shows = ("moment",)

    class Filled(Message):
        """The keys are there."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="keys")

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda screen: self.paint_anew())

    def paint(self) -> None:
        is_first = not self.cells.glyphs
        pieces: list[tuple[str, str]] = [(" ", " ")]
        for hint, _ in self._fitting():
            pieces += [
                (hint.name, "k" if hint.is_possible else "n"),
                (f" {hint.word}", "w" if hint.is_possible else "n"),
            ]
            pieces.append((" " * GAP, " "))
        self.show_cells(cells_of(line_of(pieces, self.size.width)))
        if is_first:
            self.post_message(self.Filled())

    def on_click(self, event: Click) -> None:
        """A click on a key and its word is that key."""
        for hint, start in self._fitting():
            if start <= event.x < start + len(hint.name) + 1 + len(hint.word):
                self.app.simulate_key(hint.key)

    def _fitting(self) -> Iterator[tuple[Hint, int]]:
        """Those for which there is room, each with the cell where it begins."""
        start = 1
        for hint in self._hints():
            width = len(hint.name) + 1 + len(hint.word)
            if start + width <= self.size.width:
                yield hint, start
                start += width + GAP

    def _hints(self) -> tuple[Hint, ...]:
        if self.moment and self.screen.focused is None:
            return self.moment
        shown: dict[str, Hint] = {}
        for _, binding, _, _ in self.screen.active_bindings.values():
            if binding.show:
                shown.setdefault(
                    binding.action, Hint(binding.key, self.app.get_key_display(binding), binding.description)
                )
        return tuple(shown.values())
