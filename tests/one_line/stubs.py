"""One of each kind of thing, as somebody new would write it: a class or an entry, and a registry line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Any, ClassVar

from gdtui.charts.axes import Wanted, axes_for
from gdtui.charts.picture import Ground, Line, Mark, Picture, Role
from gdtui.charts.setting import USUAL, Setting
from gdtui.charts.trail import point_role
from gdtui.charts.view import View
from gdtui.charts.views import CHART_VIEWS
from gdtui.core import flags
from gdtui.core.flags import Flag, Severity
from gdtui.core.knob import Knob
from gdtui.core.methods import METHODS
from gdtui.core.methods.method import Method
from gdtui.core.problems import PROBLEMS
from gdtui.core.problems.problem import Problem
from gdtui.core.run import Run
from gdtui.core.session import Session
from gdtui.files.formats import FORMATS, Format
from gdtui.lab.attempt import Judged
from gdtui.lab.conditions import CONDITIONS, Condition
from gdtui.workspace.workspace import Workspace


class Sought(Problem):
    """The error is how far the weight is from a target, squared."""

    kind: ClassVar[str] = "sought"
    fields: ClassVar[tuple[str, ...]] = ("target",)
    figures: ClassVar[tuple[Knob, ...]] = (Knob("target", 3.0, "The weight that is sought."),)

    target: float

    def lines(self, tries: Mapping[str, str]) -> tuple[str, ...]:
        return (
            "error = (weight - target) ** 2",
            "weight_delta = 2 * (weight - target)",
            *(f"{name} = ({weight} - target) ** 2" for name, weight in tries.items()),
        )

    def error(self, weight: float) -> float:
        return (weight - self.target) ** 2

    def slope(self, weight: float) -> float:
        return 2 * (weight - self.target)


class Nearer(Method):
    """Every update goes a part of the way that the slope shows, or all of it where it is ``bold``."""

    title = "nearer and nearer"
    knobs = (
        Knob("pull", 0.25, "The part of the slope that an update takes.", above=0, swept=True),
        Knob("bold", False, "Take twice as much."),
    )

    def lines(self, knobs: Mapping[str, Any]) -> tuple[str, ...]:
        return (f"weight = weight - {'2 * ' if knobs['bold'] else ''}pull * weight_delta",)


def register() -> Flag:
    """Put them where all others stand."""
    METHODS["nearer"] = Nearer()
    PROBLEMS["sought"] = Sought
    return flags.flag(
        "second",
        Severity.NOTE,
        "this is the second row",
        "the row is the second",
        lambda now, before, earlier: now.row.iteration == 2,
    )


def unregister() -> None:
    """Take them out again."""
    del METHODS["nearer"], PROBLEMS["sought"], flags.FLAGS[Flag("second")]


def _walk(session: Session, setting: Setting = USUAL) -> Picture:
    """The weights of the rows so far, one beside the other."""
    places = [(float(row.iteration), row.weight) for row in session.steps]
    weights = [weight for _, weight in places]
    rows, between = (1.0, float(max(len(places), 2))), (min(weights) - 1, max(weights) + 1)
    axes = axes_for(setting, Wanted(rows, rows, whole=True), Wanted(between, between))
    marks = [Mark(Role.TRAIL, *place) for place in places]
    marks.append(Mark(point_role(session), *places[session.cursor]))
    return Picture(Ground(*axes, ()), (Line(Role.CURVE, tuple(places)),), tuple(marks))


WALK = View("walk", "4", "Weight by row", "the weight by row", _walk, {Role.TRAIL: "so far"})


def _write_weights(run: Run, length: int, out: IO[str]) -> None:
    out.writelines(f"{row.weight}\n" for row in run.rows(0, length))


WEIGHTS = Format("weights", "the weights, one a line", ".weights.txt", _write_weights)


def _weight_above(least: float, judged: Judged) -> str:
    return "" if judged.session.current.weight > least else f"the weight is not above {least:g}"


WEIGHT_ABOVE = Condition(
    "weight_above",
    "a weight of the row shown that is larger",
    lambda entries, goal, name: entries.figure(goal, name),
    _weight_above,
)


def _register_chart() -> None:
    CHART_VIEWS[WALK.name] = WALK


def _register_export() -> None:
    FORMATS[WEIGHTS.name] = WEIGHTS


def _register_condition() -> None:
    CONDITIONS[WEIGHT_ABOVE.name] = WEIGHT_ABOVE


def _halve(workspace: Workspace) -> str:
    return workspace.change(weight=workspace.session.parameters.weight / 2)


def _register_command() -> None:
    # Loaded here: the charts' commands are those of the charts that there are by then.
    from gdtui.workspace.commands import COMMANDS, GROUPS, Command

    halve = Command("halve", "k", "halve", "Start again at half the weight", _halve)
    COMMANDS[halve.name] = halve
    GROUPS["Runs"] += (halve,)


ALONE: dict[str, Callable[[], None]] = {
    "chart": _register_chart,
    "export": _register_export,
    "condition": _register_condition,
    "command": _register_command,
}
"""What puts one of them where all others stand, before anything that shows them is loaded."""
