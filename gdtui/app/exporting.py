"""What can be exported, and how each is written: the run in its formats, the chart, the screen."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import IO, NamedTuple

from rich.console import Console

from gdtui.app.mends.screen_picture import picture_of
from gdtui.app.screens.simulator import SimulatorScreen
from gdtui.app.writing import Writer
from gdtui.charts.cells import Cells
from gdtui.charts.export import as_ansi, as_text
from gdtui.files.formats import FORMATS, Format


class Export(NamedTuple):
    """One thing that can be exported: its name, what it is good for, and how its files end.

    ``writer`` makes what writes the run and the screen as they are now; that may be called beside the screen's thread.
    """

    name: str
    meaning: str
    ending: str
    writer: Callable[[SimulatorScreen], Writer]


def _of_the_run(made: Format) -> Export:
    def writer(simulator: SimulatorScreen) -> Writer:
        session = simulator.session
        return lambda out: made.write(session.run, session.length, out)

    return Export(made.name, made.meaning, made.ending, writer)


def _of_the_chart(write: Callable[[Cells], str]) -> Callable[[SimulatorScreen], Writer]:
    def writer(simulator: SimulatorScreen) -> Writer:
        title, cells = simulator.chart
        return partial(_put, f"{title}\n\n{write(cells)}")

    return writer


def screen_svg(simulator: SimulatorScreen) -> str:
    """A picture of the screen below all others."""
    width, height = simulator.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True
    )
    console.print(picture_of(simulator))
    return console.export_svg(title="gdtui")


def _put(text: str, out: IO[str]) -> None:
    out.write(text)


EXPORTS = (
    *(_of_the_run(each) for each in FORMATS.values() if each.ending),
    Export("chart", "the chart as text", ".chart.txt", _of_the_chart(as_text)),
    Export("ansi", "the chart with a terminal's colours", ".ansi", _of_the_chart(as_ansi)),
    Export("svg", "the whole screen as a picture", ".svg", lambda simulator: partial(_put, screen_svg(simulator))),
)
"""Everything that the screen exports, in the order in which it is offered."""
