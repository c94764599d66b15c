"""The charts that there are: one file a chart, and this registry."""

from __future__ import annotations

from gdtui.charts.bowl import BOWL
from gdtui.charts.errors import ERRORS
from gdtui.charts.slope import SLOPE
from gdtui.charts.view import View

CHART_VIEWS: dict[str, View] = {view.name: view for view in (BOWL, ERRORS, SLOPE)}
"""Every chart by its name, in the order of their keys."""
FIRST_VIEW = BOWL.name
"""The chart that is shown until another is chosen."""
