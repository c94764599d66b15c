"""What the registries say that the README has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gdtui.app.exporting import EXPORTS
from gdtui.charts.views import CHART_VIEWS
from gdtui.core.flags import FLAGS
from gdtui.files.formats import FORMATS
from gdtui.lab.conditions import CONDITIONS
from gdtui.lab.signs import flag_word
from gdtui.workspace.commands import COMMANDS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SAY = "| `say` | nothing: it names the goal |\n"


def registered() -> Iterator[str]:
    """The rows of its tables, and the choices of its options."""
    yield from (f"\n| {command.key_text} | {command.tooltip} |\n" for command in COMMANDS.values())
    yield f"`--view {_choices(CHART_VIEWS)} "
    yield f"`--iterations N --format {_choices(name for name, each in FORMATS.items() if each.by_row)} "
    exports = (f"| {each.name} | {each.meaning} | {each.ending} |\n" for each in EXPORTS)
    yield f"\n| export | what it is | file |\n|---|---|---|\n{''.join(exports)}\n"
    conditions = (f"| `{name}` | {condition.asks} |\n" for name, condition in CONDITIONS.items())
    yield f"\n| entry | what it asks of the run |\n|---|---|\n{SAY}{''.join(conditions)}\n"
    flags = (f"| {flag_word(flag)} | {kind.when} |\n" for flag, kind in FLAGS.items())
    yield f"\n| flag | when |\n|---|---|\n{''.join(flags)}\n"


def missing() -> list[str]:
    """What a registry says that it has, and that it has not."""
    return [text for text in registered() if text not in README]


def _choices(names: Iterable[str]) -> str:
    return "\\|".join(names)
