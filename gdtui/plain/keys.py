"""What can be typed, as data: the conversation and its help are made from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A line that is understood: its names, the first of which is the screen's key, and what it does."""

    names: tuple[str, ...]
    action: str
    says: str


KEYS = (
    Key(("n", "space", "step", "right"), "step", "n, or an empty line: a step; n 10 takes ten"),
    Key(("b", "back", "left"), "step_back", "b: the row before; b 10 goes ten back"),
    Key(("g", "go"), "go_on", "g: go on until a new flag is raised"),
    Key(("j", "jump"), "jump", "j 3: say row 3"),
    Key(("r", "reset"), "reset", "r: start again from the start weight"),
    Key(("e", "edit"), "edit", "e alpha 0.1: a new run with alpha 0.1; e weight 2 alpha 0.1 changes both"),
    Key(("m", "method"), "other_method", "m: learn by the other method"),
    Key(("u", "undo"), "undo", "u: bring back the run that a change or a reset replaced"),
    Key(("U", "redo"), "redo", "U: take an undo back"),
    Key(("v", "where"), "say_all", "v: say parameters, forecast and row again"),
    Key(("d", "digits"), "every_digit", "d: the row's figures with every digit"),
    Key(("w", "why"), "why", "w: why the update is what it is"),
    Key(("i", "listing"), "listing", "i: the step as lines of Python"),
    Key(("l", "lessons", "lesson"), "lessons", "l: the lessons; l 3 opens the third"),
    Key(("]", "next"), "next_lesson", "]: the next lesson"),
    Key(("[", "previous"), "lesson_before", "[: the lesson before"),
    Key(("t", "text"), "text", "t: the lesson's text, its task, and what is met"),
    Key(("f", "predict"), "predict_first", "f: predict first, say what a step will do, on or off"),
    Key(("y", "memory"), "memory", "y: type the loop from memory"),
    Key(("c", "compare"), "compare", "c: pin this run as A and compare another with it, or end that"),
    Key(("s", "sweep"), "sweep", "s: try other alphas, or step amounts; s 1 0.5 tries these"),
    Key(("?", "h", "help"), "help", "?: these lines"),
    Key(("q", "quit", "exit"), "leave", "q: leave gdtui"),
)

SCREEN_ONLY = ("p", "+", "-", "=", "a", "x", "z", "Z", "1", "2", "3")
"""Keys of the screen that have no meaning in lines of text."""
