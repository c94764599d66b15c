"""What CONTRIBUTING says is all that is to be done for something new: the stubs do no more."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2]
STEPS = re.findall(
    r"^\| (\w+) \|.*\| `(\w+)` of `([\w/]+)\.py`.*\|$", (FOLDER / ".github" / "CONTRIBUTING.md").read_text(), re.M
)
FOLLOWED = """
import importlib, sys
from tests.one_line import stubs
thing, registry, module = sys.argv[1:]
held = getattr(importlib.import_module(module), registry)
def entries():
    return [each for group in held.values() for each in (group if type(group) is tuple else [group])]
before = entries()
stubs.ALONE.get(thing, stubs.register)()
new = [each for each in entries() if each not in before]
assert len(new) == 1, new
"""


def test_it_names_every_thing_that_has_a_registry() -> None:
    assert [thing for thing, *_ in STEPS] == ["method", "problem", "flag", "chart", "export", "condition", "command"]


@pytest.mark.parametrize(("thing", "registry", "path"), STEPS, ids=[thing for thing, *_ in STEPS])
def test_its_step_is_what_the_stub_does(thing: str, registry: str, path: str) -> None:
    module = path.replace("/", ".").removesuffix(".__init__")
    call = [sys.executable, "-c", FOLLOWED, thing, registry, module]
    done = subprocess.run(call, cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_each_file_that_it_names_is_there() -> None:
    text = (FOLDER / ".github" / "CONTRIBUTING.md").read_text()
    named = re.findall(r"`((?:gdtui|tests|\.ci)/[\w./]+)`", text)
    assert len(named) > 8
    assert [name for name in named if not (FOLDER / name).exists()] == []
