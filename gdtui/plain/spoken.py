"""A run in sentences that can be read aloud: every figure and every flag in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gdtui.core.figures import counted, short
from gdtui.core.flags import Flag
from gdtui.core.forecast import forecast
from gdtui.core.methods import METHODS
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.core.sweep import SweepRow
from gdtui.files.sweeps import error_text
from gdtui.lab.comparison import BESIDE, PINNED, nearer
from gdtui.lab.words import flag_sentences

COMPARED = ("weight", "prediction", "error", "delta")
LEARNED = ("weight_delta", "up_error", "down_error", "new_weight")

MINUS = re.compile(r"(?<![\w.)])-(?=\d|inf\b)")
POWER = re.compile(r"(?<=\d)e([+-]?)0*(\d+)\b")
TIMES = re.compile(r"(?<=\s)[x*](?=\s)")


def spoken(text: str) -> str:
    """A text whose figures can be read aloud: minus 3, 1.6 times ten to the power 14, infinity."""
    text = MINUS.sub("minus ", text)
    text = POWER.sub(lambda power: f" times ten to the power {'minus ' * (power[1] == '-')}{power[2]}", text)
    text = TIMES.sub("times", text)
    return re.sub(r"\binf\b", "infinity", re.sub(r"\bnan\b", "not a number", text))


def sentence(text: str) -> str:
    """A text with a capital and a full stop, its figures in words."""
    text = spoken(text)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def parameters_sentence(parameters: Parameters) -> str:
    """What the run is made from."""
    named = [f"{name} {_value(value)}" for name, value in parameters.in_use().items() if name != "method"]
    return sentence(f"{METHODS[parameters.method].title}: {', '.join(named)}")


def _value(value: float | bool) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else short(value)


def forecast_sentence(parameters: Parameters) -> str:
    """What the parameters will lead to."""
    return sentence(f"forecast: {forecast(parameters).text}")


def row_sentences(session: Session, *, hides_update: bool = False) -> Iterator[str]:
    """The row shown, the update that it calls for unless that is to be predicted, and its flags; of two runs, both."""
    step, beside = session.current, session.beside
    names = COMPARED if hides_update else COMPARED + LEARNED
    figures = [f"{name} {short(getattr(step, name))}" for name in names if getattr(step, name) is not None]
    name = "" if beside is None else f"{BESIDE}, "
    yield sentence(f"{name}row {session.cursor + 1:,}: {', '.join(figures)}")
    yield from (sentence(f"{name}{flag.value}: {reason}") for flag, reason in flag_sentences(session))
    if beside is not None:
        yield from (sentence(f"{PINNED}, {flag.value}: {reason}") for flag, reason in flag_sentences(beside))
        yield sentence(nearer(session, beside))


def sweep_sentence(row: SweepRow, field: str, iterations: int) -> str:
    """What one value leads to."""
    updates = row.forecast.iterations_to_tolerance
    about = "" if row.forecast.counted else "about "
    reaches = (
        "never within the tolerance" if updates is None else f"{about}{counted(updates, 'update')} to the tolerance"
    )
    error = error_text(row.final_error)
    ending = "a figure overflows" if error == Flag.OVERFLOW.value else f"the error is {error}"
    regime = row.forecast.regime.value
    return sentence(f"{field} {short(row.value)}: {regime}, {reaches}; in row {iterations:,} {ending}")
