"""The signs that a chart is made of, for terminals that have braille and for those that have ASCII only.

Lines differ in kind: the curve is solid, a slope is dashed, a jump is an arrow.
"""

from __future__ import annotations

from typing import NamedTuple

from gdtui.charts.picture import Role
from gdtui.core.forecast import Regime

BRAILLE = "braille"
"""In the place of a line's sign: draw it in braille dots, eight to a cell."""

LETTERS = {Role.PINNED_TRAIL: "a", Role.PINNED_POINT: "A", Role.BESIDE_POINT: "B"}
"""Two runs beside each other go by letters, in any terminal."""


class Stroke(NamedTuple):
    """How a line is drawn: its sign, and that where it goes straight up or down; how many signs, or dots, long its
    dashes are; an arrow's heads to the right, to the left, up and down; how it is named in a legend.
    """

    sign: str
    upright: str = ""
    dash: int = 0
    heads: str = ""
    named: str = ""


class GlyphSet(NamedTuple):
    """How lines are drawn, the sign of each mark, what a ruler is made of, and stand-ins for the frame's signs."""

    lines: dict[Role, Stroke]
    marks: dict[Role, str]
    tick: str
    crossing: str
    stable: str
    unstable: str
    regimes: dict[Regime, str]
    frame: dict[int, str]

    def sign(self, role: Role) -> str:
        """What stands for a role where the chart's signs are named."""
        stroke = self.lines.get(role)
        return self.marks[role] if stroke is None else stroke.named or stroke.sign


UNICODE = GlyphSet(
    lines={
        Role.BOWL: Stroke(BRAILLE),
        Role.CURVE: Stroke(BRAILLE),
        Role.TANGENT: Stroke(BRAILLE, dash=4, named="╌"),
        Role.JUMP: Stroke("═", upright="║", heads="▶◀▲▼", named="═▶"),
        Role.LIMIT: Stroke("─"),
        Role.BEFORE: Stroke("┈"),
        Role.PINNED_BOWL: Stroke("∙"),
        Role.PINNED_CURVE: Stroke("∙"),
    },
    marks={
        Role.OLD: "·",
        Role.TRAIL: "◦",
        Role.LEFTWARD: "◂",
        Role.RIGHTWARD: "▸",
        Role.START: "○",
        Role.GOAL: "◎",
        Role.TRY: "◇",
        Role.BETTER_TRY: "◆",
        Role.POINT: "●",
        **LETTERS,
    },
    tick="┃",
    crossing="╂",
    stable="━",
    unstable="╱",
    regimes={
        Regime.CONVERGING: "·",
        Regime.ONE_STEP: "◎",
        Regime.SETTLING: "~",
        Regime.OSCILLATING: "!",
        Regime.DIVERGING: "×",
        Regime.STALLED: "|",
        Regime.AT_GOAL: "=",
    },
    frame={},
)
ASCII = GlyphSet(
    lines={
        Role.BOWL: Stroke("*"),
        Role.CURVE: Stroke("*"),
        Role.TANGENT: Stroke("-", dash=1, named="- -"),
        Role.JUMP: Stroke("=", heads="><^v", named="=>"),
        Role.LIMIT: Stroke("_"),
        Role.BEFORE: Stroke("."),
        Role.PINNED_BOWL: Stroke(":"),
        Role.PINNED_CURVE: Stroke(":"),
    },
    marks={
        Role.OLD: ",",
        Role.TRAIL: "o",
        Role.LEFTWARD: "<",
        Role.RIGHTWARD: ">",
        Role.START: "O",
        Role.GOAL: "X",
        Role.TRY: "?",
        Role.BETTER_TRY: "!",
        Role.POINT: "@",
        **LETTERS,
    },
    tick="|",
    crossing="+",
    stable="#",
    unstable="/",
    regimes={
        Regime.CONVERGING: ".",
        Regime.ONE_STEP: "1",
        Regime.SETTLING: "~",
        Regime.OSCILLATING: "!",
        Regime.DIVERGING: "x",
        Regime.STALLED: "|",
        Regime.AT_GOAL: "=",
    },
    frame=str.maketrans({"│": "|", "┤": "+", "┬": "+", "└": "+", "─": "-", "┼": "+"}),
)
