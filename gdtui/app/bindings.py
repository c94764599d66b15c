"""Every key of the simulator, as data: the footer, the help and the command palette are made from it."""

from __future__ import annotations

from textual.binding import Binding

from gdtui.charts.views import CHART_VIEWS

KEYS = [
    Binding("space,n,right", "step", "step", id="step", tooltip="Take the update and see the next row"),
    Binding("b,left", "step_back", "back", id="back", tooltip="Look at the row before"),
    Binding("p", "play", "play", id="play", tooltip="Step by itself, or pause"),
    Binding("g", "go_on", "go on", False, id="go-on", tooltip="Go on until a new flag is raised"),
    Binding("question_mark", "help", "help", id="help", key_display="?", tooltip="Show every key and every flag"),
    Binding("q", "quit", "quit", id="quit", tooltip="Leave gdtui"),
    Binding("r", "reset", "reset", id="reset", tooltip="Start again from the start weight"),
    Binding("e", "edit", "edit", id="edit", tooltip="Change parameters; Enter applies, Esc leaves"),
    Binding("l", "lessons", "lessons", id="lessons", tooltip="Choose what to learn, and see what is done"),
    Binding("c", "compare", "compare", id="compare", tooltip="Pin this run and compare another with it, or end that"),
    Binding("s", "sweep", "sweep", False, id="sweep", tooltip="Try other alphas, or step amounts, side by side"),
    Binding("x", "export", "export", False, id="export", tooltip="Export the run, the chart or the screen to a file"),
    Binding("m", "other_method", "method", False, id="other-method", tooltip="Learn by the other method"),
    Binding(
        "right_square_bracket", "lesson(1)", "next lesson", False, id="next-lesson", tooltip="Go to the next lesson"
    ),
    Binding(
        "left_square_bracket",
        "lesson(-1)",
        "lesson before",
        False,
        id="lesson-before",
        tooltip="Go to the lesson before",
    ),
    Binding(
        "t", "below('text')", "text", False, id="text", tooltip="Read the lesson's text and task, or the log again"
    ),
    Binding("w", "below('why')", "why", False, id="why", tooltip="Read why the update is what it is, or the log again"),
    Binding(
        "i",
        "below('listing')",
        "listing",
        False,
        id="listing",
        tooltip="Read the step as lines of Python, or the log again",
    ),
    Binding(
        "f",
        "predict_first",
        "predict",
        False,
        id="predict-first",
        tooltip="Say what a step will do before it is taken, on or off",
    ),
    Binding("y", "memory", "from memory", False, id="memory", tooltip="Type the loop from memory"),
    Binding("a", "map", "map", False, id="map", tooltip="See on a map which inputs and alphas are stable"),
    Binding("u", "undo", "undo", False, id="undo", tooltip="Bring back the run that a change or a reset replaced"),
    Binding("U", "redo", "redo", False, id="redo", tooltip="Take an undo back"),
    Binding("plus,equals_sign", "faster", "faster", False, key_display="+", id="faster", tooltip="Play faster"),
    Binding("minus", "slower", "slower", False, key_display="-", id="slower", tooltip="Play slower"),
    *(
        Binding(view.key, f"view({view.name!r})", view.name, False, id=view.name, tooltip=f"Chart {view.meaning}")
        for view in CHART_VIEWS.values()
    ),
    Binding("z", "closely(True)", "closer", False, id="closer", tooltip="Follow the point into the bottom of the bowl"),
    Binding("Z", "closely(False)", "whole", False, id="whole", tooltip="See the whole run in the bowl again"),
    Binding("d", "every_digit", "digits", False, id="digits", tooltip="Show the row's figures with every digit"),
    Binding("j", "ask_row", "jump", False, id="jump", tooltip="Jump to a row by its number"),
    Binding("up", "look(-1)", "row up", False, id="row-up", tooltip="Look at the row before"),
    Binding("down", "look(1)", "row down", False, id="row-down", tooltip="Look at the row after, without stepping"),
    Binding("pageup", "page(-1)", "page up", False, id="page-up", tooltip="Look a page of rows back"),
    Binding("pagedown", "page(1)", "page down", False, id="page-down", tooltip="Look a page of rows on"),
    Binding("home", "first", "first row", False, id="first", tooltip="Look at the first row"),
    Binding("end", "newest", "newest row", False, id="newest", tooltip="Look at the newest row"),
    Binding(
        "ctrl+z",
        "suspend_process",
        "shell",
        False,
        id="suspend",
        tooltip="Go back to the shell; fg brings gdtui back",
        priority=True,
    ),
]

FOLLOWING_KEYS = [
    Binding("R", "return_to_teacher", "teacher", False, id="return", tooltip="Return to the teacher, while following"),
]
"""The keys that a screen has besides while it follows a teacher's."""

KEY_NAMES = {
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
}


def command_name(binding: Binding) -> str:
    """A binding as the palette lists and finds it: by the footer's word for it and by what it does."""
    return f"{binding.description.capitalize()}: {binding.tooltip[0].lower()}{binding.tooltip[1:]}"


def key_text(binding: Binding) -> str:
    """A binding's keys as people name them: ``space, n, right``."""
    return ", ".join(KEY_NAMES.get(key, key) for key in binding.key.split(","))
