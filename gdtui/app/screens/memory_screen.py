"""The loop from memory: its lines, some of them blank, to be typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from gdtui.app.look import Look
from gdtui.app.screens.over import OverScreen
from gdtui.app.widgets.keys_footer import KeysFooter
from gdtui.core.flags import Severity
from gdtui.lab.memory import BLANKS, LINES, LONGEST_LINE, missing


class MemoryScreen(OverScreen[int]):
    """Asks for the blank lines, level by level; answers with the number of levels that were done."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "check", "check", key_display="enter"),
        Binding("up", "app.focus_previous", "line", key_display="up/down"),
        Binding("down", "app.focus_next", "Line below", show=False),
        Binding("escape", "leave", "back"),
    ]

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.level = 0

    def compose(self) -> ComposeResult:
        yield Static(markup=False, id="memory-title")
        with Vertical(id="memory"):
            yield Static("    for iteration in range(20):", markup=False)
            for number in range(len(LINES)):
                with Horizontal(classes="line"):
                    yield Static(markup=False, classes="sign", id=f"sign-{number}")
                    yield Static(markup=False, classes="given", id=f"given-{number}")
                    field = Input(compact=True, max_length=LONGEST_LINE, id=f"line-{number}")
                    field.cursor_blink = False
                    yield field
            yield Static('        print("Error:" + str(error) + " Prediction:" + str(pred))', markup=False)
        yield Static(markup=False, id="memory-status")
        yield KeysFooter(self.look)

    def on_mount(self) -> None:
        self._begin("Type the blank line; Enter checks it.")

    def _begin(self, status: str) -> None:
        """Show the lines of the present level, the blank ones empty."""
        blanks = BLANKS[self.level]
        for number, line in enumerate(LINES):
            field = self.query_one(f"#line-{number}", Input)
            field.value = ""
            field.display = number in blanks
            given = self.query_one(f"#given-{number}", Static)
            given.update(line)
            given.display = number not in blanks
            self._number(number)
        self.set_focus(self.query_one(f"#line-{blanks[0]}"))
        self.query_one("#memory-title", Static).update(
            f"gdtui  From memory: level {self.level + 1} of {len(BLANKS)}, Enter checks"
        )
        self._tell(status)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_check()

    def action_check(self) -> None:
        """Judge every line that was typed, and say what the first wrong one lacks."""
        lacking: list[tuple[int, str]] = []
        for number in BLANKS[self.level]:
            lack = missing(self.query_one(f"#line-{number}", Input).value, LINES[number])
            sign = self.look.signs[Severity.ERROR if lack else Severity.SUCCESS]
            typed = self.query_one(f"#line-{number}", Input).value.strip()
            self._number(number, sign if typed else "")
            if lack:
                lacking.append((number, lack))
        if lacking:
            number, lack = lacking[0]
            self.set_focus(self.query_one(f"#line-{number}"))
            self._tell(f"line {number + 1}: {lack}.")
            return
        self.level += 1
        if self.level == len(BLANKS):
            self.dismiss(self.level)
        else:
            self._begin(f"{self.look.signs[Severity.SUCCESS]} right. One line more is blank now.")

    def action_leave(self) -> None:
        """Go back to the run, keeping the levels that were done."""
        self.dismiss(self.level)

    def _number(self, number: int, sign: str = "") -> None:
        """Number a line, as the sentences about it do, with a sign for how it was judged."""
        self.query_one(f"#sign-{number}", Static).update(f"{number + 1} {sign}")

    def _tell(self, status: str) -> None:
        self.query_one("#memory-status", Static).update(status)
