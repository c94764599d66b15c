"""The progress of a class: a folder a student, and nothing that lies outside of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from gdtui.files.class_folder import Student, read_class
from gdtui.files.progress import PROGRESS_FORMAT, Progress

PLACES = ["progress.json", "gdtui/progress.json", ".local/state/gdtui/progress.json"]


def content(**met: list[str]) -> str:
    return json.dumps({"format": PROGRESS_FORMAT, "lessons": {id_: {"met": says} for id_, says in met.items()}})


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize("place", PLACES)
def test_a_students_progress_is_found_in_each_place(tmp_path: Path, place: str) -> None:
    put(tmp_path / "anna" / place, content(breaking=["diverging"]))
    assert read_class(tmp_path) == ([Student("anna", Progress({"breaking": frozenset({"diverging"})}))], [])


def test_what_is_in_several_places_counts_together_beside_what_cannot_be_read(tmp_path: Path) -> None:
    put(tmp_path / "anna" / PLACES[0], content(breaking=["a"]))
    put(tmp_path / "anna" / PLACES[1], "{")
    put(tmp_path / "anna" / PLACES[2], content(breaking=["b"], compare=["c"]))
    together = Progress({"breaking": frozenset("ab"), "compare": frozenset("c")})
    assert read_class(tmp_path) == ([Student("anna", together)], ["anna: gdtui/progress.json is not readable"])


def test_students_come_by_name_and_only_folders_are_students(tmp_path: Path) -> None:
    for name in ("zoe", "anna", "e\x1bvil", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "notes.txt").touch()
    students, refused = read_class(tmp_path)
    assert students == [Student("anna", Progress()), Student("e\\x1bvil", Progress()), Student("zoe", Progress())]
    assert refused == []


def test_of_links_pipes_and_files_that_are_too_large_nothing_is_read(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "class"
    put(outside / "progress.json", content(breaking=["diverging"]))
    for name in ("file", "folder", "large", "pipe"):
        (folder / name).mkdir(parents=True)
    (folder / "away").symlink_to(outside)
    (folder / "file" / "progress.json").symlink_to(outside / "progress.json")
    (folder / "folder" / "gdtui").symlink_to(outside)
    (folder / "large" / "progress.json").write_text(content().ljust(1_000_001))
    os.mkfifo(folder / "pipe" / "progress.json")
    assert read_class(folder) == (
        [],
        [
            "away: a link, not followed",
            "file: progress.json is a link, not followed",
            "folder: gdtui/progress.json is behind a link, not followed",
            "large: progress.json is too large",
            "pipe: progress.json is no ordinary file",
        ],
    )


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    put(tmp_path / "anna" / PLACES[2], content())
    before = len(list(Path("/proc/self/fd").iterdir()))
    read_class(tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_class(tmp_path / "nowhere")
