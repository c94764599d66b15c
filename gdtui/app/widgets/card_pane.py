"""A lesson's card: the task above all, its goals, what the text came to, and what was said beforehand."""

from __future__ import annotations

from typing import ClassVar

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.app.widgets.pane import SEVERITY_CLASSES, SEVERITY_LETTERS, goal_sign
from gdtui.core.flags import Severity
from gdtui.core.width import wrapped
from gdtui.workspace.commands import COMMANDS

Line = tuple[str, str]


class CardPane(CellsPane):
    """The task and its goals always; of the rest as much as there is room for, in whole paragraphs."""

    role_classes: ClassVar[dict[str, str]] = {"T": "card--task", **SEVERITY_CLASSES}
    COMPONENT_CLASSES: ClassVar[set[str]] = set(role_classes.values())

    shows = ("lesson", "standing", "verdict")

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="card")
        self.border_title = "Lesson"
        self.border_subtitle = f"{COMMANDS['text'].first_name} reads on"

    def on_click(self) -> None:
        """A click is the key that it tells of."""
        self.app.simulate_key(COMMANDS["text"].first_key)

    def paint(self) -> None:
        width, height = self.size
        lesson = self.lesson
        if lesson is None:
            return
        below = self._task_lines(width)
        for verdict in self.verdict:
            said = wrapped(verdict, width) if verdict else []
            if said and len(below) + len(said) <= height:
                below += [("", " ")] * (len(below) + len(said) < height) + [(line, " ") for line in said]
                break
        above: list[Line] = []
        for paragraph in lesson.text:
            lines = [(line, " ") for line in wrapped(paragraph, width)]
            if len(above) + len(lines) + 1 + len(below) > height:
                break
            above += lines
        if above:
            above.append(("", " "))
        lines = [*above, *below]
        lines += [("", " ")] * (height - len(lines))
        self.show_cells(cells_of(*(line_of([line], width) for line in lines[:height])))

    def _task_lines(self, width: int) -> list[Line]:
        lesson = self.lesson
        if lesson is None or lesson.task is None:
            return []
        lines = [(line, "T") for line in wrapped(f"TASK {lesson.task.ask}", width)]
        lacked = next((lack for _, _, lack in self.standing if lack), "")
        for say, is_met, lack in self.standing:
            sign, role = goal_sign(self.look, is_met)
            # One thing after the other: what the run lacks is told of the first goal that is not met.
            text = f"{sign} {say}" + (f" ({lack})" if lack and lack == lacked else "")
            lines += [(line, role) for line in wrapped(text, width, "  ")]
        if self.standing and all(is_met for _, is_met, _ in self.standing):
            lines.append((f"Done. {COMMANDS['next-lesson'].first_name} goes on.", SEVERITY_LETTERS[Severity.SUCCESS]))
        return lines
