"""A figure in hand: it is moved, everything follows, and then it is kept or put back."""

from __future__ import annotations

import math

from gdtui.core.figures import short, signed
from gdtui.core.parameters import ParameterError, Parameters, typed
from gdtui.core.session import Session
from gdtui.workspace.commands import Hint

MOVES = (0.001, 0.01, 0.1, 1.0, 10.0)
"""How far one press moves a figure."""
FIRST_MOVE = MOVES.index(0.1)
PLACES = 10
"""Decimal places that are kept: ten moves of 0.1 come to 1."""


class Grab:
    """Which of the parameters is in hand, and where it has been moved to; nothing is changed by it."""

    def __init__(self, session: Session) -> None:
        self._before = session
        known = typed()
        self.names = [name for name in session.parameters.in_use() if name in known and not known[name].is_switch]
        self.names.remove("tolerance")
        self._place, self._move = 0, FIRST_MOVE
        self.parameters = session.parameters
        self.said = f"{self._told}: right and left move it."

    @property
    def name(self) -> str:
        """The parameter in hand."""
        return self.names[self._place]

    @property
    def session(self) -> Session:
        """The start of a run of these parameters; the session itself as long as they are the same."""
        return self._before if self.parameters == self._before.parameters else self._before.change(self.parameters)

    @property
    def _told(self) -> str:
        return f"{self.name} {short(getattr(self.parameters, self.name))}"

    def press(self, key: str) -> bool:
        """Do what a key means here; whether it means anything."""
        if key in ("left", "right"):
            self._shift(MOVES[self._move] if key == "right" else -MOVES[self._move])
        elif key in ("up", "down"):
            self._place = (self._place + (1 if key == "down" else -1)) % len(self.names)
            self.said = f"{self._told}: right and left move it."
        elif key in ("plus", "equals_sign", "minus"):
            self._move = min(max(self._move + (-1 if key == "minus" else 1), 0), len(MOVES) - 1)
            self.said = f"{self._told}: each press moves it by {short(MOVES[self._move])}."
        else:
            return False
        return True

    def _shift(self, by: float) -> None:
        before = self.parameters
        try:
            self.parameters = before.changed(**{self.name: round(getattr(before, self.name) + by, PLACES)})
        except ParameterError as error:
            self.said = f"{self._told} is as far as it goes: {error.reason}."
        else:
            self.said = self._what_it_did(before, by)

    def _what_it_did(self, before: Parameters, by: float) -> str:
        """What the error did, and for the weight what the slope says of it."""
        was, now = (each.problem.error(each.weight) for each in (before, self.parameters))
        moved = f"{self._told} ({signed(by)})"
        if now == was:
            return f"{moved}: the error stays {short(now)}."
        said = f"{moved}: error {short(now)} ({signed(now - was)})"
        slope = before.problem.slope(before.weight)
        if self.name == "weight" and math.isfinite(slope):
            said += f", the slope says {signed(slope * by)}"
        return f"{said}."

    def hints(self) -> tuple[Hint, ...]:
        """The keys of the moment."""
        return (
            Hint("right", "right/left", f"move {self.name}"),
            Hint("down", "down/up", "another"),
            Hint("plus", "+/-", "bigger moves"),
            Hint("enter", "enter", "keeps it"),
            Hint("escape", "esc", "puts it back"),
        )
