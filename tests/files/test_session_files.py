"""The files of a person's sessions, and their locks, by programs side by side."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from gdtui.core.parameters import Parameters
from gdtui.core.session import History, Session
from gdtui.files import sessions as sessions_module
from gdtui.files.disk import folder_size, part_prefix, sweep_parts, written_whole
from gdtui.files.session_files import KEPT_SESSIONS, SessionFile, SessionFiles
from gdtui.files.sessions import SavedSession, StoredSession, session_text


def session(weight: float, *, left: bool = False) -> SavedSession:
    """One that can be told by its start weight."""
    return SavedSession(History(Session.start(Parameters(weight=weight))), left=left)


def put(folder: Path, weight: float, *, left: bool = False) -> Path:
    """Save a session the way the simulator does, and end."""
    slot = SessionFiles(folder).new()
    slot.save(session_text(session(weight, left=left)))
    slot.release()
    # Files saved within one tick of the clock would have no order.
    os.utime(slot.path, ns=(int(weight * 10**9), int(weight * 10**9)))
    return slot.path


def weight_of(found: tuple[SessionFile, StoredSession] | None) -> float | None:
    """The weight by which a session that was found is told; its lock is given back."""
    if found is None:
        return None
    found[0].release()
    return found[1].saved.history.present.parameters.weight


@contextmanager
def another_program(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that holds a session's lock."""
    code = "import sys, pathlib, gdtui.files.session_files as s; s.SessionFile(pathlib.Path(sys.argv[1]))"
    call = [sys.executable, "-c", f"{code}; print('held', flush=True); input()", str(path)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "held\n"
        yield held
        held.kill()


def test_the_session_found_is_the_newest_that_was_cut_off(tmp_path: Path) -> None:
    assert SessionFiles(tmp_path).last(even_left=True) is None
    for weight, left in ((1, False), (2, False), (3, True)):
        put(tmp_path, weight, left=left)
    assert weight_of(SessionFiles(tmp_path).last(even_left=False)) == 2
    assert weight_of(SessionFiles(tmp_path).last(even_left=True)) == 3


def test_a_session_that_is_declined_is_not_offered_again_but_kept(tmp_path: Path) -> None:
    put(tmp_path, 1)
    slots = SessionFiles(tmp_path)
    found = slots.last(even_left=False)
    assert found is not None
    slots.decline(*found)
    assert slots.last(even_left=False) is None
    assert weight_of(slots.last(even_left=True)) == 1


def test_a_session_in_use_is_passed_over_until_its_program_is_gone(tmp_path: Path) -> None:
    path = put(tmp_path, 1)
    with another_program(path) as other:
        slots = SessionFiles(tmp_path)
        assert slots.last(even_left=True) is None
        assert slots.in_use == 1
        new = slots.new()
        assert new.path != path
        new.release()
        other.kill()
        other.wait()
        assert weight_of(slots.last(even_left=True)) == 1


def test_two_sessions_that_are_not_saved_yet_have_two_files(tmp_path: Path) -> None:
    first, second = SessionFiles(tmp_path).new(), SessionFiles(tmp_path).new()
    assert first.path != second.path


def test_the_oldest_that_was_left_makes_room_and_then_the_oldest_that_was_cut_off(tmp_path: Path) -> None:
    paths = [put(tmp_path, weight, left=weight in (3, 5)) for weight in range(1, KEPT_SESSIONS + 1)]
    slots = SessionFiles(tmp_path)
    first = slots.new()
    assert first.path == paths[2]
    second = slots.new()
    assert second.path == paths[4]
    third = slots.new()
    assert third.path == paths[0]
    held = [slots.new() for _ in range(KEPT_SESSIONS - 3)]
    assert {slot.path for slot in (first, second, third, *held)} == set(paths)
    beyond = slots.new()
    assert beyond.path.name == f"{KEPT_SESSIONS + 1}.json"
    for slot in (first, second, third, *held, beyond):
        slot.release()


@pytest.mark.parametrize("kind", ["empty", "fifo", "folder", "link", "broken link"])
def test_a_file_that_holds_no_session_is_set_aside_and_said_so(tmp_path: Path, kind: str) -> None:
    put(tmp_path, 1)
    broken = put(tmp_path, 2)
    broken.unlink()
    if kind == "empty":
        broken.touch()
    elif kind == "fifo":
        os.mkfifo(broken)
    elif kind == "folder":
        broken.mkdir()
    else:
        broken.symlink_to("/etc/passwd" if kind == "link" else "nowhere")
    slots = SessionFiles(tmp_path)
    assert weight_of(slots.last(even_left=False)) == 1
    assert len(slots.troubles) == 1
    assert "kept as 2.json.unreadable-1" in slots.troubles[0]
    assert not os.path.lexists(broken)
    assert os.path.lexists(broken.with_name("2.json.unreadable-1"))


def test_a_record_that_does_not_follow_is_set_aside_and_the_next_is_found(tmp_path: Path) -> None:
    put(tmp_path, 1)
    path = put(tmp_path, 2)
    saved = session(2)
    wrong = saved._replace(history=History(replace(saved.history.present, length=1, cursor=0)))
    text = session_text(wrong).replace('"rows": 1', '"rows": 0')
    path.write_text(text)
    slots = SessionFiles(tmp_path)
    assert weight_of(slots.last(even_left=False)) == 1
    assert slots.troubles == ["session 2.json is damaged: kept as 2.json.unreadable-1."]


def test_what_a_killed_program_left_half_written_is_taken_away(tmp_path: Path) -> None:
    path = put(tmp_path, 1)
    half = path.with_name(f"{part_prefix(path.name)}0a1b2c3d")
    half.write_text("half")
    found = SessionFiles(tmp_path).last(even_left=False)
    assert found is not None
    found[0].sweep()
    found[0].release()
    assert sorted(each.name for each in path.parent.iterdir()) == ["1.json", "1.lock"]


def test_only_the_student_can_read_what_is_kept(tmp_path: Path) -> None:
    path = put(tmp_path, 1)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_what_is_still_being_written_is_not_taken_away(tmp_path: Path) -> None:
    path, other = tmp_path / "run.json", tmp_path / f"{part_prefix('other.json')}0a1b2c3d"
    other.write_text("left by a program that was killed")
    with written_whole(path) as out:
        out.write("half")
        out.flush()
        assert folder_size(tmp_path) == len("half") + other.stat().st_size
        sweep_parts(tmp_path)
        assert not other.exists()
        out.write(" and half")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("run.json", "half and half")]


