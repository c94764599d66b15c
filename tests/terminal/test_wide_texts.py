"""A teacher's lesson in Chinese and Japanese: every line keeps its columns, and nothing of its texts is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gdtui.core.width import cells
from tests.terminal.terminal import Terminal

TITLE = "机器学习：一个权重如何从误差中学习，并且怎样找到它的目标"
TEXTS = (
    "网络只有一个权重。它把输入乘以权重，得到预测。预测与目标之间的差就是误差。我们每走一步，权重就会改变一点，使误差变小。",
    "これは日本語の段落です。重みは誤差を小さくする方向に動きます。スペースキーを押して、一歩進んでください。",
)
ASK = "让网络收敛：走到误差不超过容许值为止，一共不超过一百步，然后看看需要多少次预测才能到达目标。"
LESSON = f"""id = "wide"
title = "{TITLE}"
text = ["{TEXTS[0]}", "{TEXTS[1]}"]
[parameters]
alpha = 4
[task]
ask = "{ASK}"
[[task.goals]]
say = "收敛"
flag = "converged"
"""


@pytest.fixture
def lesson(tmp_path: Path) -> list[str]:
    (tmp_path / "wide.toml").write_text(LESSON)
    return ["--lessons", str(tmp_path / "wide.toml"), "--lesson", "wide"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=str)
def test_a_wide_lesson_on_the_screen(tmp_path: Path, lesson: list[str], size: tuple[int, int]) -> None:
    width, height = size
    with Terminal(*lesson, home=tmp_path, width=width, height=height) as terminal:
        terminal.wait_for("row 1")
        terminal.settle()
        assert terminal.lines[0].endswith(" row 1")
        assert cells(terminal.lines[0]) == width - 1
        terminal.press("space")
        terminal.wait_for("row 2")
        assert terminal.lines[0].endswith(" row 2")
        assert TITLE[:10] in terminal.lines[0]
        terminal.press("t")
        seen = ""
        for _ in range(6):
            seen += "".join(terminal.text.split())
            if "shows more" not in terminal.text:
                break
            terminal.press("t")
        for text in TEXTS:
            assert text in seen
        assert all(cells(line) <= width for line in terminal.lines)
        terminal.press("l", *"wide")
        terminal.wait_for(TITLE[:10])
        (listed,) = [line for line in terminal.lines if TITLE[:10] in line]
        assert cells(listed) <= width
        terminal.press("escape", "q")
        assert terminal.exit_status() == 0


def test_a_wide_lesson_in_plain_mode(tmp_path: Path, lesson: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gdtui", "--plain", *lesson],
        input="l\nq\n",
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": str(tmp_path)},
    )
    lines = done.stdout.splitlines()
    assert max(map(cells, lines)) <= 78
    for text in (TITLE, *TEXTS, ASK):
        assert text in "".join(lines)
