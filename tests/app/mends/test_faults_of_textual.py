"""What is mended is still broken in Textual itself: where a test fails here, its mend may be able to go.

Each test is named after the file of its mend, and shows the fault with Textual's own parts.
"""

from __future__ import annotations

import inspect
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from typing import Any, ClassVar

import pytest
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.drivers.web_driver import WebDriver
from textual.events import Key, Resize, ScreenResume
from textual.filter import Monochrome
from textual.geometry import Region
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widgets import Footer, Static
from textual.widgets._footer import FooterKey

import gdtui.app.mends

MENDS = {path.stem for path in Path(gdtui.app.mends.__file__).parent.glob("[!_]*.py")}


@pytest.mark.parametrize("mend", sorted(MENDS))
def test_each_mend_has_its_fault_shown(mend: str) -> None:
    assert any(name.startswith(f"test_{mend}_mends_") for name in globals())


class Recorder:
    """Stands for an application, or a driver's way out; keeps what it is given."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    def take(self, given: Any) -> None:
        self.given.append(given)

    write = post_message = take


async def test_partial_updates_mends_that_a_row_is_sent_from_its_left_edge_on() -> None:
    app = App[None]()
    async with app.run_test(size=(60, 10)) as pilot:
        await app.mount(Static("x" * 50))
        await pilot.pause()
        compositor = app.screen._compositor
        compositor._dirty_regions = {Region(40, 0, 2, 1)}
        update = compositor.render_partial_update()
        assert isinstance(update, ChopsUpdate)
        assert "x" * 42 in update.render_segments(app.console)


class Begun(App[None]):
    """An application that keeps what it draws, and how its screens come up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "bell", "Bell")]

    def __init__(self) -> None:
        super().__init__()
        self.pictures = 0
        self.restyled: list[bool] = []

    def compose(self) -> ComposeResult:
        yield Static("text")
        yield Footer()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        self.pictures += renderable is not None and not self.screen.query(FooterKey)
        super()._display(screen, renderable)

    def get_default_screen(self) -> Screen[Any]:
        restyled = self.restyled

        class Resumed(Screen[None]):
            def on_screen_resume(self, event: ScreenResume) -> None:
                restyled.append(event.refresh_styles)

        return Resumed()


async def test_first_picture_mends_that_what_lacks_its_footer_is_drawn_and_styled_twice() -> None:
    app = Begun()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.query(FooterKey)
        assert app.pictures > 1
        assert app.restyled == [True]


