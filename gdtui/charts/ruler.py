"""The ruler of alpha: where a value stands between 0, the one that lands in one update, and the edge."""

from __future__ import annotations

from typing import NamedTuple

from gdtui.charts.glyphs import GlyphSet
from gdtui.charts.picture import Role
from gdtui.core.figures import below, short
from gdtui.core.flags import RELATIVE_SAMENESS
from gdtui.core.forecast import forecast
from gdtui.core.forecast.of_gradient_descent import landing_alpha
from gdtui.core.parameters import Parameters

NAME = "alpha "
ZERO_PLACE, EDGE_PLACE = 0.12, 0.62
"""Where 0 and the edge stand, as fractions of the ruler; between them it is to scale, outside it is squeezed."""
EDGE_DIGITS = 4
NO_ALPHA = "no alpha helps here"


class Tick(NamedTuple):
    """A value on the ruler, how it is written, and whether the present alpha does just what that value does."""

    value: float
    label: str
    is_here: bool
    lands: bool = False


def alpha_ruler(parameters: Parameters, width: int, glyphs: GlyphSet) -> tuple[str, str]:
    """One row of cells, its glyphs and its roles: stable alphas drawn thick, the present one laid over it."""
    length, alpha = width - len(NAME), parameters.alpha
    edge, ticks = _ticks(parameters)
    if edge is None or length < 20:
        text = f"{NAME}{short(alpha)}: {NO_ALPHA}"[:width]
        return text.ljust(width), Role.FRAME.value * width
    zero, last = round(ZERO_PLACE * (length - 1)), round(EDGE_PLACE * (length - 1))
    middle = (zero + last) // 2
    places = {_place(tick.value, edge, zero, middle, last, length): tick for tick in ticks}
    here = next((place for place, tick in places.items() if tick.is_here), None)
    if here is None:
        here = _place(alpha, edge, zero, middle, last, length)
        if here in places:
            # Beside the tick, so that nearly is not taken for exactly.
            here += 1 if alpha > places[here].value else -1
    stable, unstable = glyphs.lines[Role.STABLE], glyphs.lines[Role.UNSTABLE]
    signs = [stable if zero < place < last else unstable for place in range(length)]
    roles = [Role.STABLE if zero < place < last else Role.UNSTABLE for place in range(length)]
    for place, tick in places.items():
        role = Role.GOAL if tick.lands else Role.FRAME
        signs[place], roles[place] = glyphs.marks[Role.GOAL] if role is Role.GOAL else glyphs.tick, role
    for place, tick in places.items():
        size = len(tick.label)
        # A cell more than the label is long, so that no two of them read as one figure.
        right, left = slice(place + 1, place + size + 2), slice(max(place - size - 1, 0), place)
        for first, around in ((place + 1, right), (place - size, left)):
            free = set(roles[around]) <= {Role.STABLE, Role.UNSTABLE}
            if free and 0 <= first <= length - size and not first <= here < first + size:
                signs[first : first + size] = tick.label
                roles[first : first + size] = [Role.FRAME] * size
                break
    signs[here], roles[here] = glyphs.marks[Role.POINT], Role.POINT
    return NAME + "".join(signs), Role.FRAME.value * len(NAME) + "".join(roles)


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
        ticks.append(Tick(ridge, landing or f"~{short(ridge)}", is_here, lands=True))
    if crossing:
        ticks.append(Tick(crossing, f"crosses {below(crossing, EDGE_DIGITS)}", alpha == crossing))
    if edge is not None:
        # It is not written as more than it is.
        is_here = abs(alpha - edge) <= RELATIVE_SAMENESS / 4 * edge
        ticks.append(Tick(edge, below(edge, EDGE_DIGITS), is_here))
    return edge, ticks


def _place(alpha: float, edge: float, zero: int, middle: int, last: int, length: int) -> int:
    """The cell in which an alpha stands; the farther out, the more of them share one."""
    if alpha < 0:
        return round(zero * edge / (edge - 2 * alpha))
    if alpha <= edge / 2:
        return zero + round((middle - zero) * (alpha / edge * 2))
    if alpha <= edge:
        return middle + round((last - middle) * (alpha / edge * 2 - 1))
    return last + round((length - 1 - last) * (1 - edge / alpha))
