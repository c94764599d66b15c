"""Locks and names of the files that the simulator keeps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from gdtui.files.disk import (
    NewerError,
    UnusableError,
    check_format,
    folder_size,
    locked,
    set_aside,
    typed_lines,
    typed_path,
)

WAITS = "import sys, pathlib; from gdtui.files.disk import locked\nwith locked(pathlib.Path(sys.argv[1]), 0): print(1)"


def test_a_lock_is_waited_for_no_longer_than_patience_lasts_not_even_by_a_program_that_ends(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / "yet" / "a.lock"
    with locked(path, 0):
        done = subprocess.run([sys.executable, "-c", WAITS, str(path)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")


def test_who_waits_for_a_lock_goes_on_once_it_is_free(tmp_path: Path) -> None:
    path, order, waits = tmp_path / "a.lock", list[str](), Event()

    def second() -> None:
        waits.set()
        with locked(path, 600):
            order.append("second")

    waiting = Thread(target=second)
    with locked(path, 0):
        waiting.start()
        assert waits.wait(60)
        order.append("first")
    waiting.join(60)
    assert order == ["first", "second"]


def test_where_no_lock_can_be_had_nobody_is_kept_from_working(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with locked(tmp_path / "file" / "a.lock", 600):
        pass


def test_what_is_set_aside_has_the_first_name_that_is_free(tmp_path: Path) -> None:
    path, names = tmp_path / "a.json", [tmp_path / f"a.json.unreadable-{number}" for number in range(1, 1000)]
    for taken, free in ((0, 0), (1, 1), (998, 998)):
        for name in names[:taken]:
            name.touch()
        path.write_text(str(free))
        assert set_aside(path) == names[free]
        assert names[free].read_text() == str(free)
    path.write_text("one more")
    with pytest.raises(FileExistsError, match="too many files set aside"):
        set_aside(path)
    assert path.read_text() == "one more"


def test_a_folder_is_as_large_as_its_files_and_its_links_count_as_themselves(tmp_path: Path) -> None:
    large, folder = tmp_path / "large", tmp_path / "folder"
    large.write_bytes(b"x" * 100_000)
    folder.mkdir()
    (folder / "a").write_bytes(b"x" * 10)
    (folder / ".b").write_bytes(b"x" * 5)
    (folder / "link").symlink_to("../large")
    assert folder_size(folder) == 10 + 5 + len("../large")


def test_a_file_that_a_person_means(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    assert typed_path("~/a") == Path("/somewhere/a")
    assert typed_path("~nobody-is-called-so/a") == Path("~nobody-is-called-so/a")


def test_lines_that_a_person_wrote(tmp_path: Path) -> None:
    path, link = tmp_path / "lines", tmp_path / "link"
    link.symlink_to(path)
    path.write_bytes("\ufeffä\r\nb\n".encode())
    assert typed_lines(path, 9) == typed_lines(link, 9) == ["ä", "b"]
    with pytest.raises(UnusableError, match="larger than 0 KB"):
        typed_lines(path, 7)
    path.write_bytes(b"\xff")
    with pytest.raises(UnusableError, match="not text"):
        typed_lines(path, 9)


def test_a_format_is_one_of_those_known_a_newer_or_another() -> None:
    check_format("a/1", "a/1", "a/2")
    check_format("a/2", "a/1", "a/2")
    with pytest.raises(NewerError):
        check_format("a/3", "a/1", "a/2")
    for other in ("a/0", "b/2", None):
        with pytest.raises(UnusableError, match="not of the format a/1 or a/2"):
            check_format(other, "a/1", "a/2")
