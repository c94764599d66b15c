"""What is read: a page over everything, or what takes the log's place (why, and the run as a program)."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.app.widgets.pane import SEVERITY_CLASSES, SEVERITY_LETTERS, Standing, goal_sign
from gdtui.core.flags import Severity
from gdtui.core.width import wrapped
from gdtui.files.sessions import END, LISTING, LOG, TEXT, WELCOME, WHY
from gdtui.lab.explanation import explained, network
from gdtui.lab.finale import NEXT
from gdtui.lab.lesson import Lesson
from gdtui.lab.listing import executed
from gdtui.workspace.commands import COMMANDS
from gdtui.workspace.workspace import PAGES

PAGE_WIDTH = 70
"""Cells of the longest line of a page, which is read as in a book."""
WELCOMING = (
    ("A network with one weight", "h"),
    ("", " "),
    (
        "It predicts: input times weight. At first the prediction misses its goal, and each step changes the weight a "
        "little, so that it misses by less.",
        " ",
    ),
    ("", " "),
    (
        "Here you take those steps one by one, see the error fall down its curve, and find out what makes it settle, "
        "jump to and fro, or explode.",
        " ",
    ),
    ("", " "),
    ("  Enter   begin with the first lesson", "T"),
    ("  space   look around freely: take a step", " "),
    ("  l       see all lessons", " "),
    ("", " "),
    ("? tells every key, at any time; q leaves.", "m"),
)
PAGE_KEYS = {view: COMMANDS[view].key_text for view in (TEXT, WHY, LISTING)}
"""The key that shows each of them, and turns its pages where it has several."""
CODE_WIDTH = 46
Line = tuple[str, str]


class ReadingPane(CellsPane):
    """Lines of text about the run, wrapped to the pane, a page of them at a time; written anew with each row."""

    CLASSES: ClassVar[dict[str, str]] = {
        "h": "below--heading",
        "m": "below--muted",
        "T": "card--task",
        **SEVERITY_CLASSES,
    }
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES.values())
    role_classes: ClassVar[dict[str, str]] = CLASSES

    shows = ("session", "below", "lesson", "standing", "end")

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
        writers: dict[str, Callable[[], list[Line]]] = {
            TEXT: self._text,
            WHY: self._why,
            LISTING: self._listing,
            WELCOME: lambda: list(WELCOMING),
            END: self._end,
        }
        written = writers[self.below]()
        if self.below in PAGES:
            lines = page_lines(written, min(width, PAGE_WIDTH), height)
        else:
            lines = [piece for text, role in written for piece in _lines(text, role, width)]
        if self._top >= len(lines):
            self._top = 0
        lines = lines[self._top :]
        self._rest = len(lines) > height
        if self._rest:
            lines[height - 1 :] = [(f"{self.look.ellipsis} {PAGE_KEYS.get(self.below, 'down')} shows more", "m")]
        lines += [("", " ")] * (height - len(lines))
        self.show_cells(cells_of(*(line_of([(text, role)], width) for text, role in lines)))

    def _text(self) -> list[Line]:
        return lesson_page(self.lesson, self.standing, self.look)

    def _end(self) -> list[Line]:
        paragraphs = [(paragraph, " ") for paragraph in self.end]
        further = [(f"  {line}", " ") for line in NEXT]
        return [("What it came to", "h"), ("", " "), *paragraphs, ("", " "), ("And now", "h"), ("", " "), *further]

    def _why(self) -> list[Line]:
        names, drawn = network(self.session.parameters, self.session.current)
        return [(names, "m"), (drawn, "h"), *((sentence, " ") for sentence in explained(self.session))]

    def _listing(self) -> list[Line]:
        lines = executed(self.session.run, self.session.cursor)
        width = min(max(len(code) for code, _ in lines), CODE_WIDTH)
        return [(f"{code:<{width}}  # {values}" if values else code, " " if values else "m") for code, values in lines]


def lesson_page(lesson: Lesson | None, standing: Standing, look: Look) -> list[Line]:
    """The lesson's title, its paragraphs, its task, its goals with a sign for each, and how to go on."""
    if lesson is None:
        return [("No lesson is open: l shows them.", "m")]
    lines: list[Line] = [(lesson.title, "h")]
    for paragraph in lesson.text:
        lines += [("", " "), (paragraph, " ")]
    lines.append(("", " "))
    if lesson.task is not None:
        lines.append((f"TASK  {lesson.task.ask}", "T"))
    for say, is_met, lack in standing:
        sign, role = goal_sign(look, is_met)
        lines.append((f"{sign} {say}{f' ({lack})' if lack else ''}", role))
    if standing and all(is_met for _, is_met, _ in standing):
        lines.append(("Task done: ] goes on to the next lesson.", SEVERITY_LETTERS[Severity.SUCCESS]))
    return [*lines, ("", " "), ("Enter begins; space begins with a step; t brings this page back.", "m")]


def page_lines(written: list[Line], width: int, height: int) -> list[Line]:
    """A page's paragraphs in lines of at most so many cells; where these are too many, nothing is left between them."""
    lines = [
        (line, role)
        for text, role in written
        # Signs of goals stand alone at the left.
        for line in wrapped(text, max(width, 4), "  " if text[1:2] == " " and not text[0].isalnum() else "") or [""]
    ]
    return lines if len(lines) <= height else [(line, role) for line, role in lines if line]


def _lines(text: str, role: str, width: int) -> list[Line]:
    return [(line, role) for line in wrapped(text, max(width, 4), "  ") or [""]]


def takes(lesson: Lesson, look: Look, width: int, height: int) -> int:
    """How many lines a lesson's page takes in so many columns, its goals unmet."""
    goals = tuple((goal.say, False, "") for goal in lesson.task.goals) if lesson.task else ()
    return len(page_lines(lesson_page(lesson, goals, look), min(width, PAGE_WIDTH), height))
