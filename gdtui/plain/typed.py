"""What a person typed after a key, read; what cannot be is told in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gdtui.core.methods import METHODS
from gdtui.core.parameters import FIGURES, ParameterError, Parameters, parse_figure
from gdtui.lab.reading import printable

LONGEST_ECHO = 20
NAMES = (*FIGURES, "stay")
YES, NO = "yes", "no"


class NotUnderstoodError(ValueError):
    """A line that cannot be done; the text says why, in one sentence."""


def number_in(arguments: list[str], things: str, least: int, most: int) -> int:
    """The whole number that was typed, of these things, from the least to the most that there can be."""
    text = arguments[0] if arguments else ""
    if text.isascii() and text.isdecimal() and len(text) < 20 and least <= int(text) <= most:
        return int(text)
    typed = f"not '{_shown(text)}'" if text else "as in l 3" if things == "lessons" else "as in j 3"
    raise NotUnderstoodError(f"give a number of {things} from {least:,} to {most:,}, {typed}")


def parameters_in(words: list[str], present: Parameters) -> Parameters:
    """The present parameters with those changed that were typed, each as a name and its value.

    A name may be in two words, a value may be said as the rows say it, with a minus before it, and = may stand between.
    """
    text = f" {' '.join(words).replace('=', ' ')} ".lower().replace("-amount", "_amount")
    text = text.replace(" step amount ", " step_amount ").replace(" minus ", " -")
    pieces = text.split()
    if len(pieces) % 2:
        raise NotUnderstoodError("give names and values by turns, as in e alpha 0.1 weight 2")
    values: dict[str, Any] = {}
    for name, value in zip(pieces[::2], pieces[1::2], strict=True):
        in_use = [each for each in present.in_use() if each != "method"]
        if name not in NAMES:
            raise NotUnderstoodError(f"'{_shown(name)}' is no parameter; there are {', '.join(in_use)}")
        if name not in in_use:
            raise NotUnderstoodError(f"{METHODS[present.method].title} has no {name}; m changes the method")
        try:
            values[name] = _yes_or_no(value) if name == "stay" else parse_figure(name, value)
        except ParameterError as error:
            raise NotUnderstoodError(f"{name}: {error.said_of(_shown(value))}") from None
    return replace(present, **values)


def _yes_or_no(text: str) -> bool:
    if text not in (YES, NO):
        raise ParameterError("stay", f"neither {YES} nor {NO}")
    return text == YES


def _shown(text: str) -> str:
    return printable(text[:LONGEST_ECHO])
