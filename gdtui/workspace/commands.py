"""Every command, as data: the keys, the footer, the help, the palette and plain mode are made of this table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gdtui.workspace.workspace import LISTING, TEXT, WHY, Workspace

STEPPING, RUNS, LEARNING, LOOKING, GDTUI = "stepping", "runs", "learning", "looking", "gdtui"
"""The groups, in the order in which help shows them."""


def always(workspace: Workspace) -> str:
    """Nothing is in the way."""
    return ""


class Command(NamedTuple):
    """Something that a student can ask for, under every face.

    ``keys`` are in Textual's names, the footer shows ``word``; ``typed`` is what a line of plain mode begins with,
    nothing where plain mode has no such thing, and ``usage`` how that is told. ``do`` answers with the sentence to
    say; where it is None each face has a way of its own. ``why_not`` says why it is not possible now.
    """

    name: str
    keys: str
    word: str
    tooltip: str
    group: str
    do: Callable[[Workspace], str] | None = None
    typed: str = ""
    usage: str = ""
    why_not: Callable[[Workspace], str] = always
    in_footer: bool = False
    keeps_playing: bool = False
    """Whether a run that goes on by itself goes on meanwhile."""
    key_display: str | None = None
    at_once: bool = False
    """Whether its key is taken before anything else sees it, in every dialog."""

    @property
    def key_text(self) -> str:
        """Its keys as people name them: ``space, n, right``."""
        return ", ".join(KEY_NAMES.get(key, key) for key in self.keys.split(","))

    @property
    def told(self) -> str:
        """It as the palette lists and finds it: by the footer's word for it and by what it does."""
        return f"{self.word.capitalize()}: {self.tooltip[0].lower()}{self.tooltip[1:]}"


KEY_NAMES = {
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
}


def _no_sweep(workspace: Workspace) -> str:
    from gdtui.core.sweep import swept_by

    swept = swept_by(workspace.session.parameters)
    return "" if swept else "there is no parameter here that can be tried side by side."


def _no_map(workspace: Workspace) -> str:
    from gdtui.charts.stability import mapped

    on_a_map = mapped(workspace.session.parameters)
    return "" if on_a_map else "the map is for one input, squared error and a method with a formula."


def _looks(**changes: object) -> Callable[[Workspace], str]:
    return lambda workspace: workspace.look(**changes)


def _below(what: str) -> Callable[[Workspace], str]:
    return lambda workspace: workspace.toggle_below(what)


def _at(index: Callable[[Workspace], int]) -> Callable[[Workspace], str]:
    return lambda workspace: workspace.jump(index(workspace))


