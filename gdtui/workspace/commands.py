"""Every command, as data: the keys, the footer, the help, the palette and plain mode are made of this table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gdtui.charts.views import CHART_VIEWS
from gdtui.core.session import Session
from gdtui.files.sessions import LISTING, TEXT, WHY
from gdtui.lab.prediction import CHOICES
from gdtui.workspace.workspace import Workspace

Does = Callable[[Workspace], str]


def always(workspace: Workspace) -> str:
    """Nothing is in the way."""
    return ""


class Command(NamedTuple):
    """Something that a student can ask for, under every face.

    ``keys`` are in Textual's names, the footer shows ``word``. ``do`` answers with the sentence to say; where it is
    None each face has a way of its own. ``usage`` tells how it is typed in plain mode, where more than its key is or
    where that does something else. ``why_not`` says why it is not possible now.
    """

    name: str
    keys: str
    word: str
    tooltip: str
    do: Does | None = None
    usage: str = ""
    why_not: Does = always
    of_a_screen: bool = False
    """Whether plain mode has no such thing."""
    keeps_playing: bool = False
    """Whether a run that goes on by itself goes on meanwhile."""
    at_once: bool = False
    """Whether its key is taken before anything else sees it, in every dialog."""

    @property
    def key_text(self) -> str:
        """Its keys as people name them: ``space, n, right``."""
        return ", ".join(KEY_NAMES.get(key, key) for key in self.keys.split(","))

    @property
    def first_key(self) -> str:
        """The key that is shown where there is room for one, in Textual's name."""
        return self.keys.partition(",")[0]

    @property
    def first_name(self) -> str:
        """The same as people name it."""
        return KEY_NAMES.get(self.first_key, self.first_key)

    @property
    def typed(self) -> str:
        """What a line of plain mode begins with: its key that is one sign."""
        return next(key for key in self.key_text.split(", ") if len(key) == 1)

    @property
    def told(self) -> str:
        """It as the palette lists and finds it: by the footer's word for it and by what it does."""
        return f"{self.word.capitalize()}: {self._does}"

    @property
    def told_typed(self) -> str:
        """How it is typed in plain mode, and what it does."""
        return self.usage or f"{self.typed}: {self._does}."

    @property
    def _does(self) -> str:
        return f"{self.tooltip[0].lower()}{self.tooltip[1:]}"


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


def _looks(**changes: object) -> Does:
    return lambda workspace: workspace.look(**changes)


def _below(what: str) -> Does:
    return lambda workspace: workspace.toggle_below(what)


def _lesson(distance: int) -> Does:
    return lambda workspace: workspace.neighbour(distance)


def _at(index: Callable[[Session], int]) -> Does:
    return lambda workspace: workspace.jump(index(workspace.session))


def _shown(name: str, keys: str, word: str, tooltip: str, do: Does, usage: str = "") -> Command:
    """A command that only shows the same otherwise."""
    return Command(name, keys, word, tooltip, do, usage, of_a_screen=not usage, keeps_playing=True)


def _row(name: str, keys: str, word: str, tooltip: str, index: Callable[[Session], int] | None = None) -> Command:
    """A command that shows another row."""
    return Command(name, keys, word, tooltip, index and _at(index), of_a_screen=True)


