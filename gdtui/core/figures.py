"""How figures are written for people: few digits in sentences, the lab's own twelve in its printed lines."""

from __future__ import annotations

from collections.abc import Callable

MOST_DIGITS = 100
LONGEST_PLAIN = 9
"""Characters, without the sign, of a very large or very small figure; a longer one is written with a power of ten."""


def recorded(value: float, digits: int = 6) -> str:
    """A figure in at most so many significant digits, as the text of a recorded forecast has it: 0.3025, 1.6e+14."""
    return f"{value + 0.0:.{digits}g}"  # adding 0.0 makes -0.0 plain 0


def short(value: float, digits: int = 6) -> str:
    """A figure in at most so many significant digits, in the one way in which people see it: 0.3025, -3, 1.6e14.

    Digits stand plain where that is not long.
    """
    text = f"{value + 0.0:.{digits}g}"
    mantissa, power, exponent = text.partition("e")
    if not power:
        return text
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    places = int(exponent)
    zeros = "0" * (-places - 1 if places < 0 else places - len(fraction))
    plain = f"0.{zeros}{whole}{fraction}" if places < 0 else f"{whole}{fraction}{zeros}"
    if len(plain) <= LONGEST_PLAIN:
        return f"-{plain}" if value < 0 else plain
    # Python writes 1.6e+14 and 1e-07.
    return f"{mantissa}e{places}"


def signed(value: float, digits: int = 6) -> str:
    """The same with its sign always there, as a miss has it: +1.8, -0.55, 0."""
    text = short(value, digits)
    return f"+{text}" if value > 0 else text


def below(value: float, digits: int = 6, write: Callable[[float, int], str] = short) -> str:
    """The largest figure of so many significant digits that is not above a value greater than 0."""
    text = write(value, digits)
    if float(text) <= value:
        return text
    mantissa, exponent = f"{value:.17e}".split("e")
    return write(float(f"{mantissa[: digits + 1]}e{exponent}"), digits)


def apart(first: float, second: float, write: Callable[[float, int], str] = short) -> tuple[str, str]:
    """Two figures in few digits, but in as many as it takes to tell them apart."""
    written = ((write(first, digits), write(second, digits)) for digits in range(6, 18))
    return next((pair for pair in written if pair[0] != pair[1]), (write(first, 6), write(second, 6)))


def simplest(low: float, high: float) -> float:
    """The figure of the fewest digits that is not below one and not above the other, both finite."""
    if low <= 0 <= high:
        return 0.0
    middle = low / 2 + high / 2
    figures = (float(f"{middle:.{digits}e}") for digits in range(17))
    return next((figure for figure in figures if low <= figure <= high), middle)


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
