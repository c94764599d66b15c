"""A whole chart drawn anew, beside the same chart as a PNG, which is what a notebook makes for each look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from statistics import median
from time import process_time

from gdtui.charts.bowl import bowl_picture
from gdtui.charts.draw import draw
from gdtui.core.session import Session
from gdtui.lab.catalogue import lessons
from tests.benchmarks.options import Options
from tests.benchmarks.table import Row

WIDTH, HEIGHT = 80, 24
PIXELS_A_CELL = (8, 16)
DOTS_AN_INCH = 100
LOOKS_A_RUN = 10


def picture(options: Options) -> Iterator[Row]:
    """The processor time of one chart, nothing of it kept from the one before."""
    looks = LOOKS_A_RUN * options.runs
    ours = _median_milliseconds(_draw_cells, looks)
    what = f"a chart drawn from nothing, {WIDTH}x{HEIGHT}"
    if find_spec("matplotlib") is None:
        yield Row(f"{what} (matplotlib is not installed)", ours, "ms")
    else:
        yield Row(what, ours, "ms", _median_milliseconds(_draw_png, looks), "PNG")


def _session(look: int) -> Session:
    """A session at its third row; no two looks have the same, so that no view can be kept."""
    parameters = lessons()["breaking"].parameters
    return Session.start(parameters.changed(weight=0.5 + 0.01 * look)).step(2)


def _draw_cells(look: int) -> None:
    draw(bowl_picture(_session(look)), WIDTH, HEIGHT)


def _draw_png(look: int) -> None:
    session = _session(look)
    shown = bowl_picture(session)
    inches = (WIDTH * PIXELS_A_CELL[0] / DOTS_AN_INCH, HEIGHT * PIXELS_A_CELL[1] / DOTS_AN_INCH)
    figure = import_module("matplotlib.figure").Figure(figsize=inches, dpi=DOTS_AN_INCH)
    axes = figure.subplots()
    for line in (*shown.ground.lines, *shown.lines):
        axes.plot([x for x, _ in line.points], [y for _, y in line.points])
    for mark in shown.marks:
        axes.plot([mark.x], [mark.y], "o")
    axes.set_xlim(shown.ground.x.low, shown.ground.x.high)
    axes.set_ylim(shown.ground.y.low, shown.ground.y.high)
    figure.savefig(BytesIO(), format="png")


def _median_milliseconds(look_at: Callable[[int], None], looks: int) -> float:
    """The median processor time of so many looks, after one that pays for imports and fonts."""
    look_at(0)
    taken = []
    for look in range(1, looks + 1):
        before = process_time()
        look_at(look)
        taken.append(1000 * (process_time() - before))
    return median(taken)
