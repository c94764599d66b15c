"""What the terminal can show, read off the environment: TERM, COLORTERM, NO_COLOR and the locale."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

NO_CURSOR = {"", "dumb", "unknown", "network", "dialup"}
"""Terminals that only ever write the next line: a screen cannot be drawn on them. An unset TERM is one."""
WITHOUT_COLOURS = re.compile(r"vt\d.*|.*-m(ono)?|ansi-mini|hpterm|wyse.*|wy\d.*|tvi.*|adm.*|sun")
FEW_COLOURS = re.compile(r"linux.*|screen|screen\.[^-]*|con\d+x\d+|cons25.*|ansi.*")
"""Terminals that have 8 or 16 colours, whatever COLORTERM says: it may be that of a terminal around this one."""
ONLY_ASCII = re.compile(r"linux.*|vt\d.*|con\d+x\d+|cons25.*|ansi.*|sun|hpterm|wyse.*|wy\d.*|tvi.*|adm.*")
"""Terminals whose font has no braille and few other signs, the Linux console first of all."""
TRUE_COLOUR = ("truecolor", "24bit")
LOCALE_NAMES = ("LC_ALL", "LC_CTYPE", "LANG")
UTF_8 = re.compile(r"\.utf-?8(@|$)|^utf-?8$", re.IGNORECASE)


def positions_the_cursor(environment: Mapping[str, str]) -> bool:
    """Whether a screen can be drawn on this terminal."""
    return _term(environment) not in NO_CURSOR


def colour_depth(environment: Mapping[str, str]) -> str:
    """How many colours: ``truecolor``, ``256``, ``standard`` for 16, or an empty text for none at all."""
    term = _term(environment)
    if environment.get("NO_COLOR") or term in NO_CURSOR or WITHOUT_COLOURS.fullmatch(term):
        return ""
    if FEW_COLOURS.fullmatch(term):
        return "standard"
    # GNU screen, which sets STY, hands on the COLORTERM of the terminal around it, and mistakes what that would take.
    true_colour = environment.get("COLORTERM", "").strip().lower() in TRUE_COLOUR and not environment.get("STY")
    if true_colour or term.endswith("-direct"):
        return "truecolor"
    return "256" if "256color" in term or term.endswith("kitty") else "standard"


def locale_says_ascii(environment: Mapping[str, str]) -> bool:
    """Whether the locale says that the terminal shows no UTF-8.

    The locale is the first of LC_ALL, LC_CTYPE and LANG that is set. It says so by naming no UTF-8, as ``C`` and
    ``de_DE.ISO-8859-1`` do. Where none is set it says nothing, as over an ssh that hands no locale on: the terminal at
    the other end shows UTF-8 all the same.
    """
    locale = next((environment[name] for name in LOCALE_NAMES if environment.get(name)), "")
    return bool(locale) and not UTF_8.search(locale)


def shows_ascii_only(environment: Mapping[str, str]) -> bool:
    """Whether the screen is drawn in ASCII: the locale says so, or the terminal's font has little more."""
    term = _term(environment)
    return locale_says_ascii(environment) or term in NO_CURSOR or bool(ONLY_ASCII.fullmatch(term))


def given_environment() -> dict[str, str]:
    """The environment as the person set it.

    In a C locale Python sets LC_CTYPE to UTF-8 for itself and for the programs that it starts (PEP 538), before any of
    our code runs. What was there before still stands in /proc.
    """
    environment = dict(os.environ)
    if UTF_8.search(environment.get("LC_CTYPE", "")):
        try:
            # Without pathlib, which takes longer to load than all of this.
            with open("/proc/self/environ", "rb") as environ:  # noqa: PTH123
                started_with = environ.read().split(b"\0")
        except OSError:
            return environment
        if not any(entry.startswith(b"LC_CTYPE=") for entry in started_with):
            del environment["LC_CTYPE"]
    return environment


def _term(environment: Mapping[str, str]) -> str:
    return environment.get("TERM", "").strip().lower()
