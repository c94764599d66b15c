"""What is said about a step: its flag with its reason, and the figures of its update, in short sentences."""

from __future__ import annotations

import math
from collections.abc import Callable

from gdtui.core.figures import apart, counted, short
from gdtui.core.flags import FLAGS, Flag, Severity
from gdtui.core.forecast import forecast
from gdtui.core.remedies import alpha_to_try, better_step_amount
from gdtui.core.row import Row, figure_names, figure_picker
from gdtui.core.session import MOST_ROWS, Session

DIGITS = range(6, 1, -1)
"""How many digits the figures of a sentence may have, the best first."""
WAYS = [(6, "  ", False), (6, " ", False), *((digits, " ", True) for digits in DIGITS)]
"""How the machine is written: how many digits its figures have, what is between them, and whether it is brief."""
Sentence = tuple[str, str]
"""A sentence in full, and in brief."""

LONGEST_LIST = 17
"""Characters; a longer list of figures would push what to try off an 80-column line."""


def flag_sentence(session: Session, *, briefly: bool = False) -> str:
    """Why the row shown bears its foremost flag, with the figures that show it and what to try; empty without a flag.

    ``briefly`` leaves the figures out.
    """
    step = session.current
    return _sentence(session, step, foremost(step.flags))[briefly] if step.flags else ""


def foremost(flags: tuple[Flag, ...]) -> Flag:
    """The flag that is told first: the gravest, but that a run is there before how it came there."""
    is_there = Flag.CONVERGED in flags and flags[0].severity is Severity.NOTE
    return Flag.CONVERGED if is_there else flags[0]


def flag_sentences(session: Session) -> list[tuple[Flag, str]]:
    """Every flag of the row shown with its reason, gravest first."""
    step = session.current
    return [(flag, _sentence(session, step, flag)[0]) for flag in step.flags]


def _sentence(session: Session, row: Row, flag: Flag) -> Sentence:
    """What is said of a row's flag, in full and in brief; of one with no sentence of its own, what it means."""
    meaning = f"{FLAGS[flag].meaning}."
    return _SENTENCES[flag](session, row) if flag in _SENTENCES else (meaning, meaning)


def without_flag(session: Session) -> str:
    """What a row without a flag shows: which way its error went."""
    error, before = session.current.error, session.run.row(session.cursor - 1).error
    way = "stays the same" if error == before else "fell" if error < before else "grew"
    return f"no flag: the error {way}."


def compared(session: Session, digits: int = 6) -> str:
    """Predict and compare: how far the prediction misses the goal, and the error that this makes."""
    return session.parameters.problem.compared(session.current, digits)


def in_sentences(session: Session, width: int) -> list[str]:
    """The row shown in two sentences that are no longer than this: compare, and learn."""
    parameters, row = session.parameters, session.current
    compared_ways = [parameters.problem.compared(row, digits) for digits in DIGITS]
    learned_ways = [parameters.rule.learned(parameters, row, digits) for digits in DIGITS]
    ways = ([*compared_ways, f"error {short(row.error)}"], [*learned_ways, f"new weight {short(row.new_weight)}"])
    return [next((text for text in texts if len(text) <= width), texts[-1]) for texts in ways]


def machine(session: Session, width: int) -> list[str]:
    """The row shown as what happens in it, in lines that are no longer than this: with fewer digits where need be."""
    rule, parameters, row = session.parameters.rule, session.parameters, session.current
    for digits, gap, briefly in WAYS:
        lines = rule.machine(parameters, row, digits, gap, briefly=briefly)
        if max(map(len, lines)) <= width:
            break
    return lines


def exact_figures(row: Row) -> list[str]:
    """Every figure of a row by its name, with every digit that it has."""
    columns = row.figures.columns
    named = zip(figure_names(columns), figure_picker(columns)(row), strict=True)
    return [f"{name} {figure!r}" for name, figure in named]


def learned(session: Session, digits: int = 6) -> str:
    """Learn: what the update that this row calls for does to the weight."""
    return session.parameters.rule.learned(session.parameters, session.current, digits)


def ending(session: Session) -> str:
    """Why no row follows the row shown, or why none that follows is new."""
    if session.ended:
        return "the run ended here"
    if session.cursor + 1 >= MOST_ROWS:
        return "no more rows are kept"
    return "the same weights come back"


