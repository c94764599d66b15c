"""The signs that a chart is made of, for terminals that have braille and for those that have ASCII only."""

from __future__ import annotations

from dataclasses import dataclass

from gdtui.charts.picture import Role

BRAILLE = "braille"
"""In the place of a line's sign: draw it in braille dots, eight to a cell."""


@dataclass(frozen=True, slots=True)
class GlyphSet:
    """How lines are drawn, the sign of each mark, and stand-ins for the signs of the frame."""

    lines: dict[Role, str]
    marks: dict[Role, str]
    frame: dict[int, str]


UNICODE = GlyphSet(
    lines={Role.BOWL: BRAILLE, Role.TANGENT: BRAILLE, Role.JUMP: BRAILLE, Role.CURVE: BRAILLE, Role.LIMIT: "─"},
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
    },
    frame={},
)
ASCII = GlyphSet(
    lines={Role.BOWL: ".", Role.TANGENT: "/", Role.JUMP: "-", Role.CURVE: ".", Role.LIMIT: "-"},
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
    },
    frame=str.maketrans({"│": "|", "┤": "+", "┬": "+", "└": "+", "─": "-", "┼": "+"}),
)
