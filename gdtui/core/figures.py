"""How figures are written for people: few digits in sentences, the lab's own twelve in its printed lines."""

from __future__ import annotations

MOST_DIGITS = 100


def short(value: float, digits: int = 6) -> str:
    """A figure in at most so many significant digits, as sentences show it: 0.3025, 1.6e+14, -3."""
    return f"{value + 0.0:.{digits}g}"  # adding 0.0 makes -0.0 plain 0


def below(value: float, digits: int = 6) -> str:
    """The largest figure of so many significant digits that is not above a value greater than 0."""
    text = short(value, digits)
    if float(text) <= value:
        return text
    mantissa, exponent = f"{value:.17e}".split("e")
    return short(float(f"{mantissa[: digits + 1]}e{exponent}"), digits)


def apart(first: float, second: float) -> tuple[str, str]:
    """Two figures in few digits, but in as many as it takes to tell them apart."""
    written = ((short(first, digits), short(second, digits)) for digits in range(6, 18))
    return next((pair for pair in written if pair[0] != pair[1]), (short(first), short(second)))


def in_full(value: float) -> str:
    """A figure with every digit that it has and no more, so that it is the same one when it is read again."""
    return repr(value).removesuffix(".0")


def lab_style(value: float) -> str:
    """A figure in 12 significant digits, whole numbers with their ``.0``, as the lab prints it."""
    text = f"{value:.12g}"
    return text if any(mark in text for mark in ".ein") else f"{text}.0"


def parsed_count(text: str, least: int, most: int) -> int | None:
    """The whole number that a person typed; None where it is none, or not one from ``least`` to ``most``."""
    # Python refuses to read numbers of thousands of digits.
    if not text.isdecimal() or len(text) > MOST_DIGITS:
        return None
    count = int(text)
    return count if least <= count <= most else None


def counted(number: int, noun: str) -> str:
    """A number and its noun, in the plural where it is one: 1 update, 1,101 updates."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