def _remedy(session: Session) -> str:
    """What to change so that it learns, as far as trying it shows that it does; empty where nothing is known to.

    In a lesson that is for the student to find.
    """
    if session.lesson is not None:
        return ""
    start = session.run.row(0)
    if not start.finite and not math.isfinite(start.error):
        return "Try smaller figures."
    if "step_amount" in session.parameters.in_use():
        step = session.current
        word = better_step_amount(session.parameters.changed(weight=step.weight))
        return f"Try a {word} step_amount." if word else ""
    alpha = alpha_to_try(session.parameters) if "alpha" in session.parameters.in_use() else ""
    return f"Try {alpha}." if alpha else ""


def _overflow(session: Session, step: Row) -> Sentence:
    if step.lacks_a_figure:
        brief = "a figure cannot be had; the run ends here."
        return "a figure cannot be had (1 / 0 and log(0) have none), and the run ends here.", brief
    return "a figure is too big for a float, and the run ends here.", "too big for a float; the run ends here."


def _diverging(session: Session, step: Row) -> Sentence:
    if Flag.OVERFLOW in step.flags:
        bounds = "gets no nearer." if step.lacks_a_figure else "is past all bounds."
        return _tried(f"it {bounds}", bounds.removeprefix("is "), session)
    rows = list(session.run.rows(step.iteration - 3, step.iteration))
    if not rows[0].error < rows[1].error < rows[2].error:
        # A signed error falls while the miss grows, and a swing has grown before an error shows it.
        what = "swing" if session.parameters.rule.swing(session.parameters) else "miss"
        return _tried(f"the {what} grew twice running.", f"{what} grew twice running.", session)
    errors = ", ".join(short(row.error) for row in rows)
    grew = f" ({errors})" if len(errors) <= LONGEST_LIST else f", to {short(step.error, 3)}"
    return _tried(f"the error grew twice running{grew}.", "error grew twice running.", session)


def _oscillating(session: Session, step: Row) -> Sentence:
    low, high = apart(min(step.weight, step.new_weight), max(step.weight, step.new_weight))
    return _tried(f"to and fro between {low} and {high}.", "to and fro.", session)


def _tried(sentence: str, brief: str, session: Session) -> Sentence:
    """A sentence and what to try."""
    remedy = _remedy(session)
    return f"{sentence} {remedy}".rstrip(), f"{brief} {remedy}".rstrip()


def _settling(session: Session, step: Row) -> Sentence:
    brief = "it overshoots, by less each time"
    seen = forecast(session.parameters)
    comes_to = ""
    if seen.counted and seen.iterations_to_tolerance:
        comes_to = f", and is there after {counted(seen.iterations_to_tolerance, 'update')}"
    elif seen.weights:
        comes_to = ", until rounding stops it" if len(seen.weights) == 1 else ", until rounding keeps it jumping"
    return f"{brief}{comes_to}.", f"{brief}."


def _stalled(session: Session, step: Row) -> Sentence:
    if session.parameters.problem.is_blind:
        stays = "an input of 0 makes every update 0"
        return f"{stays}: the weight cannot learn.", f"{stays}."
    if session.parameters.rule.tries:
        return _tried("neither try is better, so the weight stays.", "no try is better.", session)
    return "the update is too small to move the weight.", "too small an update to move the weight."


def _overshoot(session: Session, step: Row) -> Sentence:
    return "the last update jumped across the goal.", "jumped across the goal."


def _converged(session: Session, step: Row) -> Sentence:
    tolerance = short(session.parameters.tolerance)
    if step.iteration > 1 and Flag.CONVERGED in session.run.row(step.iteration - 2).flags:
        return f"the error stays within the tolerance {tolerance}.", "it stays within the tolerance."
    updates = f"after {counted(step.iteration - 1, 'update')}"
    return f"the error is within the tolerance {tolerance}, {updates}.", f"within the tolerance {updates}."


_SENTENCES: dict[Flag, Callable[[Session, Row], Sentence]] = {
    Flag.OVERFLOW: _overflow,
    Flag.DIVERGING: _diverging,
    Flag.OSCILLATING: _oscillating,
    Flag.SETTLING: _settling,
    Flag.STALLED: _stalled,
    Flag.OVERSHOOT: _overshoot,
    Flag.CONVERGED: _converged,
}
