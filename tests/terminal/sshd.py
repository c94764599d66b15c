"""A real OpenSSH server on loopback, with the Match block that the README gives, and real clients."""

from __future__ import annotations

import getpass
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import pexpect

from tests.terminal.terminal import Terminal

README = Path(__file__).parents[2] / "README.md"
PROGRAM = Path(sys.executable).parent / "gdtui-kiosk"
SERVER = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
HERE = """
ListenAddress 127.0.0.1
AcceptEnv *
StrictModes no
PermitRootLogin prohibit-password
PidFile none
UsePAM no
LogLevel VERBOSE
Subsystem sftp internal-sftp
"""
"""What the machine's own configuration would hold; AcceptEnv is the worst that it may."""


def match_block(students: Path) -> str:
    """The README's block, for whoever runs this and where things are here."""
    (block,) = re.findall(r"```\n(MaxStartups .*?Match User .*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    for written, here in {
        "User lab": f"User {getpass.getuser()}",
        "/opt/gdtui/bin/gdtui-kiosk": str(PROGRAM),
        "/srv/gdtui": str(students),
    }.items():
        assert written in block
        block = block.replace(written, here)
    return str(block)


class Client(Terminal):
    """A client with a terminal, and what it shows."""

    def __init__(self, arguments: Sequence[str], environment: dict[str, str]) -> None:
        process = pexpect.spawn(
            "ssh",
            list(arguments),
            dimensions=(24, 80),
            env={"PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
            encoding="utf-8",
            codec_errors="replace",
        )
        self._watch(process, 80, 24)

    def enter(self, name: str) -> None:
        """Type a name, and wait for the screen; where a whole class comes at once, that may take a while."""
        self.wait_for("Your name:", longest=120)
        self.process.sendline(name)
        self.wait_for("lessons", longest=120)

    def leave(self) -> int | None:
        """Quit; the exit status, which is the program's."""
        self.process.send("q")
        return self.exit_status()


class Sshd:
    """The server, and how to reach it."""

    def __init__(self, folder: Path, students: Path) -> None:
        assert SERVER is not None
        self.students = students
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        for key in ("host", "client"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True)
        shutil.copy(folder / "client.pub", folder / "authorized")
        keys = f"HostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n"
        (folder / "config").write_text(f"Port {self.port}\n{keys}{HERE}{match_block(students)}")
        if getpass.getuser() == "root":
            Path("/run/sshd").mkdir(exist_ok=True, mode=0o755)
        self.options = [
            *("-p", str(self.port), "-i", str(folder / "client"), "-F", "none"),
            *("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"),
            *("-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes"),
        ]
        self.host = f"{getpass.getuser()}@127.0.0.1"
        self.log = (folder / "log").open("wb")
        self._server = subprocess.Popen([SERVER, "-D", "-e", "-f", str(folder / "config")], stderr=self.log)
        self._wait_until_it_listens()

    def __enter__(self) -> Sshd:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.terminate()
        self._server.wait()
        self.log.close()

    def run(self, *arguments: str, seconds: float = 20) -> subprocess.CompletedProcess[str]:
        """A client without a terminal, as a script would call it."""
        call = ["ssh", *self.options, *arguments]
        return subprocess.run(
            call, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=seconds
        )

    def opened(
        self,
        *arguments: str,
        environment: dict[str, str] | None = None,
        options: Sequence[str] = (),
        port: int | None = None,
    ) -> Client:
        """A client with a terminal of 80x24; variables are sent with SendEnv; ``port`` may be that of another way."""
        sent = [f"-oSendEnv={name}" for name in environment or {}]
        # The first of two counts.
        way = [] if port is None else ["-p", str(port)]
        return Client([*way, *self.options, "-tt", *sent, *options, self.host, *arguments], environment or {})

    def _wait_until_it_listens(self) -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with socket.socket() as trial:
                if not trial.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.05)
        raise AssertionError("the server did not come up")
