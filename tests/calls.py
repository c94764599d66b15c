"""Two ways to call the command ``gdtui``."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gdtui import cli


def gdtui(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The real program, in a process of its own."""
    call = [sys.executable, "-m", "gdtui", *arguments]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=60)


def called(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    """The same without a process: exit status, standard output, standard error."""
    monkeypatch.setattr(sys, "argv", ["gdtui", *arguments])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err
