"""What is said about a step: its flag with its reason, and the figures of its update, in short sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from gdtui.core.figures import apart, counted, short
from gdtui.core.flags import Flag, Severity
from gdtui.core.forecast import forecast
from gdtui.core.remedies import alpha_to_try, better_step_amount
from gdtui.core.session import MOST_ROWS, Session
from gdtui.core.step import Step

Sentence = tuple[str, str]
"""A sentence in full, and in brief."""

SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "!", Severity.NOTE: "~", Severity.SUCCESS: "✔"}
"""A sign for each severity, so that no flag relies on its colour."""
ASCII_SIGNS = {Severity.ERROR: "x", Severity.WARNING: "!", Severity.NOTE: "~", Severity.SUCCESS: "*"}

SPARKS = "▁▂▃▄▅▆▇█"
"""A sign for each level of an error, the tolerance lowest."""
ASCII_SPARKS = "_.,-~+*#"

LONGEST_LIST = 17
"""Characters; a longer list of figures would push what to try off an 80-column line."""


def flag_word(flag: Flag, signs: dict[Severity, str] = SIGNS) -> str:
    """A flag as columns show it: its sign and its name."""
    return f"{signs[flag.severity]} {flag.value}"


def sparkline(levels: Iterable[int], sparks: str = SPARKS) -> str:
    """How an error went, a sign for each of its levels (0 to 7)."""
    return "".join(sparks[level] for level in levels)


def flag_sentence(session: Session, *, briefly: bool = False) -> str:
    """Why the row shown bears its gravest flag, with the figures that show it and what to try; empty without a flag.

    ``briefly`` leaves the figures out.
    """
    step = session.current
    return _SENTENCES[step.flags[0]](session, step)[briefly] if step.flags else ""


def flag_sentences(session: Session) -> list[tuple[Flag, str]]:
    """Every flag of the row shown with its reason, gravest first."""
    step = session.current
    return [(flag, _SENTENCES[flag](session, step)[0]) for flag in step.flags]


def compared(step: Step, goal: float, digits: int = 6, *, briefly: bool = False) -> str:
    """Predict and compare: how far the prediction misses the goal, the error that this makes, and the slope there.

    ``briefly`` leaves the slope out.
    """
    side = "high" if step.delta > 0 else "low"
    miss = f"{short(abs(step.delta), digits)} too {side}" if step.delta else "no miss"
    prediction, error = short(step.prediction, digits), short(step.error, digits)
    slope = "" if briefly or step.slope is None else f"; slope {short(step.slope, digits)}"
    return f"predicted {prediction}, goal {short(goal, digits)}: {miss}; error {error}{slope}"


def exact_figures(step: Step) -> list[str]:
    """Every figure of a row by its name, with every digit that it has."""
    names = ("weight", "prediction", "error", "delta", "weight_delta", "up_error", "down_error", "new_weight")
    return [f"{name} {getattr(step, name)!r}" for name in names if getattr(step, name) is not None]


def learned(session: Session, digits: int = 6) -> str:
    """Learn: what the update that this row calls for does to the weight."""
    step, parameters = session.current, session.parameters
    weight, new_weight = short(step.weight, digits), short(step.new_weight, digits)
    if step.weight_delta is not None:
        weight_delta, alpha = short(step.weight_delta, digits), short(parameters.alpha, digits)
        scaled = f"x input {short(parameters.input, digits)} = {weight_delta}"
        return f"{scaled}; next {weight} - {alpha} x {weight_delta} = {new_weight}"
    up, down = short(step.up_error or 0.0, digits), short(step.down_error or 0.0, digits)
    return f"errors up {up}, down {down}: {direction(step)}; next {new_weight}"


def direction(step: Step) -> str:
    """Which of hot and cold's two tries is better, in a few words."""
    if step.new_weight > step.weight:
        return "up is better"
    if step.new_weight < step.weight:
        return "down is better"
    return "equal: stay" if step.up_error == step.down_error else "neither beats the present error: stay"