def test_frame_cache_mends_that_the_colours_keep_the_caches_of_widgets() -> None:
    # In a Python of its own, where nothing is mended.
    code = (
        "from textual._styles_cache import StylesCache as Cache; from textual.color import Color\n"
        "for _ in range(3): Cache().get_inner_outer(Color(1, 2, 3), Color(4, 5, 6))\n"
        "print(Cache.get_inner_outer.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "3"


def linux_driver_on(descriptor: int) -> Any:
    """Textual's driver for terminals, as far as its reader needs it: without having taken the terminal."""
    driver: Any = LinuxDriver.__new__(LinuxDriver)
    driver.fileno, driver.exit_event, driver._debug, driver._auto_restart = descriptor, Event(), False, True
    return driver


def test_terminal_driver_mends_that_the_end_of_the_input_is_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.pipe()
    os.close(theirs)
    driver, reads = linux_driver_on(ours), list[bytes]()

    def read(descriptor: int, most: int) -> bytes:
        reads.append(os.read(descriptor, most))
        if len(reads) == 100:
            driver.exit_event.set()
        return reads[-1]

    class Os:
        def __getattr__(self, name: str) -> Any:
            return read if name == "read" else getattr(os, name)

    monkeypatch.setattr(linux_driver, "os", Os())
    driver.run_input_thread()
    os.close(ours)
    assert len(reads) >= 100
    assert set(reads) == {b""}


def test_terminal_driver_mends_that_it_comes_back_without_having_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    driver, came_back = linux_driver_on(0), Recorder()
    monkeypatch.setattr(driver, "start_application_mode", lambda: came_back.take("back"), raising=False)
    driver._sigcont_application(signal.SIGCONT, None)
    assert came_back.given == ["back"]


def test_terminal_driver_mends_that_a_size_that_is_typed_is_believed() -> None:
    driver, sent = linux_driver_on(0), Recorder()
    driver._writer_thread = sent
    driver._query_in_band_window_resize()
    assert sent.given == ["\x1b[?2048$p"]


def test_keyboard_mends_that_a_byte_that_is_no_character_ends_the_reader() -> None:
    ours, theirs = os.pipe()
    os.write(theirs, b"a\xff")
    with pytest.raises(UnicodeDecodeError):
        linux_driver_on(ours).run_input_thread()
    os.close(ours)
    os.close(theirs)


def test_keyboard_mends_that_an_unknown_reply_is_pressed_as_keys() -> None:
    assert [each.key for each in XTermParser().feed("\x1bP>|q\x1b\\") if isinstance(each, Key)] != []


def test_driver_input_mends_that_more_is_read_though_nothing_is_answered() -> None:
    ours, theirs = os.pipe()
    os.write(theirs, b"ab" * 5000)
    driver, handed_over = linux_driver_on(ours), Recorder()

    def process_message(message: Message) -> None:
        handed_over.take(message)
        if len(handed_over.given) == 10_000:
            driver.exit_event.set()

    driver.process_message = process_message
    reader = Thread(target=driver.run_input_thread)
    reader.start()
    reader.join()
    os.close(ours)
    os.close(theirs)
    assert len(handed_over.given) == 10_000


def test_leaving_mends_that_nothing_is_given_back_at_a_signal() -> None:
    source = inspect.getsource(linux_driver)
    assert "signal.signal(signal.SIGTSTP" in source
    assert "SIGTERM" not in source
    assert "SIGHUP" not in source
    assert "loop.add_signal_handler" in inspect.getsource(WebDriver.start_application_mode)


def test_browser_driver_mends_that_a_page_may_have_any_size() -> None:
    driver: Any = WebDriver.__new__(WebDriver)
    driver._app = Recorder()
    driver._on_meta("M", b'{"type": "resize", "width": 100000, "height": 100000}')
    (event,) = driver._app.given
    assert isinstance(event, Resize)
    assert tuple(event.size) == (100_000, 100_000)


def test_browser_driver_mends_that_what_is_no_json_ends_the_reader() -> None:
    driver: Any = WebDriver.__new__(WebDriver)
    with pytest.raises(ValueError, match="Expecting"):
        driver._on_meta("M", b"{")


def test_terminal_size_mends_that_any_size_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20000")
    monkeypatch.setenv("LINES", "9000")
    assert linux_driver_on(0)._get_terminal_size() == (20_000, 9000)


def test_terminal_colours_mends_that_no_colours_are_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(color_system=None)
    assert "\x1b[38;2;1;2;3m" in Strip([Segment("x", Style(color="rgb(1,2,3)"))]).render(console)
    monkeypatch.setenv("NO_COLOR", "1")
    assert any(isinstance(each, Monochrome) for each in App[None]()._filters)


def test_binding_words_mends_that_no_screen_has_words_of_its_own_for_a_key() -> None:
    public = {name for name in dir(Screen) if "binding" in name.lower() and not name.startswith("_")}
    assert public == {"BINDINGS", "BINDING_GROUP_TITLE", "active_bindings", "refresh_bindings"}


async def test_command_palette_mends_that_it_looks_a_line_up_before_there_is_one() -> None:
    app = App[None]()
    async with app.run_test():
        palette = CommandPalette()
        await app.push_screen(palette)
        commands = palette.query_one(CommandList)
        commands.add_option("an action")
        commands.highlighted = 0
        with pytest.raises(LookupError):
            palette._action_command_list("page_down")


async def test_dismissing_mends_that_a_screen_takes_the_one_below_away() -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        await app.push_screen(ModalScreen[None]())
        above = ModalScreen[None]()
        await app.push_screen(above)
        above.dismiss()
        above.dismiss()
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_faults_mends_that_a_fault_is_told_with_its_values() -> None:
    app = App[None]()
    password = "hunter2"
    try:
        raise ZeroDivisionError(len(password))
    except ZeroDivisionError as error:
        app._handle_exception(error)
    app._exit_renderables[-1:], told = [], app._exit_renderables[-1]
    console = Console(width=200, color_system=None)
    with console.capture() as captured:
        console.print(told)
    assert "hunter2" in captured.get()


async def test_screen_picture_mends_that_only_the_topmost_screen_can_be_taken() -> None:
    assert set(inspect.signature(App.export_screenshot).parameters) == {"self", "title", "simplify"}


async def test_clipboard_mends_that_what_is_copied_goes_to_the_terminal() -> None:
    app: Any = App[None]()
    app._driver = Recorder()
    app.copy_to_clipboard("text")
    assert app._driver.given[0].startswith("\x1b]52;")
    with pytest.raises(AttributeError):
        app.clipboard = "text"


async def test_suspending_mends_that_nothing_is_drawn_and_no_shell_looked_for() -> None:
    resumes = [name for name in vars(App) if "resume" in name]
    assert resumes == ["_resume_signal"]
    assert "refresh" not in inspect.getsource(App._resume_signal)
    assert "getsid" not in inspect.getsource(App.action_suspend_process)
