"""How a chart is to be drawn."""

from __future__ import annotations

from typing import NamedTuple

from gdtui.charts.picture import Axes
from gdtui.core.problems.problem import Problem


class Setting(NamedTuple):
    """The cells that a chart has, and how it is looked at.

    ``closely`` follows the row shown into the bottom of the bowl instead of keeping the whole run in view, ``plain``
    has errors as they are instead of their powers of ten. ``axes`` are those that stay as long as they serve,
    ``before`` is the problem of the run before this one, where that was another.
    """

    width: int = 60
    height: int = 18
    closely: bool = False
    plain: bool = False
    axes: Axes | None = None
    before: Problem | None = None


USUAL = Setting()
