"""The file of a broadcast on a real disk: appended to, looked at, cut off, replaced, removed, full."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
import tracemalloc
from pathlib import Path

import pytest

from gdtui.core.parameters import Parameters
from gdtui.files.broadcast import LineReader, LineWriter, Scene, Setup
from gdtui.files.broadcast_file import MOST_READ, TAIL, BroadcastFile, FollowedFile


def state(rows: int, alpha: float = 1.0) -> Scene:
    return Scene(Setup(Parameters(alpha=alpha)), rows)


def seen(file: FollowedFile) -> int | None:
    """The number of rows that a reader sees, once it has looked."""
    if file.changed():
        file.read()
    return file.reader.shown.rows if file.reader.shown else None


def test_a_file_is_appended_to_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "class.jsonl"
    before = os.umask(0o022)
    try:
        first = BroadcastFile(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert (first.show(state(1)), first.show(state(2))) == ("", "")
    first.close()
    content = path.read_bytes()
    assert content.count(b"\n") == 2
    second = BroadcastFile(path)
    assert second.show(state(3)) == ""
    assert path.read_bytes().startswith(content)
    assert seen(FollowedFile(path)) == 3


def test_the_umask_takes_rights_away(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        BroadcastFile(tmp_path / "class.jsonl")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "class.jsonl").stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["link", "link to nothing", "pipe", "folder", "device", "no folder"])
def test_what_is_no_ordinary_file_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    path, other = tmp_path / "class.jsonl", tmp_path / "other"
    if kind == "link":
        other.write_text("mine")
        path.symlink_to(other)
    elif kind == "link to nothing":
        path.symlink_to(other)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path = Path("/dev/null")
    else:
        path = tmp_path / "nowhere" / "class.jsonl"
    with pytest.raises(OSError, match=r"."):
        BroadcastFile(path)
    assert (other.exists(), other.exists() and other.read_text()) == ((kind == "link"), kind == "link" and "mine")


def test_lines_of_two_writers_are_never_mixed(tmp_path: Path) -> None:
    path = tmp_path / "class.jsonl"

    def write(alpha: float) -> None:
        file = BroadcastFile(path)
        for rows in range(1, 1001):
            assert file.show(state(rows, alpha)) == ""

    writers = [threading.Thread(target=write, args=[alpha]) for alpha in (0.25, 0.5)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    lines = [line for line in path.read_bytes().split(b"\n") if line]
    assert len(lines) == 2000
    reader = LineReader()
    for line in lines:
        reader.take(line + b"\n")
        assert reader.trouble in ("", "of a run whose start was lost")


FULL_DISK = """
import resource, sys
from pathlib import Path
from gdtui.core.parameters import Parameters
from gdtui.files.broadcast import Setup, Scene
from gdtui.files.broadcast_file import BroadcastFile
file = BroadcastFile(Path(sys.argv[1]))
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (700, most))
print([file.show(Scene(Setup(Parameters()), rows)) for rows in range(1, 20)][-1])
input()
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
print([file.show(Scene(Setup(Parameters(alpha=0.25)), rows)) for rows in range(20, 23)])
"""


def test_a_disk_that_is_full_is_told_and_what_comes_after_can_be_read(tmp_path: Path) -> None:
    path, follower = tmp_path / "class.jsonl", FollowedFile(tmp_path / "class.jsonl")
    call = [sys.executable, "-c", FULL_DISK, str(path)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as teacher:
        assert teacher.stdout is not None
        assert teacher.stdout.readline() == "the class does not see this: File too large.\n"
        assert path.stat().st_size == 700
        before = seen(follower)
        assert before is not None
        assert before < 19
        assert follower.reader.trouble == ""
        # There is room again: the line that was torn is skipped, what follows is understood.
        out, _ = teacher.communicate("\n")
        assert out == "['', '', '']\n"
    assert (seen(follower), follower.reader.trouble) == (22, "not JSON")


def test_once_there_is_room_again_the_same_session_is_seen_again(tmp_path: Path) -> None:
    path, full = tmp_path / "class.jsonl", Path("/dev/full")
    if not full.exists():
        pytest.skip("no device here that is always full")
    file, follower = BroadcastFile(path), FollowedFile(path)
    assert (file.show(state(1)), seen(follower)) == ("", 1)
    kept, always_full = os.dup(file._descriptor), os.open(full, os.O_WRONLY)
    os.dup2(always_full, file._descriptor)
    assert (
        file.show(state(2))
        == file.show(state(3, alpha=0.25))
        == "the class does not see this: No space left on device."
    )
    os.dup2(kept, file._descriptor)
    assert file.show(state(4, alpha=0.25)) == ""
    assert (seen(follower), follower.reader.trouble) == (4, "")
    assert follower.reader.shown == state(4, alpha=0.25)


def test_a_file_that_is_not_there_yet_goes_and_comes_back_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "class.jsonl"
    file = FollowedFile(path)
    assert (seen(file), file.state) == (None, "no file yet")
    assert not file.changed()
    BroadcastFile(path).show(state(3))
    assert (seen(file), file.state) == (3, "")
    path.unlink()
    assert (seen(file), file.state) == (3, "file removed")
    file.read()
    assert file.state == "file removed"
    BroadcastFile(path).show(state(4))
    assert (seen(file), file.state, file.news) == (4, "", "")


def test_a_file_that_is_cut_off_or_replaced_is_told_and_followed(tmp_path: Path) -> None:
    path, other = tmp_path / "class.jsonl", tmp_path / "other"
    teacher, file = BroadcastFile(path), FollowedFile(path)
    teacher.show(state(3))
    assert seen(file) == 3
    os.truncate(path, 0)
    seen(file)
    assert file.news == "the file was cut off; what comes now is followed"
    file.news = ""
    BroadcastFile(path).show(state(4))
    assert (seen(file), file.news) == (4, "")
    BroadcastFile(other).show(state(5))
    other.replace(path)
    assert (seen(file), file.news) == (5, "the file was replaced; the new one is followed")


@pytest.mark.parametrize("kind", ["pipe", "folder", "unreadable", "below a file"])
def test_what_cannot_be_followed_blocks_nothing_and_is_told(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "class.jsonl"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "unreadable":
        if os.geteuid() == 0:
            pytest.skip("everything can be read by this user")
        path.touch(mode=0)
    else:
        path.touch()
        path /= "class.jsonl"
    file = FollowedFile(path)
    assert seen(file) is None
    assert file.state in (
        "no ordinary file",
        "Permission denied",
        "Not a directory",
    )


def test_who_comes_late_to_a_long_file_reads_its_end_only(tmp_path: Path) -> None:
    path, writer = tmp_path / "class.jsonl", LineWriter("a")
    with path.open("wb") as out:
        for number in range(50_000):
            out.write(writer.line(state(number % 1000 + 1)))
    before = time.process_time()
    file = FollowedFile(path)
    assert seen(file) == 1000
    print(f"{path.stat().st_size / 1e6:.0f} MB caught up with in {1000 * (time.process_time() - before):.1f} ms")
    assert file.reader.trouble == ""
    # As much again while nobody looks: its end is enough, too.
    with path.open("ab") as out:
        for number in range(5_000):
            out.write(writer.line(state(number % 100 + 1)))
    assert seen(file) == 100


def test_an_end_that_says_nothing_does_not_hide_what_stands_before_it(tmp_path: Path) -> None:
    path = tmp_path / "class.jsonl"
    BroadcastFile(path).show(state(7))
    with path.open("ab") as out:
        out.write(b"nonsense\n" * TAIL)
    file = FollowedFile(path)
    assert (seen(file), file.reader.trouble) == (7, "not JSON")


def test_of_rubbish_no_more_than_a_part_is_read_and_what_follows_it_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "class.jsonl"
    path.write_bytes(b"\n" * 20_000_000)
    follower = FollowedFile(path)
    tracemalloc.start()
    follower.read()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * MOST_READ
    assert follower.reader.shown is None
    with path.open("ab") as out:
        out.write(LineWriter("a").line(Scene(Setup(Parameters(), None, None), 1, 0, "bowl")))
    follower.read()
    assert follower.reader.shown is not None
