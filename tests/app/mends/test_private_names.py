"""Every name that Textual and Rich do not document, and that the package relies on, is in one table and still there.

A newer Textual is let in by one line, ``textual>=8.2,<8.3`` in pyproject.toml: install it, run these tests and those of
the faults beside them, mend what they name, run all the others, and raise the line.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.app.mends.reach import own_names, reaches, tree_of

ROOM = "gdtui/app/mends/"

PRIVATE_NAMES: dict[str, str] = {
    "rich.console:Console._color_system": "value",
    "textual._compositor:ChopsUpdate": "class",
    "textual._compositor:ChopsUpdate.chop_ends": "value",
    "textual._compositor:ChopsUpdate.chops": "value",
    "textual._compositor:ChopsUpdate.render_segments": "(self, console)",
    "textual._compositor:ChopsUpdate.spans": "value",
    "textual._compositor:Compositor": "class",
    "textual._compositor:Compositor._dirty_regions": "value",
    "textual._compositor:Compositor._regions_to_spans": "(cls, regions)",
    "textual._compositor:Compositor._visible_widgets": "value",
    "textual._compositor:Compositor.cuts": "property",
    "textual._compositor:Compositor.render_partial_update": "(self)",
    "textual._compositor:Compositor.render_update": "(self, full, screen_stack, simplify)",
    "textual._compositor:Compositor.visible_widgets": "property",
    "textual._styles_cache:StylesCache": "class",
    "textual._styles_cache:StylesCache.get_inner_outer": "(cls, base_background, background)",
    "textual._xterm_parser:XTermParser": "class",
    "textual._xterm_parser:XTermParser._sequence_to_key_events": "(self, sequence, alt)",
    "textual._xterm_parser:XTermParser.parse_mouse_code": "(self, code)",
    "textual.app:App._clipboard": "value",
    "textual.app:App._driver": "value",
    "textual.app:App._filters": "value",
    "textual.app:App._handle_exception": "(self, error)",
    "textual.app:App._return_code": "value",
    "textual.command:CommandPalette._action_command_list": "(self, action)",
    "textual.command:CommandPalette._on_click": "(self, event)",
    "textual.command:CommandPalette._on_mount": "(self, _)",
    "textual.dom:DOMNode._bindings": "value",
    "textual.driver:Driver._app": "value",
    "textual.driver:Driver._loop": "value",
    "textual.driver:Driver._size": "value",
    "textual.driver:Driver.process_message": "(self, message)",
    "textual.driver:Driver.send_message": "(self, message)",
    "textual.drivers.linux_driver:LinuxDriver._file": "value",
    "textual.drivers.linux_driver:LinuxDriver._get_terminal_size": "(self)",
    "textual.drivers.linux_driver:LinuxDriver._must_signal_resume": "value",
    "textual.drivers.linux_driver:LinuxDriver._query_in_band_window_resize": "(self)",
    "textual.drivers.linux_driver:LinuxDriver._run_input_thread": "(self)",
    "textual.drivers.linux_driver:LinuxDriver._sigcont_application": "(self, _)",
    "textual.drivers.linux_driver:LinuxDriver._sigtstp_application": "(self, _)",
    "textual.drivers.linux_driver:LinuxDriver.attrs_before": "value",
    "textual.drivers.linux_driver:LinuxDriver.fileno": "value",
    "textual.drivers.linux_driver:LinuxDriver.process_message": "(self, message)",
    "textual.drivers.linux_driver:LinuxDriver.run_input_thread": "(self)",
    "textual.drivers.linux_driver:LinuxDriver.start_application_mode": "(self)",
    "textual.drivers.linux_driver:LinuxDriver.stop_application_mode": "(self)",
    "textual.drivers.web_driver:WebDriver._on_meta": "(self, packet_type, payload)",
    "textual.drivers.web_driver:WebDriver._write": "value",
    "textual.drivers.web_driver:WebDriver.exit_event": "value",
    "textual.drivers.web_driver:WebDriver.fileno": "value",
    "textual.drivers.web_driver:WebDriver.on_meta": "(self, packet_type, payload)",
    "textual.drivers.web_driver:WebDriver.run_input_thread": "(self)",
    "textual.drivers.web_driver:WebDriver.start_application_mode": "(self)",
    "textual.drivers.web_driver:WebDriver.stop_application_mode": "(self)",
    "textual.drivers.web_driver:WebDriver.write_meta": "(self, data)",
    "textual.message_pump:MessagePump._close_messages_no_wait": "(self)",
    "textual.message_pump:MessagePump._parent": "property",
    "textual.message_pump:MessagePump._post_message": "(self, message)",
    "textual.screen:Screen._compositor": "value",
}
"""By ``module:Class.name``, what it was when it was tried: a class, a value, a property, or what it is called with."""


def shape_of(name: str) -> str:
    """What a name is in the library that is installed, in the words of the table; "gone" where there is none."""
    module, _, path = name.partition(":")
    owner, _, attribute = path.partition(".")
    try:
        found = getattr(importlib.import_module(module), owner)
    except (ImportError, AttributeError):
        return "gone"
    if not attribute:
        return "class"
    if attribute not in own_names(found):
        # Some are only ever looked up by their names.
        constants = {node.value for node in ast.walk(tree_of(module)) if isinstance(node, ast.Constant)}
        return "looked up" if attribute in constants else "gone"
    held = inspect.getattr_static(found, attribute, None)
    if isinstance(held, property):
        return "property"
    held = getattr(held, "__func__", getattr(held, "__wrapped__", held))
    return f"({', '.join(inspect.signature(held).parameters)})" if inspect.isfunction(held) else "value"


def matches(name: str, entry: str) -> bool:
    """Whether an entry of the table is for a name that was found; ``?.name`` may be of any class."""
    return entry == name or (name.startswith("?") and entry.rpartition(".")[2] == name.removeprefix("?."))


def places_of(entry: str) -> str:
    """The files that reach for a name of the table."""
    return " and ".join(sorted({place.partition(":")[0] for place, name in reaches() if matches(name, entry)}))


@pytest.mark.parametrize("name", PRIVATE_NAMES)
def test_what_is_relied_on_is_still_there(name: str) -> None:
    now = shape_of(name)
    assert now == PRIVATE_NAMES[name], (
        f"{name} was {PRIVATE_NAMES[name]} and is {now} in Textual {version('textual')}: mend {places_of(name)}"
    )


def test_every_private_name_is_in_the_table() -> None:
    missing = [reach for reach in reaches() if not any(matches(reach.name, entry) for entry in PRIVATE_NAMES)]
    assert not missing, "the table lacks " + ", ".join(f"{name} ({place})" for place, name in missing)


def test_the_table_has_no_name_that_nobody_reaches_for() -> None:
    found = {reach.name for reach in reaches()}
    assert [entry for entry in PRIVATE_NAMES if not any(matches(name, entry) for name in found)] == []


def test_nothing_but_the_mends_reaches_into_private_names() -> None:
    outside = [reach for reach in reaches() if not reach.place.startswith(ROOM)]
    assert not outside, f"only {ROOM} may: " + ", ".join(f"{name} ({place})" for place, name in outside)


def test_no_textual_is_let_in_that_was_not_tried() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())["project"]
    (textual,) = (each for each in map(Requirement, project["dependencies"]) if each.name == "textual")
    tried = Version(version("textual"))
    assert tried in textual.specifier
    assert f"{tried.major}.{tried.minor + 1}" not in textual.specifier
