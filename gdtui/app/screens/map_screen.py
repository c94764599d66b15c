"""The map of stability: which inputs and alphas converge, and where the edge is."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from gdtui.app.look import Look
from gdtui.app.mends.binding_words import describe
from gdtui.app.screens.over import OverScreen
from gdtui.app.widgets.keys_footer import KeysFooter
from gdtui.app.widgets.map_pane import MapPane
from gdtui.charts.picture import Role
from gdtui.charts.stability import across
from gdtui.core.figures import counted, short
from gdtui.core.forecast import forecast
from gdtui.core.parameters import Parameters


class MapScreen(OverScreen[Parameters | None]):
    """Shows the map over the run; answers with the parameters of the cell that is taken over, or with None."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take_over", "take these", key_display="enter"),
        Binding("left", "point(-1, 0)", "input", key_display="left/right"),
        Binding("right", "point(1, 0)", "Further right", show=False),
        Binding("up", "point(0, -1)", "alpha", key_display="up/down"),
        Binding("down", "point(0, 1)", "Alpha down", show=False),
        Binding("pageup", "point(0, -4)", "Alpha up", show=False),
        Binding("pagedown", "point(0, 4)", "Alpha down", show=False),
        Binding("home", "home", "now"),
        Binding("escape", "dismiss(None)", "back"),
        Binding("a,q", "dismiss(None)", "Back", show=False),
    ]

    def __init__(self, look: Look, parameters: Parameters) -> None:
        super().__init__()
        self.look = look
        self.parameters = parameters
        # The footer names what lies along this map.
        describe(self, "left", across(parameters) or "")

    def compose(self) -> ComposeResult:
        glyphs = self.look.glyphs
        signs = " ".join(f"{sign} {regime.value}" for regime, sign in glyphs.regimes.items())
        field = across(self.parameters)
        title = f"gdtui  Map: alpha (up) over {field} (right), {glyphs.marks[Role.POINT]} now"
        yield Static(title, markup=False, id="map-title")
        yield MapPane(self.look, self.parameters)
        yield Static(signs, markup=False, id="map-legend")
        yield Static(markup=False, id="map-forecast")
        yield KeysFooter(self.look)

    def action_point(self, columns: int, rows: int) -> None:
        """Point at another cell."""
        self.query_one(MapPane).point(columns, rows)

    def action_home(self) -> None:
        """Point at the present parameters."""
        self.query_one(MapPane).home()

    def action_take_over(self) -> None:
        """Leave with the parameters of the cell that is pointed at."""
        self.dismiss(self.query_one(MapPane).parameters)

    def on_map_pane_pointed(self) -> None:
        parameters = self.query_one(MapPane).parameters
        seen = forecast(parameters)
        field, rule, factor = across(parameters) or "input", parameters.rule, seen.fact("factor")
        value = short(getattr(parameters, field))
        here = f"{field} {value}, alpha {short(parameters.alpha)}: {seen.regime.value}"
        if seen.iterations_to_tolerance:
            here += f" after {'' if seen.counted else 'about '}{counted(seen.iterations_to_tolerance, 'update')}"
        if factor is not None:
            here += f"; {rule.multiplied} x {rule.factor_text(parameters, factor)} each update"
        alphas = rule.alphas_sentence(parameters)
        text = f"{here}\n{alphas or 'no alpha learns here'}"
        self.query_one("#map-forecast", Static).update(text, layout=False)
