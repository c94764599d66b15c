"""Random keys, sizes and signals for a while, however it is started; ``python -m tests.terminal.fuzz`` for longer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.terminal.fuzz import HEARD, OPEN, STARTS, Typist, faults
from tests.terminal.heard import STRICT
from tests.terminal.line import LONGEST, Line

KEYS = 100
"""How many keys are pressed here after each start."""
FAULTY = """
import asyncio, sys, threading, warnings
from tests.terminal.heard import hear
hear(sys.argv.pop(1))
from gdtui.app import GdtuiApp
from gdtui.cli import main
from gdtui.workspace.commands import COMMANDS

async def fail():
    raise ZeroDivisionError

def failing(*_):
    {fault}
    return ""

{what} = {made}
main()
"""


@pytest.mark.parametrize("start", STARTS, ids=" ".join)
def test_it_survives_random_keys(tmp_path: Path, start: tuple[str, ...]) -> None:
    typist = Typist(seed=STARTS.index(start), home=tmp_path)
    typist.type(start, KEYS)
    print(f"{typist.keys} keys, alive; {typist.led_out} times led out")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("open('/dev/null')", "ResourceWarning: unclosed file"),
        ("fail()", "RuntimeWarning: coroutine 'fail' was never awaited"),
        ("warnings.warn('old', DeprecationWarning)", "DeprecationWarning: old"),
        ("threading.Thread(target=lambda: 1 / 0).start()", "ZeroDivisionError"),
        ("asyncio.get_running_loop().create_task(fail())", "Task exception was never retrieved"),
    ],
    ids=["a file that is left open", "a coroutine", "a warning", "in a thread", "in a task"],
)
def test_it_would_notice(tmp_path: Path, fault: str, told: str) -> None:
    (tmp_path / "faulty.py").write_text(
        FAULTY.format(what="COMMANDS['digits']", made="COMMANDS['digits']._replace(do=failing)", fault=fault)
    )
    with Line(home=tmp_path, program=[*STRICT, "faulty.py", HEARD]) as line:
        line.wait_for(OPEN)
        assert not faults(line, tmp_path)
        line.send(b"d")
        # Not so soon that what fails aside is ended with all the rest.
        until = time.monotonic() + LONGEST
        while told not in faults(line, tmp_path) and line.process.poll() is None and time.monotonic() < until:
            line.read(0.05)
        line.send(b"\x11")
        line.finish()
        assert told in faults(line, tmp_path)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("open('/dev/null')", ["key 1: something went wrong aside", "ResourceWarning: unclosed file"]),
        ("warnings.warn('old', DeprecationWarning)", ["key 0: it ended", "DeprecationWarning: old"]),
    ],
    ids=["aside", "a fault"],
)
def test_a_failure_tells_at_once_how_it_is_tried_again(tmp_path: Path, fault: str, told: list[str]) -> None:
    (tmp_path / "faulty.py").write_text(FAULTY.format(what="GdtuiApp._keep", made="failing", fault=fault))
    with pytest.raises(AssertionError) as failure:
        Typist(seed=7, home=tmp_path, program=[*STRICT, "faulty.py"]).type(("--lesson", "breaking"), KEYS)
    for part in ("seed 7, gdtui --lesson breaking, ", "pressed last: [", "\nthe end of what came: b'", *told):
        assert part in str(failure.value)
