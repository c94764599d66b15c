"""The lessons: which there are, which are done, and which comes next."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.reactive import reactive
from textual.widgets import Input, Static

from gdtui.app.look import Look
from gdtui.app.screens.over import OverScreen
from gdtui.app.screens.question_screen import QuestionScreen
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.app.widgets.keys_footer import KeysFooter
from gdtui.app.widgets.pane import SEVERITY_CLASSES, SEVERITY_LETTERS
from gdtui.core.flags import Severity
from gdtui.files.progress import Progress
from gdtui.lab.lesson import Lesson
from gdtui.workspace.course import Course


class LessonsPane(CellsPane):
    """A line a lesson: its number, whether it is done, its title, and how many of its goals are met."""

    CLASSES: ClassVar[dict[str, str]] = {"c": "lessons--cursor", **SEVERITY_CLASSES}
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES.values())
    role_classes: ClassVar[dict[str, str]] = CLASSES

    cursor = reactive(0, init=False, repaint=False)
    listed: reactive[tuple[tuple[int, Lesson], ...]] = reactive((), init=False, repaint=False)

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="lessons")
        self.progress = Progress()
        self.present = ""

    @property
    def page_size(self) -> int:
        """How many lessons are seen at once."""
        return max(1, self.size.height)

    def on_click(self, event: Click) -> None:
        """A click points at a lesson; where it is pointed at already, it opens it."""
        place = self.cursor // self.page_size * self.page_size + event.y
        if place == self.cursor:
            self.app.simulate_key("enter")
        elif place < len(self.listed):
            self.cursor = place

    def watch_cursor(self) -> None:
        self.write()

    def watch_listed(self) -> None:
        self.write()

    def on_resize(self) -> None:
        self.write()

    def write(self) -> None:
        """Write the lines anew."""
        width, height = self.size
        if not width or not height:
            return
        top = self.cursor // self.page_size * self.page_size
        seen = self.listed[top : top + self.page_size]
        lines = [
            self._line(number, lesson, top + place == self.cursor, width) for place, (number, lesson) in enumerate(seen)
        ]
        self.show_cells(cells_of(*lines, *[line_of([], width)] * (height - len(lines))))

    def _line(self, number: int, lesson: Lesson, is_cursor: bool, width: int) -> tuple[str, str]:
        done = self.progress.done(lesson)
        sign = self.look.signs[Severity.SUCCESS] if done else " "
        goals = len(lesson.task.goals) if lesson.task else 0
        count = f"{len(self.progress.of(lesson))} of {goals}" if goals else ""
        here = "  (open)" if lesson.id == self.present else ""
        pieces = [
            (f"{'>' if is_cursor else ' '} {number:>2} ", "c" if is_cursor else " "),
            (f"{sign} ", SEVERITY_LETTERS[Severity.SUCCESS]),
            (f"{count:<8}", SEVERITY_LETTERS[Severity.SUCCESS] if done else " "),
            (f"{lesson.title}{here}", "c" if is_cursor else " "),
        ]
        return line_of(pieces, width, ellipsis=self.look.ellipsis)


class PickerScreen(OverScreen[str | None]):
    """Shows the lessons; typing filters them, Enter answers with the id of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", key_display="enter"),
        Binding("up", "point(-1)", "point", key_display="up/down"),
        Binding("down", "point(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("ctrl+r", "ask_reset", "start over", key_display="ctrl+r"),
        Binding("escape", "dismiss(None)", "back"),
    ]

    def __init__(self, look: Look, course: Course, present: Lesson | None) -> None:
        super().__init__()
        self.look = look
        self._course = course
        self._present = present
        self._lessons = list(enumerate(course.catalogue.values(), 1))
        self._pane = LessonsPane(look)
        self._status = Static(markup=False, id="lessons-status")
        self._filter = Input(placeholder="type to filter", compact=True, id="lessons-filter")

    def compose(self) -> ComposeResult:
        yield Static("gdtui  Lessons: up and down point, Enter opens", markup=False, id="lessons-title")
        yield self._filter
        yield self._pane
        yield self._status
        yield KeysFooter(self.look)

    def on_mount(self) -> None:
        self._filter.cursor_blink = False
        self.set_focus(self._filter)
        self._pane.listed = tuple(self._lessons)
        self._show_progress()
        self._pane.cursor = self._next()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        words = event.value.lower().split()
        self._pane.cursor = 0
        self._pane.listed = tuple(
            (number, lesson)
            for number, lesson in self._lessons
            if all(word in f"{number} {lesson.title} {lesson.id}".lower() for word in words)
        )
        if not words:
            self._pane.cursor = self._next()
        self._show_progress()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Leave with the lesson that is pointed at."""
        if self._pane.listed:
            self.dismiss(self._pane.listed[self._pane.cursor][1].id)

    def action_point(self, lines: int) -> None:
        """Point at a lesson further up or down."""
        self._pane.cursor = min(max(self._pane.cursor + lines, 0), max(len(self._pane.listed) - 1, 0))

    def action_page(self, pages: int) -> None:
        """Point at a lesson a page away."""
        self.action_point(pages * self._pane.page_size)

    def action_ask_reset(self) -> None:
        """Ask whether to forget what was done."""
        if not self._pane.listed:
            return
        title = self._pane.listed[self._pane.cursor][1].title
        answers = {"o": f"only in: {title}", "a": "in all lessons"}
        self.app.push_screen(QuestionScreen("Forget what was done?", answers), self._reset)

    def _reset(self, answer: str | None) -> None:
        course = self._course
        if answer == "o":
            course.forget(self._pane.listed[self._pane.cursor][1].id)
        elif answer == "a":
            course.forget(None)
        self._show_progress()

    def _next(self) -> int:
        """The place of the lesson that comes next: the one that is open, unless it is done, else the first not done."""
        progress, present = self._course.progress, self._present
        lessons = [lesson for _, lesson in self._pane.listed]
        if present in lessons and present is not None and not progress.done(present):
            return lessons.index(present)
        start = lessons.index(present) if present in lessons and present is not None else 0
        open_ = [place for place, lesson in enumerate(lessons) if not progress.done(lesson)]
        return next((place for place in open_ if place >= start), open_[0] if open_ else 0)

    def _show_progress(self) -> None:
        course = self._course
        progress = self._pane.progress = course.progress
        self._pane.present = self._present.id if self._present else ""
        done = sum(progress.done(lesson) for _, lesson in self._lessons)
        text = course.trouble() or f"{done} of {len(self._lessons)} done; any lesson can be opened."
        if not self._pane.listed:
            text = "no lesson has that in its title."
        self._status.update(text, layout=False)
        self._pane.write()
