"""What panes share: what they show and when they are painted, and how they say that something matters."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from gdtui.app.look import Look
from gdtui.core.flags import Severity
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.files.sessions import Shown
from gdtui.lab.lesson import Lesson
from gdtui.workspace.commands import Hint

Standing = tuple[tuple[str, bool, str], ...]
"""Each goal of a lesson: what it says, whether it is met, and what the run lacks."""
AT_FIRST = Shown()


class Shows:
    """What the screen hands down to its panes, each with what it is at first; a class has what it names in ``shows``.

    Nothing is painted because one of these changes, but for what a class paints itself.
    """

    shows: ClassVar[tuple[str, ...]] = ()

    session = Session.start(Parameters())
    foreseen = Parameters()
    """The parameters whose forecast is shown: those of the run, or those being typed."""
    refused = ""
    """Why what is typed makes no run."""
    heading = ""
    play = ""
    notice = ""
    moment: tuple[Hint, ...] = ()
    asks = False
    foretold = True
    """Whether the forecast is to be seen."""
    verdict = ("", "")
    """What was said beforehand, beside what happens; and the same in brief."""
    lesson: Lesson | None = None
    standing: Standing = ()
    end: tuple[str, ...] = ()
    """What the course came to, where that is being read."""
    view = AT_FIRST.view
    closely = AT_FIRST.closely
    plain_scale = AT_FIRST.plain_scale
    below = AT_FIRST.below
    every_digit = AT_FIRST.every_digit

    def __init_subclass__(cls, **options: Any) -> None:
        for name in cls.__dict__.get("shows", ()):
            made = reactive(getattr(cls, name), init=False, repaint=False)
            setattr(cls, name, made)
            made.__set_name__(cls, name)  # type: ignore[arg-type]
        super().__init_subclass__(**options)


HANDED = tuple(name for name in vars(Shows) if not name.startswith("_") and name != "shows")
"""The names of all that is handed down."""


class Pane(Shows, Widget):
    """Paints itself anew when something changes that it shows, and when its size does."""

    def __init_subclass__(cls, **options: Any) -> None:
        for name in cls.__dict__.get("shows", ()):
            if not hasattr(cls, f"watch_{name}"):
                setattr(cls, f"watch_{name}", Pane.paint_anew)
        super().__init_subclass__(**options)

    def paint(self) -> None:
        """Show what there is to be shown now; there is room for it."""

    def paint_anew(self) -> None:
        """Paint, where there is room; what gets its room later is painted then."""
        if self.size.width and self.size.height:
            self.paint()

    def on_resize(self) -> None:
        self.paint_anew()


def retitle(pane: Widget, title: str) -> None:
    """Give a pane this title; setting the one that it has would paint it again."""
    if pane.border_title != title:
        pane.border_title = title


SEVERITY_COLOURS = {
    Severity.ERROR: "$text-error",
    Severity.WARNING: "$text-warning",
    Severity.NOTE: "$foreground",
    Severity.SUCCESS: "$text-success",
}

SEVERITY_LETTERS = {severity: severity.value[0].upper() for severity in Severity}
"""The role of cells that say how much something matters: E, W, N, S."""
SEVERITY_CLASSES = {letter: f"severity--{severity.value}" for severity, letter in SEVERITY_LETTERS.items()}
"""The component class that styles the cells of each of these roles."""


def goal_sign(look: Look, is_met: bool) -> tuple[str, str]:
    """The sign that stands before a goal, and its role."""
    return (look.signs[Severity.SUCCESS], SEVERITY_LETTERS[Severity.SUCCESS]) if is_met else (look.unmet, " ")


def in_severity(text: str, severity: Severity) -> Content:
    """Words in the theme's colour for how much they matter; the words carry a sign, the colour comes on top."""
    return Content.styled(text, f"bold {SEVERITY_COLOURS[severity]}")
