"""The report of a fault: where in the program it happened, and nothing about the person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gdtui import __version__
from gdtui.files.crash import crash_line, report


def fault() -> BaseException:
    try:
        [][1]
    except IndexError as error:
        return error
    raise AssertionError


def test_the_report_says_where_it_happened_and_on_what_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-fancy")
    monkeypatch.setenv("GDTUI_SECRET", "hidden")
    monkeypatch.setenv("COLUMNS", "77")
    monkeypatch.setenv("LINES", "33")
    first, *lines = report(fault()).splitlines()
    assert re.match(rf"gdtui {re.escape(__version__)}, Python 3\.\d+\.\d+, Textual \d.*, plotext \d.*, \w+ ", first)
    assert {"terminal 77x33", "TERM=xterm-fancy", "IndexError: list index out of range"} <= set(lines)
    assert "in fault" in report(fault())
    assert "hidden" not in report(fault())


def test_the_report_is_in_the_folder_that_the_line_names(tmp_path: Path) -> None:
    line = crash_line(fault(), tmp_path / "state")
    (path,) = (tmp_path / "state").iterdir()
    assert line == f"stopped by a fault of its own, IndexError; a report for its makers is in {path}"
    assert re.fullmatch(r"fault-\d{8}-\d{6}-\d+\.txt", path.name)
    assert path.read_text().splitlines()[-1] == "IndexError: list index out of range"


def test_where_none_can_be_written_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    line = crash_line(fault(), tmp_path / "state")
    assert line == "stopped by a fault of its own, IndexError; no report could be written: File exists."


def test_what_is_no_text_can_be_reported(tmp_path: Path) -> None:
    crash_line(ValueError("\udcff"), tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.read_text().splitlines()[-1] == "ValueError: \\udcff"