_LIST = [
    Command(
        "step",
        "space,n,right",
        "step",
        "Take the update and see the next row",
        STEPPING,
        typed="n",
        usage=", or an empty line: take a step; n 10 takes ten.",
        in_footer=True,
    ),
    Command(
        "back",
        "b,left",
        "back",
        "Look at the row before",
        STEPPING,
        Workspace.back,
        typed="b",
        usage=": look at the row before; b 10 at the tenth before.",
        in_footer=True,
    ),
    Command("play", "p", "play", "Step by itself, or pause", STEPPING, in_footer=True, keeps_playing=True),
    Command(
        "go-on",
        "g",
        "go on",
        "Go on until a new flag is raised",
        STEPPING,
        typed="g",
        usage=": go on until a new flag is raised.",
        keeps_playing=True,
    ),
    Command(
        "help",
        "question_mark",
        "help",
        "Show every key and every flag",
        GDTUI,
        typed="?",
        usage=": tell every command.",
        in_footer=True,
        key_display="?",
    ),
    Command("quit", "q", "quit", "Leave gdtui", GDTUI, typed="q", usage=": leave.", in_footer=True),
    Command(
        "reset",
        "r",
        "reset",
        "Start again from the start weight",
        RUNS,
        Workspace.reset,
        typed="r",
        usage=": start again from the start weight.",
        in_footer=True,
    ),
    Command(
        "edit",
        "e",
        "edit",
        "Change parameters; Enter applies, Esc leaves",
        RUNS,
        typed="e",
        usage=" alpha 0.1 weight 2: change parameters. Names: ",
        in_footer=True,
    ),
    Command(
        "lessons",
        "l",
        "lessons",
        "Choose what to learn, and see what is done",
        LEARNING,
        typed="l",
        usage=": tell the lessons; l 3, or l and an id, opens one.",
        in_footer=True,
    ),
    Command(
        "compare",
        "c",
        "compare",
        "Pin this run and compare another with it, or end that",
        RUNS,
        Workspace.compare,
        typed="c",
        usage=": pin this run and compare another with it, or end that.",
        in_footer=True,
    ),
    Command(
        "sweep",
        "s",
        "sweep",
        "Try other alphas, or step amounts, side by side",
        RUNS,
        typed="s",
        usage=": what other alphas, or step amounts, lead to; s 1 0.5 tries these.",
        why_not=_no_sweep,
    ),
    Command(
        "export",
        "x",
        "export",
        "Export the run, the chart or the screen to a file",
        GDTUI,
        typed="x",
        usage=" csv FILE: export the run. Formats: ",
    ),
    Command(
        "other-method",
        "m",
        "method",
        "Learn by the other method",
        RUNS,
        Workspace.other_method,
        typed="m",
        usage=": learn by the other method.",
    ),
    Command(
        "next-lesson",
        "right_square_bracket",
        "next lesson",
        "Go to the next lesson",
        LEARNING,
        lambda workspace: workspace.neighbour(1),
        typed="]",
        usage=": go to the next lesson.",
    ),
    Command(
        "lesson-before",
        "left_square_bracket",
        "lesson before",
        "Go to the lesson before",
        LEARNING,
        lambda workspace: workspace.neighbour(-1),
        typed="[",
        usage=": go to the lesson before.",
    ),
    Command(
        "text",
        "t",
        "text",
        "Read the lesson's text and task, or the log again",
        LEARNING,
        _below(TEXT),
        typed="t",
        usage=": the lesson's text, task and goals.",
        keeps_playing=True,
    ),
    Command(
        "why",
        "w",
        "why",
        "Read why the update is what it is, or the log again",
        LEARNING,
        _below(WHY),
        typed="w",
        usage=": why the update is what it is.",
        keeps_playing=True,
    ),
    Command(
        "listing",
        "i",
        "listing",
        "Read the step as lines of Python, or the log again",
        LEARNING,
        _below(LISTING),
        typed="i",
        usage=": the run as a Python program.",
        keeps_playing=True,
    ),
    Command(
        "predict-first",
        "f",
        "predict",
        "Say what a step will do before it is taken, on or off",
        LEARNING,
        Workspace.toggle_predicting,
        typed="f",
        usage=": be asked before each step what it will do, or not.",
        keeps_playing=True,
    ),
    Command(
        "memory",
        "y",
        "from memory",
        "Type the loop from memory",
        LEARNING,
        typed="y",
        usage=": type the loop from memory.",
    ),
    Command("map", "a", "map", "See on a map which inputs and alphas are stable", RUNS, why_not=_no_map),
    Command(
        "undo",
        "u",
        "undo",
        "Bring back the run that a change or a reset replaced",
        RUNS,
        Workspace.undo,
        typed="u",
        usage=": bring back the run that a change or a reset replaced.",
    ),
    Command("redo", "U", "redo", "Take an undo back", RUNS, Workspace.redo, typed="U", usage=": take an undo back."),
    Command("faster", "plus,equals_sign", "faster", "Play faster", STEPPING, keeps_playing=True, key_display="+"),
    Command("slower", "minus", "slower", "Play slower", STEPPING, keeps_playing=True, key_display="-"),
    Command(
        "bowl",
        "1",
        "bowl",
        "Chart the error over the weight, the bowl",
        LOOKING,
        _looks(view="bowl"),
        keeps_playing=True,
    ),
    Command(
        "errors",
        "2",
        "errors",
        "Chart the error over the iterations",
        LOOKING,
        _looks(view="errors"),
        keeps_playing=True,
    ),
    Command(
        "slope", "3", "slope", "Chart the slope over the weight", LOOKING, _looks(view="slope"), keeps_playing=True
    ),
    Command(
        "closer",
        "z",
        "closer",
        "Follow the point into the bottom of the bowl",
        LOOKING,
        _looks(closely=True),
        keeps_playing=True,
    ),
    Command(
        "whole",
        "Z",
        "whole",
        "See the whole run in the bowl again",
        LOOKING,
        _looks(closely=False),
        keeps_playing=True,
    ),
    Command(
        "digits",
        "d",
        "digits",
        "Show the row's figures with every digit",
        LOOKING,
        Workspace.toggle_digits,
        typed="d",
        usage=": the row's figures with every digit.",
        keeps_playing=True,
    ),
    Command("jump", "j", "jump", "Jump to a row by its number", LOOKING, typed="j", usage=" 5: look at row 5."),
    Command(
        "row-up",
        "up",
        "row up",
        "Look at the row before",
        LOOKING,
        _at(lambda workspace: workspace.session.cursor - 1),
    ),
    Command(
        "row-down",
        "down",
        "row down",
        "Look at the row after, without stepping",
        LOOKING,
        _at(lambda workspace: workspace.session.cursor + 1),
    ),
    Command("page-up", "pageup", "page up", "Look a page of rows back", LOOKING),
    Command("page-down", "pagedown", "page down", "Look a page of rows on", LOOKING),
    Command("first", "home", "first row", "Look at the first row", LOOKING, _at(lambda workspace: 0)),
    Command(
        "newest",
        "end",
        "newest row",
        "Look at the newest row",
        LOOKING,
        _at(lambda workspace: workspace.session.length - 1),
    ),
    Command(
        "suspend",
        "ctrl+z",
        "shell",
        "Go back to the shell; fg brings gdtui back",
        GDTUI,
        keeps_playing=True,
        at_once=True,
    ),
    Command("return", "R", "teacher", "Return to the teacher, while following", LEARNING),
]

COMMANDS = {command.name: command for command in _LIST}
"""Every command, by its name; the footer shows them in this order."""
