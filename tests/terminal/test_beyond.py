"""The real program with what lies beyond the chapter: opened by options, left, come back to, followed by a class."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gdtui.core.parameters import Parameters
from gdtui.files.sessions import read_saved, replayed
from tests.calls import gdtui
from tests.terminal.terminal import Terminal

RATE = "weight = weight - rate * weight_delta\n"
TWO = (("--pair", "1,2", "--pair", "2,1"), {"pairs": [[1, 2], [2, 1]]}, "2 of them")
OPENED = {
    "nothing": ((), {}, "gradient descent"),
    "pairs": (*TWO,),
    "a measure": (("--measure", "signed"), {"measure": "signed"}, "signed"),
    "a formula": (("--formula", "exp(weight)-weight"), {"formula": "exp(weight)-weight"}, "exp(weight)"),
    "momentum": (("--method", "momentum", "--beta", "0.5"), {"method": "momentum", "beta": 0.5}, "momentum"),
    "a loop": (
        ("--loop", "loop.txt", "--let", "rate=0.5"),
        {"method": "own", "loop": [RATE.strip()], "let": {"rate": 0.5}},
        "own loop",
    ),
}


@pytest.mark.parametrize(("options", "values", "shown"), OPENED.values(), ids=OPENED)
def test_a_screen_opened_by_options_comes_back(
    options: tuple[str, ...], values: dict[str, object], shown: str, tmp_path: Path
) -> None:
    (tmp_path / "loop.txt").write_text(RATE)
    parameters = Parameters(**values)  # type: ignore[arg-type]
    with Terminal(*options, home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        assert shown in terminal.text
        terminal.press("space", "space")
        terminal.wait_for("row 3")
        terminal.press("q")
        assert terminal.exit_status() == 0
    (path,) = tmp_path.glob(".local/state/gdtui/sessions/*.json")
    present = replayed(read_saved(path)).history.present
    assert (present.parameters, present.length) == (parameters, 3)
    with Terminal("--resume", home=tmp_path) as terminal:
        terminal.wait_for("back where you stopped")
        terminal.wait_for("row 3")
        assert shown in terminal.text
        terminal.press("q")
        assert terminal.exit_status() == 0


def test_a_record_of_several_pairs_is_opened_and_exported_again(tmp_path: Path) -> None:
    path = tmp_path / "pairs.json"
    written = gdtui("run", *TWO[0], "--iterations", "7", "--format", "json", "--output", str(path))
    assert written.returncode == 0
    with Terminal("open", str(path), home=tmp_path) as terminal:
        terminal.wait_for("row 7")
        terminal.press("x")
        terminal.wait_for("Export: what, and the file's name")
        terminal.press("enter")
        terminal.wait_for("written: ")
        terminal.press("escape", "q")
        assert terminal.exit_status() == 0
    (exported,) = tmp_path.glob("gdtui-*.json")
    assert json.loads(exported.read_text()) == json.loads(path.read_text())


def test_a_class_follows_several_pairs(tmp_path: Path) -> None:
    shared = str(tmp_path / "class.jsonl")
    (tmp_path / "student").mkdir()
    with Terminal(*TWO[0], "--alpha", "0.1", "--broadcast", shared, home=tmp_path) as teacher:
        teacher.wait_for("a class sees this")
        with Terminal("follow", shared, home=tmp_path / "student") as student:
            student.wait_for("gdtui  following the teacher")
            teacher.press("space", "space")
            student.wait_for("row 3")
            assert "2 of them" in student.text
            teacher.press("e", "tab", "0", ".", "2", "enter", "space")
            student.wait_for("miss x 0.5 each update")
