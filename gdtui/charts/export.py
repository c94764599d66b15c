"""A chart on its own: drawn to a size, as text or with the colours of a terminal."""

from __future__ import annotations

from itertools import groupby

from gdtui.charts.cells import Cells
from gdtui.charts.draw import draw
from gdtui.charts.glyphs import GlyphSet
from gdtui.charts.picture import Role
from gdtui.charts.setting import Setting
from gdtui.charts.views import CHART_VIEWS
from gdtui.core.session import Session

SGR: dict[str, str] = {
    Role.FRAME: "90",
    Role.OLD: "90",
    Role.BEFORE: "90",
    Role.BOWL: "34",
    Role.CURVE: "34",
    Role.LIMIT: "32",
    Role.JUMP: "33",
    Role.GOAL: "1;32",
    Role.BETTER_TRY: "1;32",
    Role.START: "1",
    Role.POINT: "1;35",
    Role.BESIDE_POINT: "1;35",
    Role.PINNED_BOWL: "33",
    Role.PINNED_CURVE: "33",
    Role.PINNED_TRAIL: "33",
    Role.PINNED_POINT: "1;33",
}
"""The terminal's own colours, whose shades are the reader's, for each role that has one."""


def drawn(session: Session, view: str, width: int, height: int, glyphs: GlyphSet) -> Cells:
    """The chart of a session in so many columns and rows; ``view`` is one of CHART_VIEWS."""
    return draw(CHART_VIEWS[view].picture(session, Setting(width, height)), width, height, glyphs)


def as_text(cells: Cells) -> str:
    """The glyphs alone, a line a row."""
    return "".join(f"{row.rstrip()}\n" for row in cells.glyphs)


def as_ansi(cells: Cells) -> str:
    """The glyphs with the escape sequences of their colours, a line a row."""
    return "".join(f"{_coloured(*row)}\n" for row in zip(cells.glyphs, cells.roles, strict=True))


def _coloured(glyphs: str, roles: str) -> str:
    line, start = "", 0
    for role, letters in groupby(roles):
        end = start + sum(1 for _ in letters)
        text, colour = glyphs[start:end], SGR.get(role)
        line += text if colour is None or text.isspace() else f"\x1b[{colour}m{text}\x1b[0m"
        start = end
    return line.rstrip()
