"""The values that the run is made from, and the place where they are changed."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from gdtui.app.look import Look
from gdtui.app.widgets.pane import Pane, retitle
from gdtui.core.figures import in_full
from gdtui.core.flags import Severity
from gdtui.core.knob import SWITCH
from gdtui.core.methods import METHODS
from gdtui.core.parameters import ParameterError, Parameters, typed
from gdtui.core.session import Session
from gdtui.core.width import cut, wrapped
from gdtui.lab.comparison import BESIDE

LABEL_WIDTH = 12
TOLD_WIDTH = 28
"""The cells of the narrowest pane."""
MOST_TOLD = 2
"""Lines of what is told in words and may be long."""


def usual_fields() -> tuple[str, ...]:
    """The parameters that have an input from the start, the chapter's; others get theirs when they are in use."""
    knobs = [knob.name for method in METHODS.values() if not method.is_beyond for knob in method.knobs]
    switches = [name for name in knobs if typed()[name].is_switch]
    figures = [name for name in knobs if name not in switches]
    return ("weight", *(knob.name for knob in Parameters().problem.figures), *sorted(figures), *switches)


def field_id(field: str) -> str:
    """The id of the input for a parameter."""
    return field.replace("_", "-")


def field_text(value: float | bool) -> str:
    """A value as it stands in its input."""
    return next(word for word, means in SWITCH.items() if means is value) if isinstance(value, bool) else in_full(value)


def fields_of(parameters: Parameters) -> list[str]:
    """The parameters in use that can be typed into a field, in the order in which they stand."""
    known = typed()
    return [name for name in parameters.in_use() if name in known and name != "tolerance"]


def _input(field: str) -> Input:
    # Of one line by the style sheet: each of Textual's own ways to it styles the field once more.
    made = Input(id=field_id(field), name=field, validate_on=(), select_on_focus=True)
    # A blinking cursor costs hundreds of bytes a second for as long as it is looked at.
    made.cursor_blink = False
    return made


class ParametersPane(Pane, Vertical):
    """A label and an input for each parameter of the method; a value that makes no run is marked as it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "next field"),
        Binding("escape", "leave", "leave"),
        Binding("up", "app.focus_previous", "Field above", show=False),
        Binding("down", "app.focus_next", "Field below", show=False),
    ]

    shows = ("session",)

    class Drafted(Message):
        """The values in the inputs make these parameters, not yet applied."""

        def __init__(self, parameters: Parameters) -> None:
            super().__init__()
            self.parameters = parameters

    class Refused(Message):
        """The value in an input makes no run."""

        def __init__(self, error: ParameterError) -> None:
            super().__init__()
            self.error = error

    class Changed(Message):
        """The person wants a run of these parameters."""

        def __init__(self, parameters: Parameters) -> None:
            super().__init__()
            self.parameters = parameters

    class Left(Message):
        """The person leaves the inputs; what was typed and not applied is forgotten."""

    def __init__(self, look: Look) -> None:
        super().__init__(id="parameters")
        self.look = look
        self.border_title = "Parameters"

    def compose(self) -> ComposeResult:
        yield Static(markup=False, id="method")
        with Horizontal(id="values"):
            yield Static(markup=False, id="labels")
            with Vertical(id="fields"):
                yield from map(_input, usual_fields())

    def watch_session(self, old: Session, new: Session) -> None:
        retitle(self, "Parameters" if new.pinned is None else f"Parameters of {BESIDE}")
        if new.parameters != old.parameters or not self._input("weight").value:
            self._fill(new.parameters)

    def focus_first(self) -> None:
        """Begin to edit."""
        # At once: Textual's own focus() waits, and a Tab in the same packet would overtake it.
        self.screen.set_focus(self._input("weight"))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        try:
            parameters = self._typed()
        except ParameterError as error:
            self._mark(error.field)
            self.post_message(self.Refused(error))
        else:
            self._mark(None)
            self.post_message(self.Drafted(parameters))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            parameters = self._typed()
        except ParameterError as error:
            self.screen.set_focus(self._input(error.field))
        else:
            self.post_message(self.Changed(parameters))

    def action_leave(self) -> None:
        """Put back what was there."""
        self._fill(self.session.parameters)
        self.post_message(self.Left())

    def _input(self, field: str) -> Input:
        return self.query_one(f"#{field_id(field)}", Input)

    def _fill(self, parameters: Parameters) -> None:
        shown = fields_of(parameters)
        inputs = self.query_one("#fields")
        inputs.mount(*[_input(field) for field in shown if not inputs.query(f"#{field_id(field)}")])
        in_order = [each.name for each in inputs.query(Input) if each.name in shown]
        if in_order != shown:
            # Each beside its label, whenever it came.
            inputs.sort_children(key=lambda each: shown.index(each.name) if each.name in shown else len(shown))
        with self.prevent(Input.Changed):
            for each in inputs.query(Input):
                each.display = each.name in shown
                if each.display:
                    each.value = field_text(getattr(parameters, each.name or ""))
        lines = {"method": parameters.rule.title, **parameters.problem.told()}
        told = [line for name, value in lines.items() for line in self._told(f"{name:<{LABEL_WIDTH}}{value}")]
        self.query_one("#method", Static).update("\n".join(told))
        self._mark(None)

    def _told(self, text: str) -> list[str]:
        """The text in few lines; the listing has the whole of a long formula."""
        lines = wrapped(text, TOLD_WIDTH, "  ")
        last = " ".join(lines[MOST_TOLD - 1 : MOST_TOLD + 1])
        return [*lines[: MOST_TOLD - 1], cut(last, TOLD_WIDTH, self.look.ellipsis)] if lines[MOST_TOLD:] else lines

    def _mark(self, refused: str | None) -> None:
        """Show which field's value makes no run."""
        lines = []
        for field in fields_of(self.session.parameters):
            sign = self.look.signs[Severity.ERROR] if field == refused else ""
            # The longest name and the sign fill the column: a line wider than that would be broken.
            lines.append(f"{field:<{min(len(field) + 1, LABEL_WIDTH - 1)}}{sign}")
            self._input(field).set_class(field == refused, "-refused")
        self.query_one("#labels", Static).update("\n".join(lines))

    def _typed(self) -> Parameters:
        """The parameters that the inputs make; ParameterError names the first field that makes none."""
        present = self.session.parameters
        values: dict[str, Any] = {}
        for field in fields_of(present):
            text = self._input(field).value.strip()
            if text == field_text(getattr(present, field)):
                continue
            values[field] = typed()[field].parse(text)
        return present.changed(**values)
