"""The keys of the screen, made of the table of commands."""

from __future__ import annotations

from textual.binding import Binding

from gdtui.workspace.commands import COMMANDS, Command

OF_THE_APP = {"quit": "app.quit", "suspend": "app.suspend_process"}
"""What Textual's application does already."""


def action_of(command: Command) -> str:
    """The action of the simulator's screen that a command is."""
    return OF_THE_APP.get(command.name, f"do({command.name!r})")


def binding_of(command: Command) -> Binding:
    """A command's keys, as Textual has them."""
    return Binding(
        command.keys,
        action_of(command),
        command.word,
        # The footer shows the keys of the moment.
        False,
        priority=command.at_once,
        tooltip=command.tooltip,
        id=command.name,
    )


KEYS = [binding_of(command) for command in COMMANDS.values() if not command.at_once]
KEYS_AT_ONCE = [binding_of(command) for command in COMMANDS.values() if command.at_once]
"""The keys that are taken before anything else sees them, in every dialog; so they belong to the application."""
