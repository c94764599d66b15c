"""The ruler of alpha: where a value stands between 0, the one that lands in one update, and the edge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from gdtui.charts.glyphs import GlyphSet
from gdtui.charts.picture import Role
from gdtui.core.figures import below, short
from gdtui.core.flags import RELATIVE_SAMENESS
from gdtui.core.forecast import forecast
from gdtui.core.forecast.of_gradient_descent import landing_alpha
from gdtui.core.parameters import Parameters

NAME = "alpha "
ZERO_PLACE, EDGE_PLACE = 0.08, 0.64
"""Where 0 and the edge stand, as fractions of the ruler; between them it is to scale, outside it is squeezed."""
SHORTEST = 20
EDGE_DIGITS = 4
NO_ALPHA = "no alpha helps here"
WORDS = {Role.STABLE: "stable", Role.UNSTABLE: "explodes"}
CROSSES = "crosses"


class Tick(NamedTuple):
    """A value on the ruler, how it is written and what is said of it, and whether the present alpha does just that."""

    value: float
    label: str
    is_here: bool
    word: str = ""

    @property
    def told(self) -> str:
        """Its label, with what is said of it."""
        return f"{self.label} {self.word}".strip()


def alpha_ruler(parameters: Parameters, width: int, glyphs: GlyphSet) -> tuple[str, str]:
    """One row of cells, its glyphs and its roles: a thick line of the alphas that are stable, the others hatched.

    What is stable and what explodes is said where there is room; the present alpha is laid over it.
    """
    length, alpha = width - len(NAME), parameters.alpha
    edge, ticks = _ticks(parameters)
    if edge is None or length < SHORTEST:
        told = NO_ALPHA if edge is None else f"stable below {below(edge, EDGE_DIGITS)}"
        texts = (f"{NAME}{short(alpha)}: {told}", f"{NAME}{short(alpha)}", "")
        return next(text for text in texts if len(text) <= width).ljust(width), Role.FRAME.value * width
    zero = round(ZERO_PLACE * (length - 1))
    # Half of it is a whole number of cells, for the alpha half way to the edge.
    last = zero + round((EDGE_PLACE * (length - 1) - zero) / 2) * 2
    places = {_place(tick.value, edge, zero, last, length): tick for tick in ticks}
    here = next((place for place, tick in places.items() if tick.is_here), None)
    if here is None:
        here = _place(alpha, edge, zero, last, length)
        if here in places:
            # Beside the tick, so that nearly is not taken for exactly.
            here += 1 if alpha > places[here].value else -1
    roles = [Role.STABLE if zero < place < last else Role.UNSTABLE for place in range(length)]
    signs = [glyphs.stable if role is Role.STABLE else glyphs.unstable for role in roles]
    for place, tick in places.items():
        # Where it crosses is no round part of the way to the edge, and so no tick of the scale.
        signs[place], roles[place] = glyphs.crossing if tick.word == CROSSES else glyphs.tick, Role.FRAME
    signs[here], roles[here] = glyphs.marks[Role.POINT], Role.POINT

    def write(text: str, first: int) -> None:
        signs[first : first + len(text)], roles[first : first + len(text)] = text, [Role.FRAME] * len(text)

    for place, tick in places.items():
        size = len(tick.label)
        for text, first in ((tick.told, place + 1), (tick.label, place + 1), (tick.label, place - size)):
            # A cell more than the text is long, so that no two of them read as one figure.
            start = first if first > place else first - 1
            around = roles[max(start, 0) : start + len(text) + 1]
            is_free = {*around} <= {*WORDS, Role.POINT} and not first <= here < first + len(text)
            if is_free and 0 <= first <= length - len(text):
                write(text, first)
                break
    for role, word in WORDS.items():
        end, free = max(_runs(roles, role), key=lambda run: run[1], default=(0, 0))
        text = next((text for text in (f" {word} ", word) if len(text) <= free), "")
        write(text, end - (free + len(text)) // 2)
    return NAME + "".join(signs), Role.FRAME.value * len(NAME) + "".join(roles)


def _runs(roles: list[Role], role: Role) -> Iterator[tuple[int, int]]:
    """Where each run of cells of this role ends, and how long it is."""
    end = 0
    for each, cells in groupby(roles):
        length = sum(1 for _ in cells)
        end += length
        if each is role:
            yield end, length


def _ticks(parameters: Parameters) -> tuple[float | None, list[Tick]]:
    """The edge, from which on nothing converges, and what is marked up to it; no edge where no alpha is stable."""
    seen, alpha = forecast(parameters), parameters.alpha
    edge, ridge = seen.fact("stable_alpha_below"), seen.fact("one_step_alpha")
    crossing = seen.fact("crosses_alpha_above")
    ticks = [Tick(0.0, "0", alpha == 0)]
    if ridge is not None:
        landing = landing_alpha(parameters)
        lands = abs(alpha - ridge) <= RELATIVE_SAMENESS * ridge
        is_here = alpha == float(landing) or lands if landing else alpha == ridge
        ticks.append(Tick(ridge, landing or f"~{short(ridge)}", is_here, "lands"))
    if crossing:
        ticks.append(Tick(crossing, below(crossing, EDGE_DIGITS), alpha == crossing, CROSSES))
    if edge is not None:
        # It is not written as more than it is.
        is_here = abs(alpha - edge) <= RELATIVE_SAMENESS / 4 * edge
        ticks.append(Tick(edge, below(edge, EDGE_DIGITS), is_here))
    return edge, ticks


def _place(alpha: float, edge: float, zero: int, last: int, length: int) -> int:
    """The cell in which an alpha stands; the farther out, the more of them share one."""
    if alpha < 0:
        return round(zero * edge / (edge - 2 * alpha))
    if alpha <= edge:
        return zero + round((last - zero) * (alpha / edge))
    return last + round((length - 1 - last) * (1 - edge / alpha))
