"""The screen with what lies beyond the chapter: several pairs, every measure, formulas, momentum, typed lines."""

from __future__ import annotations

from typing import Any

import pytest

from gdtui.app.widgets.log_pane import Layout
from gdtui.core.parameters import Parameters
from tests.app.screen import app_of, lines, opened, pane, text, until
from tests.core.samples import FOLLOWING, PAIRS, SAMPLES, WHOLE

KEYS = [
    *("space", "space", "b", "space", "g", "1", "2", "3", "z", "Z", "1", "d", "space", "d"),
    *("w", "space", "w", "i", "i", "i", "t", "t", "plus", "minus", "c", "space", "2", "3", "1", "m", "space", "c"),
    *("u", "u", "U", "e", "tab", "escape", "r", "f", "f", "x", "down", "escape", "question_mark", "escape"),
]
SIZES = [(80, 24), (120, 40), (60, 16)]
AT_LEAST = ("signed", "three pairs, momentum", "a formula, hot and cold", "own lines for pairs")
"""Each problem, measure but the usual ones, and method once: enough for a moment."""
TOURS = [
    pytest.param(name, SIZES[number % len(SIZES)], marks=() if name in AT_LEAST else pytest.mark.slow)
    for number, name in enumerate(SAMPLES)
]


@pytest.mark.parametrize(("name", "size"), TOURS, ids=str)
async def test_every_key_does_something_sensible(name: str, size: tuple[int, int]) -> None:
    async with opened(size=size, **SAMPLES[name]) as pilot:
        for key in KEYS:
            await pilot.press(key)
            assert max(len(line) for line in lines(pilot)) <= size[0]
        await pilot.press("a", "escape", "s")
        await pilot.press("o", "escape", "escape", "escape")
        await until(pilot, lambda: app_of(pilot).screen is app_of(pilot).simulator)
        assert "Error by weight" in text(pilot)


async def test_what_a_problem_is_stands_among_the_parameters() -> None:
    async with opened(pairs=PAIRS, measure="absolute") as pilot:
        assert [" ".join(line.split()) for line in pane(pilot, "#method")] == [
            "method gradient descent",
            "pairs 3 of them",
            "measure absolute",
        ]
        assert [line.split() for line in pane(pilot, "#labels")] == [["weight"], ["alpha"]]
        assert [line.split() for line in pane(pilot, "#fields")] == [["0.5"], ["1"]]


async def test_a_long_formula_leaves_room_for_the_fields() -> None:
    formula = " + ".join(f"{number} * weight ** 2" for number in range(1, 10))
    async with opened(formula=formula) as pilot:
        told = pane(pilot, "#method")
        assert len(told) == 3
        assert told[-1].rstrip().endswith("…")
        assert [line.split() for line in pane(pilot, "#labels")] == [["weight"], ["alpha"]]
        await pilot.press("i")
        # The whole of it stands in the listing.
        assert "9 * weight ** 2" in " ".join(" ".join(pane(pilot, "#below")).split())


async def test_the_last_field_is_seen_while_it_is_typed_on_the_smallest_screen() -> None:
    async with opened(size=(60, 16), method="momentum", measure="absolute") as pilot:
        await pilot.press("e", "tab", "tab", "tab", "tab", "0", ".", "5")
        await pilot.pause()
        shown = [line.split() for line in pane(pilot, "#parameters")]
        assert ["beta", "0.5"] in shown
        await pilot.press("enter")
        assert app_of(pilot).session.parameters.beta == 0.5


async def test_a_signed_error_that_falls_is_not_said_to_grow() -> None:
    async with opened(measure="signed") as pilot:
        await pilot.press("space", "space")
        assert "diverging: the miss grew twice running." in pane(pilot, "#flags")[0]


