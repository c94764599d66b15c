"""What panes share: the session that they show, and how they say that something matters."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import Reactive, reactive
from textual.widget import Widget

from gdtui.core.flags import Severity
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session


def shown_session() -> Reactive[Session]:
    """A reactive for the session that a pane shows; the pane's own watcher refreshes what has changed."""
    return reactive(lambda: Session.start(Parameters()), init=False, repaint=False)


def retitle(pane: Widget, title: str) -> None:
    """Give a pane this title; setting the one that it has would paint it again."""
    if pane.border_title != title:
        pane.border_title = title


SEVERITY_COLOURS = {
    Severity.ERROR: "$text-error",
    Severity.WARNING: "$text-warning",
    Severity.NOTE: "$text-secondary",
    Severity.SUCCESS: "$text-success",
}

SEVERITY_LETTERS = {severity: severity.value[0].upper() for severity in Severity}
"""The role of cells that say how much something matters: E, W, N, S."""
SEVERITY_CLASSES = {letter: f"severity--{severity.value}" for severity, letter in SEVERITY_LETTERS.items()}
"""The component class that styles the cells of each of these roles."""


def in_severity(text: str, severity: Severity) -> Content:
    """Words in the theme's colour for how much they matter; the words carry a sign, the colour comes on top."""
    return Content.styled(text, f"bold {SEVERITY_COLOURS[severity]}")
