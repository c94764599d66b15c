"""Every header stands over its column: where its figures begin, in the log and in the sweep."""

from __future__ import annotations

import pytest

from gdtui.app.columns import LABELS, Column
from gdtui.app.widgets.log_pane import Layout
from gdtui.core.methods import METHODS
from gdtui.core.parameters import Parameters
from gdtui.lab.signs import SPARKS
from tests.app.screen import opened, pane
from tests.app.test_sweeping import swept
from tests.sizes import first_of

OWN = Parameters(method="own", loop="\n".join(f"figure_{number} = {number}" for number in range(9)) + "\nweight -= 1")
RUNS = [
    *(Parameters(method=name).columns for name, method in METHODS.items() if not method.texts),
    Parameters(pairs=((1.0, 2.0), (2.0, 3.0))).columns,
    Parameters(formula="weight ** 2").columns,
    OWN.columns,
]
"""The columns of runs of every kind."""
FIGURES = [0.5, -0.5, 3.0, 0.123456, -0.000125]


def begins_over(header: str, name: str, row: str) -> bool:
    """Whether a name stands where a figure begins, or where its first digit follows a minus."""
    at = f"{header} ".index(f"{name} ")
    return row[at].isdigit() and row[at - 1] in " +-"


@pytest.mark.parametrize("width", range(60, 140, 4))
@pytest.mark.parametrize("runs", [(each,) for each in RUNS] + [tuple(RUNS[:2])], ids=str)
@pytest.mark.parametrize("length", [1, 999])
def test_a_columns_name_begins_where_its_figures_do(width: int, runs: tuple[tuple[str, ...], ...], length: int) -> None:
    layout = Layout.fitting(width, runs, length)
    for column in layout.columns:
        for value in FIGURES:
            assert begins_over(column.header(), LABELS.get(column.name, column.name), column.cell(value)), column
            assert len(column.cell(value)) == len(column.header()) == column.width
    assert layout.flags_width >= len("! oscillating")


@pytest.mark.parametrize("width", first_of(60, 80, 100, 120))
@pytest.mark.parametrize("lesson", ["hot-and-cold", "breaking"])
async def test_the_headers_on_the_screen(lesson: str, width: int) -> None:
    async with opened(lesson, size=(width, 24)) as pilot:
        header, row, *_ = pane(pilot, "#log")
        names = [name for name in header.split() if name not in ("#", "what", "happened")]
        assert len(names) >= 3
        for name in names:
            assert begins_over(header, name, row), f"{name}:\n{header}\n{row}"
        await pilot.press("s")
        await swept(pilot)
        header, *rows = pane(pilot, "#sweep")[:4]
        value = "alpha" if lesson == "breaking" else "step_amount"
        assert begins_over(header, value, rows[1])
        end = header.index("to tolerance") + len("to tolerance")
        for row in rows:
            assert row[header.index("regime")] in "✖!✔~"
            assert row[header.index("after ")].isdigit()
            assert row[header.index("after ") - 1] == " "
            assert (row[end - 1] != " ", row[end]) == (True, " ")
            sparks = next(place for place, sign in enumerate(row) if sign in SPARKS)
            # A narrow screen has room for a few of them.
            assert "error, row by row".startswith(header[sparks:].strip() or "?")


def test_a_column_is_as_wide_as_it_is_asked_to_be_where_its_name_fits() -> None:
    assert [Column.of_width("alpha", width).width for width in (12, 14, 17)] == [12, 14, 17]
