"""The signs that a chart is made of, for terminals that have braille and for those that have ASCII only."""

from __future__ import annotations

from typing import NamedTuple

from gdtui.charts.picture import Role
from gdtui.core.forecast import Regime

BRAILLE = "braille"
"""In the place of a line's sign: draw it in braille dots, eight to a cell."""

LETTERS = {Role.PINNED_TRAIL: "a", Role.PINNED_POINT: "A", Role.BESIDE_POINT: "B"}
"""Two runs beside each other go by letters, in any terminal."""


class GlyphSet(NamedTuple):
    """How lines are drawn, the sign of each mark, of a ruler's tick, of each regime, and stand-ins for the frame's."""

    lines: dict[Role, str]
    marks: dict[Role, str]
    tick: str
    regimes: dict[Regime, str]
    frame: dict[int, str]


UNICODE = GlyphSet(
    lines={
        Role.BOWL: BRAILLE,
        Role.TANGENT: BRAILLE,
        Role.JUMP: BRAILLE,
        Role.CURVE: BRAILLE,
        Role.LIMIT: "─",
        Role.PINNED_BOWL: "∙",
        Role.PINNED_CURVE: "∙",
        Role.STABLE: "━",
        Role.UNSTABLE: "╌",
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
        Role.BOWL: ".",
        Role.TANGENT: "/",
        Role.JUMP: "-",
        Role.CURVE: ".",
        Role.LIMIT: "-",
        Role.PINNED_BOWL: ":",
        Role.PINNED_CURVE: ":",
        Role.STABLE: "=",
        Role.UNSTABLE: "-",
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
