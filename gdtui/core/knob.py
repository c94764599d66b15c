"""A figure that a run is made from: its name, what it is without a word, and which values it may have."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

SWITCH = {"yes": True, "no": False}
"""How a person says that something is on or off."""


class ParameterError(ValueError):
    """A value that no run can be made from; ``field`` names the parameter, the text says why in a few words."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason

    def said_of(self, what: str) -> str:
        """The reason with what it is about: ``'two' is not a number``, ``step_amount must be above 0``."""
        return f"{what} {self.reason}" if self.reason.startswith("must") else f"{what} is {self.reason}"


class Knob(NamedTuple):
    """A parameter by its name, finite and above or at least so much; or a switch, where its default is one.

    ``swept`` says that a row of values can be tried of it, side by side.
    """

    name: str
    default: Any
    help: str
    above: float = -math.inf
    least: float = -math.inf
    swept: bool = False

    @property
    def is_switch(self) -> bool:
        """Whether it is on or off."""
        return isinstance(self.default, bool)

    @property
    def label(self) -> str:
        """Its name as people read it, in words."""
        return self.name.replace("_", " ")

    @property
    def option(self) -> str:
        """Its name as an option, and as the name of a field on the screen."""
        return self.name.replace("_", "-")

    def parse(self, text: str) -> Any:
        """The number, or the yes or no, that a person typed; ParameterError where it is none, or is not allowed."""
        if self.is_switch:
            if text.strip().lower() not in SWITCH:
                raise ParameterError(self.name, f"neither {' nor '.join(SWITCH)}")
            return SWITCH[text.strip().lower()]
        try:
            value = float(text)
        except ValueError:
            raise ParameterError(self.name, "not a number") from None
        return self.checked(value)

    def checked(self, value: Any) -> Any:
        """The value, a number as a float; ParameterError where it is not allowed."""
        if self.is_switch:
            if not isinstance(value, bool):
                raise ParameterError(self.name, "not true or false")
            return value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ParameterError(self.name, "not a number")
        try:
            figure = float(value)
        except OverflowError:
            raise ParameterError(self.name, "not finite") from None
        if math.isnan(figure):
            raise ParameterError(self.name, "not a number")
        if math.isinf(figure):
            raise ParameterError(self.name, "not finite")
        if not figure > self.above:
            raise ParameterError(self.name, f"must be above {self.above:g}")
        if figure < self.least:
            raise ParameterError(self.name, f"must be {self.least:g} or above")
        return figure
