"""The charts that there are, by the name of what they show."""

from __future__ import annotations

from typing import Protocol

from gdtui.charts.bowl import bowl_picture
from gdtui.charts.errors import errors_picture
from gdtui.charts.picture import Picture
from gdtui.charts.slope import slope_picture
from gdtui.core.session import Session


class View(Protocol):
    """Makes a picture of a session."""

    def __call__(
        self, session: Session, *, closely: bool = False, most_x_ticks: int = 5, most_y_ticks: int = 5
    ) -> Picture: ...


CHART_VIEWS: dict[str, View] = {"bowl": bowl_picture, "errors": errors_picture, "slope": slope_picture}
"""Every chart; their order is that of the keys 1, 2, 3."""