def test_a_save_that_began_earlier_and_ends_later_leaves_the_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot, hangs, go_on = SessionFiles(tmp_path).new(), Event(), Event()
    fsync = os.fsync

    def slow(descriptor: int) -> None:
        if not hangs.is_set():
            hangs.set()
            go_on.wait(30)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    earlier = Thread(target=slot.save, args=("earlier",))
    earlier.start()
    hangs.wait(30)
    slot.save("newer")
    slot.release()
    go_on.set()
    earlier.join(30)
    assert sorted(path.name for path in slot.path.parent.iterdir()) == ["1.json", "1.lock"]
    assert slot.path.read_text() == "newer"


def test_what_cannot_be_read_for_now_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, 1)
    slots = SessionFiles(tmp_path)

    def fails(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(sessions_module, "read_ordinary", fails)
        assert slots.last(even_left=True) is None
    assert slots.troubles == ["session 1.json cannot be read (Input/output error) and stays."]
    assert path.exists()
    assert weight_of(SessionFiles(tmp_path).last(even_left=True)) == 1


def test_a_lock_of_somebody_elses_costs_one_number_and_no_more(tmp_path: Path) -> None:
    path = put(tmp_path, 1)
    path.with_suffix(".lock").unlink(missing_ok=True)
    path.with_suffix(".lock").symlink_to("elsewhere")
    put(tmp_path, 2)
    slots = SessionFiles(tmp_path)
    assert weight_of(slots.last(even_left=True)) == 2
    assert [trouble.partition(" (")[0] for trouble in slots.troubles] == ["session 1.json cannot be used"]
    assert slots.new().path.name == "3.json"