GROUPS: dict[str, tuple[Command, ...]] = {
    "Pages": (
        Command(
            "begin",
            "enter",
            "begin",
            "Go from the page to what it is about",
            Workspace.begin_page,
            why_not=lambda workspace: "" if workspace.page else "no page is open: t opens the lesson's.",
            of_a_screen=True,
        ),
    ),
    "Following": (Command("return", "R", "teacher", "Return to the teacher, while following", of_a_screen=True),),
    "Stepping": (
        Command(
            "step",
            "space,n,right",
            "step",
            "Take the update and see the next row",
            Workspace.step,
            "n, or an empty line: take a step; n 10 takes ten.",
            lambda workspace: workspace.why_no_step,
        ),
        Command(
            "back",
            "b,left",
            "back",
            "Look at the row before",
            Workspace.back,
            "b: look at the row before; b 10 at the tenth before.",
            lambda workspace: "" if workspace.session.cursor else "this is the first row.",
        ),
        Command("play", "p", "play", "Step by itself, or pause", of_a_screen=True, keeps_playing=True),
        Command("faster", "plus,equals_sign", "faster", "Play faster", of_a_screen=True, keeps_playing=True),
        Command("slower", "minus", "slower", "Play slower", of_a_screen=True, keeps_playing=True),
        Command("go-on", "g", "go on", "Go on until a new flag is raised", keeps_playing=True),
    ),
    "Runs": (
        Command(
            "reset",
            "r",
            "reset",
            "Start again from the start weight",
            Workspace.reset,
            why_not=lambda workspace: "" if workspace.session.length > 1 else "this is the start already.",
        ),
        Command(
            "edit",
            "e",
            "edit",
            "Change parameters; Enter applies, Esc leaves",
            usage="e alpha 0.1 weight 2: change parameters. Names: ",
        ),
        Command(
            "grab",
            "h",
            "grab",
            "Take hold of a figure: the arrow keys move it, and everything follows",
            of_a_screen=True,
        ),
        Command(
            "own-values",
            "0",
            "lesson's values",
            "Go back to the lesson's own values",
            Workspace.own_values,
            why_not=lambda workspace: workspace.why_not_own_values,
        ),
        Command("other-method", "m", "method", "Learn by the other method", Workspace.other_method),
        Command("compare", "c", "compare", "Pin this run and compare another with it, or end that", Workspace.compare),
        Command("undo", "u", "undo", "Bring back the run that a change or a reset replaced", Workspace.undo),
        Command("redo", "U", "redo", "Take an undo back", Workspace.redo),
        Command(
            "sweep",
            "s",
            "sweep",
            "Try other alphas, or step amounts, side by side",
            usage="s: what other alphas, or step amounts, lead to; s 1 0.5 tries these.",
            why_not=_no_sweep,
        ),
        Command(
            "map", "a", "map", "See on a map which inputs and alphas are stable", why_not=_no_map, of_a_screen=True
        ),
    ),
    "Learning": (
        Command(
            "lessons",
            "l",
            "lessons",
            "Choose what to learn, and see what is done",
            usage="l: tell the lessons; l 3, or l and an id, opens one.",
        ),
        Command("next-lesson", "right_square_bracket", "next lesson", "Go to the next lesson", _lesson(1)),
        Command("lesson-before", "left_square_bracket", "lesson before", "Go to the lesson before", _lesson(-1)),
        _shown(
            "text",
            "t",
            "text",
            "Read the lesson's text and task, or the log again",
            _below(TEXT),
            "t: the lesson's text, task and goals.",
        ),
        _shown(
            "why",
            "w",
            "why",
            "Read why the update is what it is, or the log again",
            _below(WHY),
            "w: why the update is what it is.",
        ),
        _shown(
            "listing",
            "i",
            "code",
            "Read the step as lines of Python, or the log again",
            _below(LISTING),
            "i: the run as a Python program.",
        ),
        _shown(
            "forecast",
            "f",
            "forecast",
            "Show or hide the forecast; in a lesson, be asked first what will happen, or not",
            Workspace.toggle_foretelling,
            "f: tell the forecast or not; in a lesson, be asked first what will happen, or not.",
        ),
        Command(
            "say",
            "o",
            "say first",
            "Say what will happen, before it is seen",
            Workspace.ask,
            "o 5: say what will happen, before it is seen; o alone tells what can be said.",
        ),
        Command("memory", "y", "from memory", "Type the loop from memory"),
    ),
    "Looking": (
        *(
            _shown(view.name, view.key, view.name, f"Chart {view.meaning}", _looks(view=view.name))
            for view in CHART_VIEWS.values()
        ),
        _shown("closer", "z", "closer", "Follow the point into the bottom of the bowl", _looks(closely=True)),
        _shown("whole", "Z", "whole", "See the whole run in the bowl again", _looks(closely=False)),
        _shown("scale", "v", "scale", "See the errors on a plain scale, or on a log scale", Workspace.toggle_scale),
        _shown(
            "digits",
            "d",
            "digits",
            "Show the row's figures with every digit",
            Workspace.toggle_digits,
            "d: the row's figures with every digit.",
        ),
        Command("jump", "j", "jump", "Jump to a row by its number", usage="j 5: look at row 5."),
        _row("row-up", "up", "row up", "Look at the row before", lambda at: at.cursor - 1),
        _row(
            "row-down",
            "down",
            "row down",
            "Look at the row after, without stepping",
            lambda at: at.cursor + 1,
        ),
        _row("page-up", "pageup", "page up", "Look a page of rows back"),
        _row("page-down", "pagedown", "page down", "Look a page of rows on"),
        _row("first", "home", "first row", "Look at the first row", lambda at: 0),
        _row("newest", "end", "newest row", "Look at the newest row", lambda at: at.length - 1),
    ),
    "gdtui": (
        Command(
            "export",
            "x",
            "export",
            "Export the run, the chart or the screen to a file",
            usage="x csv FILE: export the run. Formats: ",
        ),
        Command(
            "help",
            "question_mark",
            "help",
            "Show every key, every flag and what the words mean",
            usage="?: tell every command.",
        ),
        Command(
            "suspend",
            "ctrl+z",
            "shell",
            "Go back to the shell; fg brings gdtui back",
            of_a_screen=True,
            keeps_playing=True,
            at_once=True,
        ),
        Command("quit", "q", "quit", "Leave gdtui"),
    ),
}
"""Every command, in groups as help shows them."""
COMMANDS = {command.name: command for group in GROUPS.values() for command in group}
"""Every command, by its name."""


class Hint(NamedTuple):
    """A key of the moment: the key, in Textual's name and as people name it, its word, and whether it does anything."""

    key: str
    name: str
    word: str
    is_possible: bool = True


AT_THE_START = ("begin", "step", "lessons", "help", "quit")
READING = ("begin", "step", "lessons", "help", "quit", "next-lesson", "lesson-before")
LEARNING = ("step", "back", "edit", "grab", "why", "listing", "help", "text", "next-lesson", "quit", "play", "reset")
DONE = ("next-lesson", "step", "back", "edit", "why", "listing", "help", "text", "quit", "play", "reset")
FREE = ("step", "back", "play", "edit", "grab", "why", "lessons", "help", "quit", "listing", "reset", "compare")
"""The commands that matter at each moment, the most needed first."""


def moment(workspace: Workspace) -> tuple[Hint, ...]:
    """The keys of the moment, the most needed first."""
    if workspace.asks:
        choices = (Hint(key, key, choice.word) for key, choice in CHOICES.items())
        return (*choices, Hint("escape", "esc", "skip"))
    return tuple(
        Hint(command.first_key, command.first_name, command.word, not command.why_not(workspace))
        for command in (COMMANDS[name] for name in _names(workspace))
    )


def _names(workspace: Workspace) -> tuple[str, ...]:
    """The commands that matter now."""
    if workspace.lesson is None:
        return AT_THE_START if workspace.page else FREE
    if workspace.page:
        return READING
    return DONE if workspace.is_done else LEARNING
