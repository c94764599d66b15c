"""What holds for every test: laws are never about how long a busy machine takes, and nobody's own state is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers() -> int:
    """Twice the processors, since the tests of terminals mostly wait."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def state_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or writes what a person has done with the program."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