def ending(session: Session) -> str:
    """Why no row follows the row shown, or why none that follows is new."""
    if session.ended:
        return "the run ended here"
    if session.cursor + 1 >= MOST_ROWS:
        return "no more rows are kept"
    return "the same weights come back"


def _remedy(session: Session) -> str:
    """What to change so that it learns, as far as trying it shows that it does; empty where nothing is known to."""
    start = session.run.row(0)
    if not start.finite and not math.isfinite(start.error):
        return "Try smaller figures."
    if session.parameters.method == "hot-and-cold":
        step = session.current
        word = better_step_amount(replace(session.parameters, weight=step.weight))
        return f"Try a {word} step_amount." if word else ""
    alpha = alpha_to_try(session.parameters)
    return f"Try {alpha}." if alpha else ""


def _overflow(session: Session, step: Step) -> Sentence:
    return "a figure is too big for a float, and the run ends here.", "too big for a float; the run ends here."


def _diverging(session: Session, step: Step) -> Sentence:
    if Flag.OVERFLOW in step.flags:
        return _tried("it is past all bounds.", "past all bounds.", session)
    rows = session.run.rows(step.iteration - 3, step.iteration)
    errors = ", ".join(short(row.error) for row in rows)
    grew = f" ({errors})" if len(errors) <= LONGEST_LIST else f", to {short(step.error, 3)}"
    return _tried(f"the error grew twice running{grew}.", "error grew twice running.", session)


def _oscillating(session: Session, step: Step) -> Sentence:
    low, high = apart(*sorted((step.weight, step.new_weight)))
    return _tried(f"to and fro between {low} and {high}.", "to and fro.", session)


def _tried(sentence: str, brief: str, session: Session) -> Sentence:
    """A sentence and what to try."""
    remedy = _remedy(session)
    return f"{sentence} {remedy}".rstrip(), f"{brief} {remedy}".rstrip()


def _settling(session: Session, step: Step) -> Sentence:
    brief = "it overshoots, by less each time"
    seen = forecast(session.parameters)
    comes_to = ""
    if seen.counted and seen.iterations_to_tolerance:
        comes_to = f", and is there after {counted(seen.iterations_to_tolerance, 'update')}"
    elif seen.weights:
        comes_to = ", until rounding stops it" if len(seen.weights) == 1 else ", until rounding keeps it jumping"
    return f"{brief}{comes_to}.", f"{brief}."


def _stalled(session: Session, step: Step) -> Sentence:
    if session.parameters.input == 0:
        stays = "an input of 0 makes every update 0"
        return f"{stays}: the weight cannot learn.", f"{stays}."
    if session.parameters.method == "hot-and-cold":
        return _tried("neither try is better, so the weight stays.", "no try is better.", session)
    return "the update is too small to move the weight.", "too small an update to move the weight."


def _overshoot(session: Session, step: Step) -> Sentence:
    return "the last update jumped across the goal.", "jumped across the goal."


def _converged(session: Session, step: Step) -> Sentence:
    tolerance = short(session.parameters.tolerance)
    if step.iteration > 1 and Flag.CONVERGED in session.run.row(step.iteration - 2).flags:
        return f"the error stays within the tolerance {tolerance}.", "it stays within the tolerance."
    updates = f"after {counted(step.iteration - 1, 'update')}"
    return f"the error is within the tolerance {tolerance}, {updates}.", f"within the tolerance {updates}."


_SENTENCES: dict[Flag, Callable[[Session, Step], Sentence]] = {
    Flag.OVERFLOW: _overflow,
    Flag.DIVERGING: _diverging,
    Flag.OSCILLATING: _oscillating,
    Flag.SETTLING: _settling,
    Flag.STALLED: _stalled,
    Flag.OVERSHOOT: _overshoot,
    Flag.CONVERGED: _converged,
}
