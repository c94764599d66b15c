"""The pane that takes the log's place: the lesson's text, why the update is what it is, or the run as a program."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.app.widgets.pane import SEVERITY_CLASSES, SEVERITY_LETTERS, Standing
from gdtui.core.flags import Severity
from gdtui.core.width import wrapped
from gdtui.lab.explanation import explained, network
from gdtui.lab.lesson import Lesson
from gdtui.lab.listing import executed
from gdtui.workspace.commands import COMMANDS
from gdtui.workspace.workspace import LISTING, LOG, TEXT, WHY

PAGE_KEYS = {view: COMMANDS[view].key_text for view in (TEXT, WHY, LISTING)}
"""The key that shows each of them, and turns its pages where it has several."""
CODE_WIDTH = 46
Line = tuple[str, str]


class ReadingPane(CellsPane):
    """Lines of text about the run, wrapped to the pane, a page of them at a time; written anew with each row."""

    CLASSES: ClassVar[dict[str, str]] = {"h": "below--heading", "m": "below--muted", **SEVERITY_CLASSES}
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES.values())
    role_classes: ClassVar[dict[str, str]] = CLASSES

    shows = ("session", "below", "lesson", "standing")

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="below")
        self._top = 0
        self._rest = False

    def watch_below(self) -> None:
        self._top = 0
        self.paint_anew()

    watch_lesson = watch_below

    def turn_page(self) -> bool:
        """Show the lines for which there was no room yet; whether there were any."""
        if self._rest:
            self._top += max(1, self.size.height - 1)
            self.paint_anew()
            return True
        return False

    def paint(self) -> None:
        if self.below == LOG:
            return
        width, height = self.size
        writers: dict[str, Callable[[], list[Line]]] = {TEXT: self._text, WHY: self._why, LISTING: self._listing}
        lines = [piece for text, role in writers[self.below]() for piece in _lines(text, role, width)]
        if self._top >= len(lines):
            self._top = 0
        lines = lines[self._top :]
        self._rest = len(lines) > height
        if self._rest:
            lines[height - 1 :] = [(f"{self.look.ellipsis} {PAGE_KEYS[self.below]} shows more", "m")]
        lines += [("", " ")] * (height - len(lines))
        self.show_cells(cells_of(*(line_of([(text, role)], width) for text, role in lines)))

    def _text(self) -> list[Line]:
        return lesson_lines(self.lesson, self.standing, self.look)

    def _why(self) -> list[Line]:
        names, drawn = network(self.session.parameters, self.session.current)
        return [(names, "m"), (drawn, "h"), *((sentence, " ") for sentence in explained(self.session))]

    def _listing(self) -> list[Line]:
        lines = executed(self.session.run, self.session.cursor)
        width = min(max(len(code) for code, _ in lines), CODE_WIDTH)
        return [(f"{code:<{width}}  # {values}" if values else code, " " if values else "m") for code, values in lines]


def lesson_lines(lesson: Lesson | None, standing: Standing, look: Look) -> list[Line]:
    """The lesson's paragraphs, its task, and its goals, each with a sign for whether it is met."""
    if lesson is None:
        return [("No lesson is open: l shows them.", "m")]
    lines: list[Line] = [(paragraph, " ") for paragraph in lesson.text]
    if lesson.task is None:
        return lines
    if standing and all(is_met for _, is_met, _ in standing):
        lines.append(("Task done: ] goes on to the next lesson.", SEVERITY_LETTERS[Severity.SUCCESS]))
    else:
        lines.append((f"Task: {lesson.task.ask}", "h"))
    for say, is_met, lack in standing:
        sign, role = (look.signs[Severity.SUCCESS], SEVERITY_LETTERS[Severity.SUCCESS]) if is_met else ("-", " ")
        lines.append((f"{sign} {say}{f' ({lack})' if lack else ''}", role))
    return lines


def _lines(text: str, role: str, width: int) -> list[Line]:
    return [(line, role) for line in wrapped(text, max(width, 4), "  ") or [""]]


def takes(lesson: Lesson, look: Look, width: int) -> int:
    """How many lines a lesson's text takes in so many columns, its goals unmet."""
    goals = tuple((goal.say, False, "") for goal in lesson.task.goals) if lesson.task else ()
    return sum(len(_lines(text, role, width)) for text, role in lesson_lines(lesson, goals, look))
