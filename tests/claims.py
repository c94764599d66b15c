"""What sentences claim of a run, put to the test by running it as printed, by a plain loop of its own."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from itertools import islice

from gdtui.core.parameters import Parameters

MOST_UPDATES = 4_000
NUMBER = r"-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?"


def square(value: float) -> float:
    try:
        return value**2
    except OverflowError:
        return math.inf


def rows(parameters: Parameters, **changed: float) -> Iterator[tuple[float, float, float]]:
    """Weight, miss and error of each row, as far as they are finite; the lab's loops, sharing nothing with ours."""
    weight, input_, goal = changed.get("weight", parameters.weight), parameters.input, parameters.goal
    alpha, amount = changed.get("alpha", parameters.alpha), changed.get("step_amount", parameters.step_amount)
    while True:
        delta = input_ * weight - goal
        error = square(delta)
        yield weight, delta, error
        if not math.isfinite(error):
            return
        if parameters.method == "gradient-descent":
            weight = weight - alpha * (input_ * delta)
            continue
        up, down = square(input_ * (weight + amount) - goal), square(input_ * (weight - amount) - goal)
        if parameters.stay and not (up < error or down < error):
            continue
        if down < up:
            weight = weight - amount
        elif down > up:
            weight = weight + amount


def landing(parameters: Parameters, most: int = MOST_UPDATES, **changed: float) -> int | None:
    """After how many updates a row is first within the tolerance; None where so many are not enough."""
    errors = enumerate(error for _, _, error in islice(rows(parameters, **changed), most + 1))
    return next((updates for updates, error in errors if error <= parameters.tolerance), None)


def number(text: str) -> float:
    return float(text.replace(",", ""))


def close(said: str, value: float) -> bool:
    return math.isclose(number(said), value, rel_tol=1e-4, abs_tol=1e-300)


def _lands(parameters: Parameters, alpha: str) -> bool:
    return landing(parameters, 1, alpha=number(alpha)) is not None


def _nearly_lands(parameters: Parameters, alpha: str) -> bool:
    start, after = (delta for _, delta, _ in islice(rows(parameters, alpha=number(alpha)), 2))
    rounding = 8 * math.ulp(max(abs(parameters.goal), abs(parameters.input * parameters.weight)))
    return not _lands(parameters, alpha) and abs(after) <= max(1e-4 * abs(start), rounding)


def _stable_below(parameters: Parameters, edge: str) -> bool:
    for alpha in (math.nextafter(number(edge), 0), number(edge) * 0.999, number(edge) / 3):
        errors = [error for _, _, error in islice(rows(parameters, alpha=alpha), 400)]
        rounding = square(8 * math.ulp(max(abs(parameters.goal), abs(parameters.input * parameters.weight))))
        if not all(error <= max(errors[0] * (1 + 1e-9), rounding) for error in errors):
            return False
    return True


def _multiplies(parameters: Parameters, factor: str) -> bool:
    first, second = (delta for _, delta, _ in islice(rows(parameters), 2))
    plain = re.fullmatch(rf"({NUMBER})(?: ([+-]) ({NUMBER}))?", factor)
    assert plain
    value = number(plain[1]) + (number(f"{plain[2]}{plain[3]}") if plain[2] else 0.0)
    rounding = 16 * math.ulp(max(abs(parameters.goal), abs(parameters.input * parameters.weight), abs(second)))
    return abs(second - value * first) <= 1e-5 * abs(second) + rounding


def _converged_after(parameters: Parameters, updates: str) -> bool:
    count = int(number(updates))
    return count > MOST_UPDATES or landing(parameters, count) == count


def _cycle(parameters: Parameters) -> set[float]:
    """The weights that come back, of a run that shows them in so many updates."""
    weights = [weight for weight, _, _ in islice(rows(parameters), MOST_UPDATES)]
    return set(weights[-weights[::-1][1:].index(weights[-1]) - 1 :]) if weights[-1] in weights[:-1] else set()


def _jumps_between(parameters: Parameters, low: str, low_error: str, high: str, high_error: str) -> bool:
    cycle = _cycle(parameters)
    if not cycle:
        return landing(parameters) is None  # it takes longer than is looked at here
    ends = {weight: square(parameters.input * weight - parameters.goal) for weight in (min(cycle), max(cycle))}
    said = ((low, low_error), (high, high_error))
    return len(cycle) > 1 and all(
        close(weight, end) and close(error, ends[end]) for (weight, error), end in zip(said, ends, strict=True)
    )


def _rests_at(parameters: Parameters, weight: str, error: str) -> bool:
    cycle = _cycle(parameters)
    if not cycle:
        return landing(parameters) is None
    (rest,) = cycle
    return close(weight, rest) and close(error, square(parameters.input * rest - parameters.goal))


def _runs_away(parameters: Parameters) -> bool:
    errors = [error for _, _, error in islice(rows(parameters), 2_000)]
    return errors[-1] > errors[0] or not math.isfinite(errors[-1])


def _costs(parameters: Parameters, updates: str, predictions: str) -> bool:
    each = 1 if parameters.method == "gradient-descent" else 3
    return int(number(predictions)) == each * int(number(updates))


def _never(parameters: Parameters) -> bool:
    return landing(parameters) is None


WEIGHT_ERROR = rf"({NUMBER}) \(error ({NUMBER})\)"
CLAIMS: dict[str, Callable[..., bool]] = {
    rf"[aA]lpha ({NUMBER}) lands in one update": _lands,
    rf"alpha ({NUMBER}): one step": _lands,
    rf"alpha ({NUMBER}) nearly lands in one update": _nearly_lands,
    rf"alpha ({NUMBER}): nearly one": _nearly_lands,
    rf"stable for alpha above 0 and below ({NUMBER})": _stable_below,
    rf"stable 0 < alpha < ({NUMBER})": _stable_below,
    rf"Try an alpha between 0 and ({NUMBER})\.": _stable_below,
    rf"multiplies the miss by ({NUMBER}(?: [+-] {NUMBER})?):": _multiplies,
    rf"miss x ({NUMBER}(?: [+-] {NUMBER})?) each": _multiplies,
    rf"converged after ({NUMBER}) update": _converged_after,
    rf"lands on the goal after ({NUMBER}) update": _converged_after,
    rf"is there after ({NUMBER}) update": _converged_after,
    rf"(?:jumps for ever|to and fro for ever|makes it jump|wiggles) between {WEIGHT_ERROR} and {WEIGHT_ERROR}": (
        _jumps_between
    ),
    rf"stays at {WEIGHT_ERROR}": _rests_at,
    rf"rounding stops it at {WEIGHT_ERROR}": _rests_at,
    r"cannot land|never gets there|to and fro for ever": _never,
    r"it diverges|it is past all bounds": _runs_away,
    rf"({NUMBER}) updates? \(({NUMBER}) predictions?\)": _costs,
    rf"Try alpha ({NUMBER})\.": lambda parameters, alpha: landing(parameters, alpha=number(alpha)) is not None,
}
"""What a sentence may claim, and whether running bears it out."""
