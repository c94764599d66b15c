"""Files that a person names: whole or as they were, with their rights, and nothing but ordinary files written over."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from gdtui.files.exports import option_like, ordinary_target, written_over, written_to


def write(path: Path, text: str = "new\n") -> None:
    with written_over(path) as out:
        out.write(text)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o606])
def test_a_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "run.csv"
    path.write_text("old")
    path.chmod(mode)
    write(path)
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new\n", mode)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "run.csv"
    path.write_text("old")
    os.chown(path, 12345, 54321)
    write(path)
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 54321)


@pytest.mark.parametrize("there", [True, False], ids=["file", "nothing yet"])
def test_links_are_followed_to_the_file(tmp_path: Path, there: bool) -> None:
    (tmp_path / "far").mkdir()
    target, middle, link = tmp_path / "far" / "run.csv", tmp_path / "far" / "middle", tmp_path / "link"
    middle.symlink_to("run.csv")
    link.symlink_to("far/middle")
    if there:
        target.write_text("old")
    write(link)
    assert link.is_symlink()
    assert middle.is_symlink()
    assert (target.is_symlink(), target.read_text()) == (False, "new\n")
    assert sorted(path.name for path in target.parent.iterdir()) == ["middle", "run.csv"]


def device(path: Path) -> None:
    path.symlink_to("/dev/null")


def to_itself(path: Path) -> None:
    path.symlink_to(path)


def into_an_open_file(path: Path) -> None:
    path.symlink_to("/proc/self/fd/0")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "no ordinary file"),
    "device": (device, "no ordinary file"),
    "link to itself": (to_itself, "Too many levels of symbolic links"),
    "open file": (into_an_open_file, "no ordinary file"),
    "folder": (Path.mkdir, "Is a directory"),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_ordinary_file_is_refused_and_stays(
    tmp_path: Path, make: Callable[[Path], object], reason: str
) -> None:
    path = tmp_path / "run.csv"
    make(path)
    before = path.lstat()
    with pytest.raises(OSError, match=reason):
        write(path)
    assert path.lstat().st_ino == before.st_ino
    assert list(tmp_path.iterdir()) == [path]


def test_of_two_names_of_one_file_both_have_the_new_content(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("an old text that is longer than the new one")
    other.hardlink_to(one)
    write(one)
    assert other.read_text() == "new\n"
    assert one.samefile(other)


@pytest.mark.parametrize("names", [1, 2])
def test_what_fails_half_way_leaves_what_was_there(tmp_path: Path, names: int) -> None:
    path = tmp_path / "run.csv"
    path.write_text("old")
    if names == 2:
        (tmp_path / "other").hardlink_to(path)
    with pytest.raises(TypeError):
        write(path, b"no text")  # type: ignore[arg-type]
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == names


def test_where_there_is_no_room_to_copy_to_the_old_text_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "run.csv"
    path.write_text("old")
    (tmp_path / "other").hardlink_to(path)

    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", fails)
    with pytest.raises(OSError, match="No space"):
        write(path)
    assert path.read_text() == "old"


NOBODY = 65534


def as_nobody(path: Path) -> int:
    """Write in a process that has no rights but everybody's; the number of the error, or 0."""
    child = os.fork()
    if child == 0:
        number = 1
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            write(path)
            number = 0
        except OSError as error:
            number = error.errno or 1
        finally:
            os._exit(number)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_in_a_folder_of_others_a_file_that_may_be_written_is_written_and_one_that_may_not_is_not() -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        ours, theirs = Path(folder) / "ours", Path(folder) / "theirs"
        for path, mode in ((ours, 0o666), (theirs, 0o644)):
            path.write_text("old")
            path.chmod(mode)
        assert (as_nobody(ours), as_nobody(theirs)) == (0, errno.EACCES)
        assert (ours.read_text(), theirs.read_text()) == ("new\n", "old")
        assert (ours.stat().st_uid, ours.stat().st_mode & 0o777) == (0, 0o666)


@pytest.mark.parametrize("name", ["x" * 244, "x" * 255, "é" * 122, "漢" * 81 + "x", "漢" * 85, "𝕩" * 63], ids=len)
def test_a_name_as_long_as_there_can_be_is_written(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    write(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_name_longer_than_there_can_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="File name too long"):
        ordinary_target(tmp_path / ("x" * 256))


def test_what_a_killed_program_left_of_this_file_goes_and_nothing_else(tmp_path: Path) -> None:
    for name in (".run.csv.part-dead", ".other.csv.part-dead", "run.csv.part-dead"):
        (tmp_path / name).touch()
    write(tmp_path / "run.csv")
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"run.csv", ".other.csv.part-dead", "run.csv.part-dead"}


def test_a_file_that_is_open_already_is_written_on_and_not_opened_anew(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    with path.open("w") as out:
        out.write("before\n")
        out.flush()
        with written_to(Path(f"/dev/fd/{out.fileno()}")) as same:
            same.write("new\n")
        out.write("after\n")
    assert path.read_text() == "before\nnew\nafter\n"


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with written_to(path) as out:
            out.write("ä\n")
        assert os.read(reader, 100) == "ä\n".encode()
    finally:
        os.close(reader)
    assert path.is_fifo()


def test_an_ordinary_file_that_a_command_names_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "run.csv"
    path.write_text("old")
    with written_to(path) as out:
        out.write("new\n")
        out.flush()
        assert path.read_text() == "old"
    assert path.read_text() == "new\n"


def test_a_chain_of_links_is_followed_for_forty_and_no_farther(tmp_path: Path) -> None:
    for number in range(41):
        (tmp_path / f"{number}").symlink_to(f"{number + 1}")
    assert ordinary_target(tmp_path / "2") == tmp_path / "41"
    with pytest.raises(OSError, match="Too many levels"):
        ordinary_target(tmp_path / "0")


@pytest.mark.parametrize(("name", "is_like"), [("-a", True), ("a-", False), ("", False), ("./-a", False)])
def test_a_name_that_looks_like_an_option_is_said_so(name: str, is_like: bool) -> None:
    assert bool(option_like(name)) is is_like
