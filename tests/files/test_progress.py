"""Progress on disk: kept whole, and a file that holds something else is set aside, never thrown away."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.files import progress as progress_module
from gdtui.files.disk import UnusableError, begins_newer
from gdtui.files.progress import FILE_NAME, LARGEST_FILE, PROGRESS_FORMAT, Progress, ProgressFile, parse_progress
from gdtui.lab.catalogue import lessons

LESSON = lessons()["breaking"]
DONE = Progress().with_met(LESSON, frozenset({0, 1, 2}))
GOOD = json.dumps({"format": PROGRESS_FORMAT, "lessons": {"breaking": {"met": ["diverging"]}}})


def test_goals_add_up_and_a_lesson_is_done_with_all_of_them() -> None:
    progress = Progress().with_met(LESSON, frozenset({1}))
    assert (progress.of(LESSON), progress.done(LESSON)) == (frozenset({1}), False)
    progress = progress.with_met(LESSON, frozenset({0})).with_met(LESSON, frozenset({2}))
    assert progress.done(LESSON)
    assert not progress.done(lessons()["alpha"])
    assert progress.without("breaking") == Progress()
    assert progress.without("alpha") == progress


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    file = ProgressFile(tmp_path / "not" / "there" / "yet")
    assert file.load() == (Progress(), "")
    assert file.save(DONE) == ""
    assert ProgressFile(file.path.parent).load() == (DONE, "")
    assert [path.name for path in file.path.parent.iterdir()] == [FILE_NAME]


def test_the_platforms_folder_is_used_unless_another_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert ProgressFile().path == tmp_path / "gdtui" / FILE_NAME


BROKEN: dict[str, bytes] = {
    "empty": b"",
    "truncated": GOOD.encode()[:-9],
    "binary": bytes(range(256)),
    "another format": b'{"format": "gdtui.results/1", "lessons": {}}',
    "another format with a number": b'{"format": "gdtui.results/2", "lessons": {}}',
    "a number that is none": b'{"format": "gdtui.progress/0", "lessons": {}}',
    "a list": b"[]",
    "lessons as a list": f'{{"format": "{PROGRESS_FORMAT}", "lessons": []}}'.encode(),
    "goals as a number": f'{{"format": "{PROGRESS_FORMAT}", "lessons": {{"a": {{"met": 3}}}}}}'.encode(),
    "goals of numbers": f'{{"format": "{PROGRESS_FORMAT}", "lessons": {{"a": {{"met": [3]}}}}}}'.encode(),
    "deep": b"[" * 100_000,
    "too large": b" " * (LARGEST_FILE + 1),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_kept_aside_and_said_so(tmp_path: Path, content: bytes) -> None:
    file = ProgressFile(tmp_path)
    file.path.write_bytes(content)
    progress, trouble = file.load()
    assert progress == Progress()
    assert "kept as progress.json.unreadable-1; progress starts anew" in trouble
    assert (tmp_path / "progress.json.unreadable-1").read_bytes() == content
    assert file.save(DONE) == ""
    assert file.load() == (DONE, "")
    file.path.write_bytes(content)
    assert "unreadable-2" in file.load()[1]


def test_a_million_bytes_are_read_and_one_more_is_too_large(tmp_path: Path) -> None:
    file = ProgressFile(tmp_path)
    file.path.write_text(GOOD.ljust(1_000_000))
    goals = Progress({"breaking": frozenset({"diverging"})})
    assert file.load() == (goals, "")
    assert parse_progress(file.path.read_bytes()) == goals
    file.path.write_text(GOOD.ljust(1_000_001))
    with pytest.raises(UnusableError, match="too large"):
        parse_progress(file.path.read_bytes())
    progress, trouble = file.load()
    assert (progress, trouble.partition(":")[0]) == (Progress(), "progress.json is larger than 1 MB")


@pytest.mark.parametrize("kind", ["folder", "fifo", "link to itself"])
def test_what_is_no_ordinary_file_blocks_nothing(tmp_path: Path, kind: str) -> None:
    file = ProgressFile(tmp_path)
    if kind == "folder":
        file.path.mkdir()
    elif kind == "fifo":
        os.mkfifo(file.path)
    else:
        file.path.symlink_to(file.path)
    progress, trouble = file.load()
    assert progress == Progress()
    assert "progress" in trouble


@given(st.binary(max_size=12), st.integers(0, len(GOOD)), st.integers(0, 12))
def test_any_change_of_the_file_is_read_or_set_aside_or_taken_for_newer(
    tmp_path_factory: pytest.TempPathFactory, change: bytes, place: int, cut: int
) -> None:
    file = ProgressFile(tmp_path_factory.mktemp("state"))
    content = GOOD.encode()[:place] + change + GOOD.encode()[place + cut :]
    file.path.write_bytes(content)
    progress, trouble = file.load()
    if begins_newer(content, PROGRESS_FORMAT):
        assert (progress, file.path.read_bytes()) == (None, content)
    else:
        assert isinstance(progress, Progress)
        assert bool(trouble) != file.path.exists()


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "mkdir"])
def test_a_disk_that_fails_is_told_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    file = ProgressFile(tmp_path)
    file.save(DONE)

    def fails(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    owner = {"open": os, "fsync": os, "replace": Path, "mkdir": Path}[call]
    monkeypatch.setattr(owner, call, fails)
    assert "No space left on device" in file.save(Progress())
    monkeypatch.undo()
    assert file.load() == (DONE, "")
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_file_that_cannot_be_set_aside_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = ProgressFile(tmp_path)
    file.path.write_text("broken")

    def fails(path: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(progress_module, "set_aside", fails)
    progress, trouble = file.load()
    assert (progress, file.path.read_text()) == (Progress(), "broken")
    assert "stays (Permission denied)" in trouble
