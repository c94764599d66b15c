"""What plain mode says: sentences that can be read aloud, without signs that only the eye understands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gdtui.core.figures import counted, short
from gdtui.core.forecast import forecast
from gdtui.core.session import Session
from gdtui.core.sweep import SweepRow
from gdtui.files.sweeps import error_text
from gdtui.lab.comparison import PINNED, nearer, score
from gdtui.lab.lesson import Lesson
from gdtui.lab.words import compared, flag_sentences

POWER = re.compile(r"(\d)e([+-]?\d+)")
MINUS = re.compile(r"(?<![\w.-])-(?=[\d.])")


def opening(session: Session, *, foretells: bool = True) -> Iterator[str]:
    """What is run, and what will happen where that is to be told."""
    parameters = session.parameters
    told, problem = parameters.told(), parameters.problem
    if problem.is_beyond:
        yield f"Problem: {problem.title}."
    passed_over = ("method", "tolerance", *problem.told())
    figures = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in told.items() if name not in passed_over)
    yield _begun(f"{told['method']}: {figures}.")
    if foretells:
        yield forecast_sentence(session)


def forecast_sentence(session: Session) -> str:
    """What will happen."""
    return f"Forecast: {forecast(session.parameters).text}."


def row(session: Session) -> Iterator[str]:
    """The row shown: its weight, what it predicts and misses, where the weight goes, and every flag in words."""
    step = session.current
    of = "" if session.at_newest else f" of {session.length:,}"
    next_weight = f"The next weight is {short(step.new_weight)}."
    yield f"Row {session.cursor + 1:,}{of}: weight {short(step.weight)}, {compared(session)}. {next_weight}"
    for flag, sentence in flag_sentences(session):
        yield _begun(f"{flag}: {sentence}")
    if session.beside is not None:
        flags = ", ".join(session.beside.current.flags) or "no flag"
        yield _begun(f"{nearer(session, session.beside)}. {PINNED}: {flags}.")
        yield _begun(f"{score(session, session.beside)}.")


def lesson_text(lesson: Lesson, standing: Iterable[tuple[str, bool, str]]) -> Iterator[str]:
    """A lesson: its title, its paragraphs, its task, and each goal with whether it is met."""
    yield f"Lesson {lesson.id}: {lesson.title}."
    yield from lesson.text
    if lesson.task is not None:
        yield f"Task: {lesson.task.ask}"
        yield from goals(standing)


def goals(standing: Iterable[tuple[str, bool, str]]) -> Iterator[str]:
    """Each goal of a task, and whether it is met or what it lacks."""
    for say, is_met, lack in standing:
        lacks = f"Not met: {lack}." if lack else "Not met."
        yield f"Goal: {say}. {'Met.' if is_met else lacks}"


def swept_row(row: SweepRow, field: str) -> str:
    """One value of a sweep, and what it leads to."""
    updates = row.forecast.iterations_to_tolerance
    reaches = "never reaches the tolerance"
    if updates is not None:
        reaches = f"reaches the tolerance after {'' if row.forecast.counted else 'about '}{counted(updates, 'update')}"
    name = field.replace("_", " ")
    return _begun(
        f"{name} {short(row.value)}: {row.forecast.regime.value}, {reaches}; error {error_text(row.final_error)}."
    )


def spoken(sentence: str) -> str:
    """A sentence whose signs are words: a voice passes over a minus, and spells what stands for a power of ten."""
    powers = POWER.sub(lambda found: f"{found[1]} times ten to the power {int(found[2])}", sentence)
    return MINUS.sub("minus ", powers)


def _begun(sentence: str) -> str:
    """A sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]
