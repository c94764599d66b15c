"""What two terminals of one person meet is kept together."""

from __future__ import annotations

from pathlib import Path

from gdtui.files.learning import Learning
from gdtui.files.progress import Progress, ProgressFile
from gdtui.lab.catalogue import lessons


def meet_a_goal(learning: Learning) -> None:
    """Step until a goal is met that was not."""
    assert learning.lesson is not None
    session = learning.open(learning.lesson.id)
    while not learning.judge(session):
        session = session.step()


def test_what_two_terminals_meet_adds_up(tmp_path: Path) -> None:
    one, other = (Learning(lessons(), id_, tmp_path) for id_ in ("breaking", "hot-and-cold-once"))
    # Each has read the file before the other writes it.
    assert one.progress == other.progress == Progress()
    meet_a_goal(one)
    meet_a_goal(other)
    kept, trouble = ProgressFile(tmp_path).load()
    assert trouble == ""
    assert set(kept.met) == {"breaking", "hot-and-cold-once"}
    assert other.progress == kept


def test_one_lesson_or_all_are_forgotten(tmp_path: Path) -> None:
    one, other = (Learning(lessons(), id_, tmp_path) for id_ in ("breaking", "hot-and-cold-once"))
    meet_a_goal(one)
    meet_a_goal(other)
    one.forget("breaking")
    assert set(ProgressFile(tmp_path).load()[0].met) == {"hot-and-cold-once"}
    one.forget(None)
    assert ProgressFile(tmp_path).load()[0] == one.progress == Progress()
