"""The ruler of alpha: where a value stands between 0, the one that lands in one update, and the edge."""

from __future__ import annotations

from gdtui.charts.glyphs import GlyphSet
from gdtui.charts.picture import Role
from gdtui.core.figures import short

NAME = "alpha "
ZERO_PLACE, EDGE_PLACE = 0.12, 0.62
"""Where 0 and the edge stand, as fractions of the ruler; between them it is to scale, outside it is squeezed."""
NO_ALPHA = "no alpha helps here"


def alpha_ruler(
    alpha: float, one_step: float | None, edge: float | None, width: int, glyphs: GlyphSet
) -> tuple[str, str]:
    """One row of cells, its glyphs and its roles: stable alphas drawn thick, the present one laid over it."""
    length = width - len(NAME)
    if one_step is None or edge is None or length < 20:
        text = f"{NAME}{short(alpha)}: {NO_ALPHA}"[:width]
        return text.ljust(width), Role.FRAME.value * width
    zero, last = round(ZERO_PLACE * (length - 1)), round(EDGE_PLACE * (length - 1))
    ticks = {zero: (0.0, Role.FRAME), (zero + last) // 2: (one_step, Role.GOAL), last: (edge, Role.FRAME)}
    here = _place(alpha, edge, zero, last, length)
    if here in ticks and ticks[here][0] != alpha:
        # Beside the tick, so that nearly is not taken for exactly.
        here += 1 if alpha > ticks[here][0] else -1
    stable, unstable = glyphs.lines[Role.STABLE], glyphs.lines[Role.UNSTABLE]
    signs = [stable if zero < place < last else unstable for place in range(length)]
    roles = [Role.STABLE if zero < place < last else Role.UNSTABLE for place in range(length)]
    for place, (_, role) in ticks.items():
        signs[place], roles[place] = glyphs.marks[Role.GOAL] if role is Role.GOAL else glyphs.tick, role
    for place, (value, _) in ticks.items():
        label = short(value, 4)
        for first in (place + 1, place - len(label)):
            free = set(roles[max(first, 0) : first + len(label)]) <= {Role.STABLE, Role.UNSTABLE}
            if free and 0 <= first <= length - len(label) and not first <= here < first + len(label):
                signs[first : first + len(label)] = label
                roles[first : first + len(label)] = [Role.FRAME] * len(label)
                break
    signs[here], roles[here] = glyphs.marks[Role.POINT], Role.POINT
    return NAME + "".join(signs), Role.FRAME.value * len(NAME) + "".join(roles)


def _place(alpha: float, edge: float, zero: int, last: int, length: int) -> int:
    """The cell in which an alpha stands; the farther out, the more of them share one."""
    if alpha < 0:
        return round(zero * edge / (edge - 2 * alpha))
    if alpha <= edge:
        return zero + round((last - zero) * (alpha / edge))
    return last + round((length - 1 - last) * (1 - edge / alpha))
