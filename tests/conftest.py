"""What holds for every test: laws are never about how long a busy machine takes, and nobody's own state is touched."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

# Where CI is set Hypothesis would try the same examples each time.
settings.register_profile("quick", max_examples=100, deadline=None, derandomize=False)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=1000)
# Where it is enough to know that there is an example that fails.
settings.register_profile("unshrunk", settings.get_profile("quick"), phases=[Phase.explicit, Phase.generate])
settings.load_profile("quick")

TERMINAL = Path(__file__).parent / "terminal"
PLACE = pytest.StashKey[float]()
IGNORED_BY_PYTHON = {signal.SIGPIPE, signal.SIGXFSZ}


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """One seed for the laws of a whole run."""
    if config.option.hypothesis_seed is None:
        given = getattr(config, "workerinput", {})
        config.option.hypothesis_seed = given.get("hypothesis_seed", str(random.SystemRandom().randrange(10**9)))


def pytest_configure_node(node: Any) -> None:
    """Its workers have the same."""
    node.workerinput["hypothesis_seed"] = node.config.option.hypothesis_seed


def pytest_report_header(config: pytest.Config) -> str:
    """How the same examples are tried again."""
    return f"the laws are tried with --hypothesis-seed={config.option.hypothesis_seed}"


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """As many as there are processors, thrice as many where tests of terminals are among them, which mostly wait."""
    return (1 if config.option.markexpr == "not slow" else 3) * (os.cpu_count() or 1)


def pytest_itemcollected(item: pytest.Item) -> None:
    """What needs a terminal is slow."""
    if TERMINAL in item.path.parents:
        item.add_marker("slow")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the slow ones, which mostly wait, evenly among the others."""
    for kind in (True, False):
        alike = [item for item in items if (item.get_closest_marker("slow") is not None) is kind]
        for number, item in enumerate(alike):
            item.stash[PLACE] = number / len(alike)
    items.sort(key=lambda item: item.stash[PLACE])


@pytest.fixture(scope="session", autouse=True)
def ignored_signals_are_not_handed_on() -> None:
    """What a test starts takes every signal, even where the run itself ignores some, as under nohup."""
    for number in signal.valid_signals() - IGNORED_BY_PYTHON:
        if signal.getsignal(number) is signal.SIG_IGN:
            # What is handled here has its usual effect again in a program that is started; what is ignored has none.
            signal.signal(number, lambda *_: None)


@pytest.fixture(autouse=True)
def state_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or writes what a person has done with the program."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