async def test_the_ruler_of_alpha_is_there_where_a_formula_knows_alphas() -> None:
    loop = ["weight = weight - alpha * weight_delta"]
    async with opened(method="own", loop=loop) as pilot:
        assert not app_of(pilot).screen.query_one("#ruler").display
        await pilot.press("m")
        assert app_of(pilot).session.parameters.method in ("gradient-descent", "hot-and-cold")
    async with opened(method="momentum", pairs=PAIRS) as pilot:
        assert app_of(pilot).screen.query_one("#ruler").display


@pytest.mark.parametrize(
    "values",
    [{"pairs": PAIRS}, {"measure": "absolute"}, {"method": "own", "loop": FOLLOWING, "let": {"rate": 1.0}}],
    ids=["pairs", "absolute", "own lines"],
)
async def test_where_there_is_no_map_it_is_said(values: dict[str, Any]) -> None:
    async with opened(**values) as pilot:
        await pilot.press("a")
        assert "the map is for one input, squared error and a method with a formula." in pane(pilot, "#flags")[0]


async def test_the_map_of_momentum_is_over_beta_and_says_so() -> None:
    async with opened(method="momentum") as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "alpha (up) over beta (right)" in text(pilot))
        assert "left/right beta" in text(pilot)
        await pilot.press("left", "enter")
        await until(pilot, lambda: app_of(pilot).session.parameters.beta != 0.9)
    async with opened() as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "left/right input" in text(pilot))


async def test_a_sweep_goes_over_each_swept_parameter_and_every_key_is_whole() -> None:
    async with opened(method="momentum", pairs=PAIRS, alpha=0.1) as pilot:
        await pilot.press("s")
        await until(pilot, lambda: "Sweep of alpha" in text(pilot))
        assert lines(pilot)[-1].endswith("esc back")
        await pilot.press("o")
        await until(pilot, lambda: "beta 0.9: each update multiplies the swing by" in text(pilot))


async def test_two_problems_are_compared() -> None:
    async with opened(size=(120, 40), pairs=[[1, 2], [2, 1]], alpha=0.1) as pilot:
        await pilot.press("c", "m", "space")
        # Each update of hot and cold costs three predictions for each of the two pairs.
        assert "score: A 34 updates, 68 predictions; B 300 updates, 1,800 predictions" in pane(pilot, "#explanation")[1]


async def test_signed_errors_are_lower_not_nearer() -> None:
    async with opened(measure="signed") as pilot:
        await pilot.press("c", "m", "space")
        assert "is lower" in pane(pilot, "#explanation")[0]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_column_of_the_log_is_there_whole_or_not_at_all(width: int) -> None:
    columns = tuple(f"figure_{number}" for number in range(20))
    layout = Layout.fitting(width, (columns,), 100)
    assert [column.name for column in layout.columns][:2] == ["weight", "error"]
    assert layout.flags_width >= len("! oscillating")
    assert layout.number_width + 1 + sum(column.width for column in layout.columns) + layout.flags_width == width


async def test_typed_lines_are_judged_by_their_own_error() -> None:
    loop = ["error = (weight - 3) ** 2", "weight = weight - rate * (weight - 3)"]
    async with opened(method="own", loop=loop, let={"rate": 1.5}, weight=1.0) as pilot:
        await pilot.press("space")
        # Across 3, where the problem that they take no notice of has its goal at 1.6.
        assert "overshoot" in pane(pilot, "#flags")[0]
        await pilot.press("w")
        assert "goal" not in " ".join(pane(pilot, "#below"))


async def test_typed_lines_that_predict_as_the_lab_does_are_as_well_known() -> None:
    async with opened(method="own", loop=[*Parameters().loop.lines[:4], "weight -= 2 * weight_delta"]) as pilot:
        assert app_of(pilot).session.parameters.problem == Parameters().problem
        await pilot.press("w")
        assert "goal weight 1.6" in " ".join(pane(pilot, "#below"))
    assert Parameters(method="own", loop=WHOLE, let={"rate": 0.5}).problem != Parameters().problem
