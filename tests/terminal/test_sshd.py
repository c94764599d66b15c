"""A class over SSH: the real server with the README's own block, real clients, and what they may not do."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gdtui.files.sessions import read_saved, replayed
from tests.terminal.line import LONGEST
from tests.terminal.slow_line import slow_line
from tests.terminal.sshd import PROGRAM, SERVER, Sshd

pytestmark = [
    pytest.mark.skipif(SERVER is None or shutil.which("ssh") is None, reason="OpenSSH is not installed"),
    pytest.mark.skipif(not PROGRAM.exists(), reason="gdtui is not installed beside this Python"),
]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    folder = tmp_path_factory.mktemp("sshd")
    students = folder / "students"
    students.mkdir()
    with Sshd(folder, students) as running:
        yield running


def programs(server: Sshd) -> list[str]:
    """The simulators that this server has started and that still run."""
    done = subprocess.run(["ps", "-ww", "-eo", "pid=,args="], capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if "-m gdtui" in line and str(server.students) in line]


def test_in_three_presses_the_flag_is_seen_and_quitting_ends_the_connection(server: Sshd) -> None:
    with server.opened() as client:
        client.enter("Ada")
        # Of the lab's lessons the ninth and last but one of its first part: an input that makes it explode.
        client.press("l", *"explode", "enter")
        client.wait_for("An input that makes it explode")
        client.press("space", "space")
        client.wait_for("✖ diverging: the error grew twice running (0.04, 0.36, 3.24)")
        assert client.leave() == 0
    assert {path.name for path in (server.students / "ada" / "gdtui").iterdir()} >= {"sessions"}


@pytest.mark.parametrize(
    "arguments",
    [["sh"], ["bash", "-i"], ["cat", "/etc/passwd"], ["/usr/lib/openssh/sftp-server"], ["python3"]],
    ids=" ".join,
)
def test_a_command_of_the_clients_own_is_never_run(server: Sshd, arguments: list[str]) -> None:
    done = server.run(server.host, *arguments)
    assert done.returncode != 0
    assert "root:" not in done.stdout
    assert "terminal" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_shell_with_a_terminal_is_the_simulator(server: Sshd) -> None:
    with server.opened("bash") as client:
        client.enter("Bob")
        client.press(*"ls", "enter")
        client.press("escape")
        assert "row 1" in client.lines[0]
        assert client.leave() == 0


def test_files_cannot_be_fetched_or_sent(server: Sshd, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine")
    options = [option if option != "-p" else "-P" for option in server.options]
    for call in (
        ["scp", *options, str(mine), f"{server.host}:{tmp_path}/sent"],
        ["scp", "-O", *options, str(mine), f"{server.host}:{tmp_path}/sent"],
        ["scp", "-O", *options, f"{server.host}:/etc/passwd", f"{tmp_path}/fetched"],
        ["sftp", *options, f"{server.host}:/etc/passwd", f"{tmp_path}/fetched"],
    ):
        done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=20, stdin=subprocess.DEVNULL)
        assert done.returncode != 0, call
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_nothing_is_forwarded(server: Sshd) -> None:
    with socket.create_server(("127.0.0.1", 0)) as inside, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        inside.settimeout(2)
        target = inside.getsockname()[1]
        forwarding = ["-L", f"{port}:127.0.0.1:{target}", "-A", "-X"]
        with server.opened(options=forwarding) as client:
            client.enter("Cleo")
            with socket.create_connection(("127.0.0.1", port)) as through:
                through.settimeout(5)
                assert through.recv(1) == b""
            with pytest.raises(TimeoutError):
                inside.accept()


ATTACKS = {
    "PYTHONINSPECT": "1",
    "PYTHONSTARTUP": "/tmp/evil.py",
    "PYTHONHOME": "/tmp",
    "PYTHONVERBOSE": "1",
    "PYTHONBREAKPOINT": "os.system",
    "TEXTUAL_DRIVER": "evil:Driver",
    "TEXTUAL_PRESS": "q",
    "TEXTUAL_DEBUG": "1",
    "TEXTUAL_SCREENSHOT": "1",
    "TEXTUAL": "devtools,debug",
    "COLUMNS": "20000",
    "LINES": "20000",
    "BROWSER": "touch /tmp/evil-browser",
    "SHELL": "/bin/bash",
    "ENV": "$(touch /tmp/evil-env)",
    "BASH_ENV": "$(touch /tmp/evil-bash)",
    "SHELLOPTS": "xtrace",
    "PS4": "$(touch /tmp/evil-ps4)",
    "_GDTUI_COMPLETE": "bash_source",
    "GDTUI_KIOSK": "0",
}


def test_no_variable_has_an_effect(server: Sshd, tmp_path: Path) -> None:
    (tmp_path / "evil.py").write_text(f"open({str(tmp_path / 'evil-import')!r}, 'w')\n")
    for name in ("sitecustomize", "usercustomize", "textual", "gdtui"):
        shutil.copy(tmp_path / "evil.py", tmp_path / f"{name}.py")
    where = {
        "PYTHONPATH": str(tmp_path),
        "PYTHONUSERBASE": str(tmp_path),
        "TEXTUAL_LOG": str(tmp_path / "evil-log"),
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "evil-state"),
        "XDG_DOWNLOAD_DIR": str(tmp_path / "evil-downloads"),
        "HOME": str(tmp_path / "evil-home"),
    }
    linker = {
        # Libraries that come with the C library and that write where these say.
        "LD_PRELOAD": "libmemusage.so:libpcprofile.so",
        "MEMUSAGE_OUTPUT": str(tmp_path / "evil-usage"),
        "PCPROFILE_OUTPUT": str(tmp_path / "evil-profile"),
        "LD_PROFILE": "libc.so.6",
        "LD_PROFILE_OUTPUT": str(tmp_path),
        "LD_DEBUG": "all",
        "LD_DEBUG_OUTPUT": str(tmp_path / "evil-debug"),
    }
    # Not with SendEnv, which takes them from the client's own environment.
    sent = [f"-oSetEnv={' '.join(f'{name}={value}' for name, value in linker.items())}"]
    before = {path.name for path in tmp_path.iterdir()}
    with server.opened(environment={**ATTACKS, **where}, options=sent) as client:
        client.enter("Dan")
        client.press("space", "space", "x", "enter")
        client.wait_for("written")
        client.press("escape")
        assert "row 3" in client.lines[0]
        assert client.leave() == 0
        assert ">>>" not in client.raw
    assert {path.name for path in tmp_path.iterdir()} == before
    assert not [path for path in Path("/tmp").iterdir() if path.name.startswith("evil-")]
    exported = list((server.students / "dan" / "gdtui" / "exports").iterdir())
    assert [path.name for path in exported] == ["gdtui-gradient-descent.json"]


@pytest.mark.parametrize("name", ["../../etc", "/etc/passwd", "a/../../b", "$(id)", "-rf", "\x1b[2J\x07 eve"])
def test_a_name_is_a_folder_among_the_students_and_nothing_else(server: Sshd, name: str) -> None:
    with server.opened() as client:
        client.enter(name)
        assert client.leave() == 0
    for folder in server.students.iterdir():
        assert folder.name.replace("-", "").isalnum()
    assert not (server.students.parent / "etc").exists()


COUNT = 16
"""How many connections are cut at once; the benchmark takes a hundred."""


def test_connections_cut_at_once_leave_no_process_and_each_session_resumes(server: Sshd) -> None:
    clients = [server.opened() for _ in range(COUNT)]
    for number, client in enumerate(clients):
        client.wait_for("Your name:", longest=120)
        client.process.sendline(f"cut {number}")
    for client in clients:
        client.wait_for("lessons", longest=120)
        client.process.send("  ")
    for client in clients:
        client.wait_for("row 3", longest=120)
    assert len(programs(server)) >= COUNT
    for client in clients:
        os.kill(client.process.pid, 9)
        client.process.wait()
    began = time.monotonic()
    while left := programs(server):
        assert time.monotonic() < began + LONGEST, left
        time.sleep(0.2)
    print(f"{COUNT} connections cut: no process left after {time.monotonic() - began:.1f} s")
    for number in range(COUNT):
        path = server.students / f"cut-{number}" / "gdtui" / "sessions" / "1.json"
        saved = replayed(read_saved(path))
        assert (saved.history.present.length, saved.left) == (3, False)
    with server.opened() as again:
        again.wait_for("Your name:")
        again.process.sendline("cut 7")
        again.wait_for("A session was cut off")
        again.press("y")
        again.wait_for("back where you stopped")
        assert again.leave() == 0


BYTES_A_SECOND, DELAY = 9_600, 0.3
HELD_SECONDS, KEYS_A_SECOND = 6, 30


def test_a_held_down_key_over_a_slow_line_is_at_most_two_seconds_behind(server: Sshd) -> None:
    with (
        slow_line(server.port, BYTES_A_SECOND, DELAY) as port,
        server.opened(port=port) as client,
    ):
        client.enter("Zoe")
        client.press(*"m")
        client.settle(quiet=2, longest=30)
        began, pressed = time.monotonic(), 0
        while (now := time.monotonic()) < began + HELD_SECONDS:
            due = int((now - began) * KEYS_A_SECOND) - pressed
            client.send_bytes(b" " * due)
            pressed += due
            client.settle(quiet=0.02, longest=0.02)
        came = len(client.raw.encode())
        client.wait_for(f"row {pressed + 1}", longest=60)
        # What the line had yet to bring, so that a machine with other things to do is not taken for a slow line.
        behind = DELAY + (len(client.raw.encode()) - came) / BYTES_A_SECOND
        print(f"{pressed} keys in {HELD_SECONDS} s: {behind:.2f} s behind")
        assert behind < 2
