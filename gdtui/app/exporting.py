"""What can be exported, and how each is written: the run in its formats, the chart, the screen."""

from __future__ import annotations

import io
from functools import partial
from typing import IO, NamedTuple

from rich.console import Console

from gdtui.app.mends.screen_picture import picture_of
from gdtui.app.screens.simulator import SimulatorScreen
from gdtui.app.writing import Writer
from gdtui.charts.export import as_ansi, as_text
from gdtui.files.formats import FORMATS
from gdtui.lab.listing import listing


class Export(NamedTuple):
    """One thing that can be exported: its name, what it is good for, and how its files end."""

    name: str
    meaning: str
    ending: str


EXPORTS = (
    Export("json", "the record: verify it, or open it again", ".json"),
    Export("csv", "the rows for a spreadsheet", ".csv"),
    Export("jsonl", "the rows, a JSON object a line", ".jsonl"),
    Export("lab", "the lines that the lab's loop prints", ".lab.txt"),
    Export("listing", "the run as a Python program", ".py"),
    Export("chart", "the chart as text", ".chart.txt"),
    Export("ansi", "the chart with a terminal's colours", ".ansi"),
    Export("svg", "the whole screen as a picture", ".svg"),
)


def writer(name: str, simulator: SimulatorScreen) -> Writer:
    """What writes an export of the run and the screen as they are now; it may be called beside the screen's thread."""
    session = simulator.session
    if name in FORMATS:
        return lambda out: FORMATS[name](session.run, iter(session.steps), out)
    if name == "listing":
        return lambda out: _put(listing(session.run, session.length), out)
    if name == "svg":
        return partial(_put, screen_svg(simulator))
    title, cells = simulator.chart
    return partial(_put, f"{title}\n\n{as_ansi(cells) if name == 'ansi' else as_text(cells)}")


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
