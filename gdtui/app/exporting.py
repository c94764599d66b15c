"""What can be exported, and how each is written: the run in its formats, the chart, the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import IO, NamedTuple, Protocol

from gdtui.app.file_writer import Writer
from gdtui.charts.cells import Cells
from gdtui.charts.export import as_ansi, as_text
from gdtui.core.session import Session
from gdtui.files.formats import FORMATS, Format


class Exported(Protocol):
    """A screen with a run and its chart."""

    @property
    def session(self) -> Session:
        """The run at hand."""

    @property
    def chart(self) -> tuple[str, Cells]:
        """The chart as it is drawn, under the line that says what it shows."""

    @property
    def svg(self) -> str:
        """A picture of the whole screen."""


class Export(NamedTuple):
    """One thing that can be exported: its name, what it is good for, and how its files end.

    ``writer`` makes what writes the run and the screen as they are now; that may be called beside the screen's thread.
    """

    name: str
    meaning: str
    ending: str
    writer: Callable[[Exported], Writer]


def _of_the_run(made: Format) -> Export:
    def writer(screen: Exported) -> Writer:
        session = screen.session
        return lambda out: made.write(session.run, session.length, out)

    return Export(made.name, made.meaning, made.ending, writer)


def _of_the_chart(write: Callable[[Cells], str]) -> Callable[[Exported], Writer]:
    def writer(screen: Exported) -> Writer:
        title, cells = screen.chart
        return partial(_put, f"{title}\n\n{write(cells)}")

    return writer


def _put(text: str, out: IO[str]) -> None:
    out.write(text)


EXPORTS = (
    *(_of_the_run(each) for each in FORMATS.values() if each.ending),
    Export("chart", "the chart as text", ".chart.txt", _of_the_chart(as_text)),
    Export("ansi", "the chart with a terminal's colours", ".ansi", _of_the_chart(as_ansi)),
    Export("svg", "the whole screen as a picture", ".svg", lambda screen: partial(_put, screen.svg)),
)
"""Everything that the screen exports, in the order in which it is offered."""
