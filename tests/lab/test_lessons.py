"""The lessons as they are read: they fit the screen, use short sentences, and no word before it has been introduced."""

from __future__ import annotations

import re

import pytest

from gdtui.app.look import UNICODE_LOOK
from gdtui.app.widgets.reading_pane import takes
from gdtui.core.run import Run
from gdtui.core.session import Session
from gdtui.lab.catalogue import lessons

IDS = list(lessons())
ROOM, WIDTH = 19, 70
"""The lines and columns that the text has beside the run on a screen of 80x24."""
LONGEST_SENTENCE = 22
INTRODUCED = {
    "alpha": "one-iteration",
    "delta": "compare",
    "error": "compare",
    "weight_delta": "direction-and-amount",
    "gradient": "direction-and-amount",
    "step amount": "hot-and-cold-once",
    "converge": "hot-and-cold",
    "oscillat": "hot-and-cold-broken",
    "stall": "hot-and-cold-once",
    "slope": "several-steps",
    "derivative": "sensitivity",
    "diverg": "scaling",
    "settling": "negative-reversal",
    "overcorrect": "overcorrections",
}
"""The field's words, with the lesson in which each may be met first."""
OUTSIDE = ("loss", "learning rate", "gradient of", "parameter space", "epoch", "batch", "minimum", "optimi", "function")
"""Words of the field that the lab has not introduced."""


def words_of(id_: str) -> list[str]:
    """Everything that a lesson says, piece by piece."""
    lesson = lessons()[id_]
    task = [lesson.task.ask, *(goal.say for goal in lesson.task.goals)] if lesson.task else []
    return [*lesson.text, *task]


@pytest.mark.parametrize("id_", IDS)
def test_it_fits_a_screen_of_80x24_beside_the_run(id_: str) -> None:
    lesson = lessons()[id_]
    assert 2 <= len(lesson.text) <= 6
    assert takes(lesson, UNICODE_LOOK, WIDTH, ROOM) <= ROOM
    assert len(lesson.title) <= 60


@pytest.mark.parametrize("id_", IDS)
def test_it_has_a_task_and_its_parameters_run(id_: str) -> None:
    lesson = lessons()[id_]
    assert lesson.task is not None
    assert lesson.task.goals
    assert Run(lesson.parameters).reach(lesson.iterations) >= 1
    assert Session.start(lesson.parameters).step(3).length >= 1


@pytest.mark.parametrize("id_", IDS)
def test_its_sentences_are_short(id_: str) -> None:
    for piece in words_of(id_):
        for sentence in re.split(r"[.:;?!] ", piece):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("id_", IDS)
def test_it_uses_no_word_before_it_is_introduced(id_: str) -> None:
    said = " ".join(words_of(id_)).lower()
    for word, first in INTRODUCED.items():
        if word in said:
            assert IDS.index(first) <= IDS.index(id_), word
    assert not [word for word in OUTSIDE if word in said]


@pytest.mark.parametrize("first", sorted(set(INTRODUCED.values())))
def test_each_word_is_met_in_the_lesson_that_introduces_it(first: str) -> None:
    lesson = lessons()[first]
    said = " ".join([lesson.title, *words_of(first)]).lower()
    assert [word for word, id_ in INTRODUCED.items() if id_ == first and word not in said] == []


def test_ids_and_goals_are_told_apart() -> None:
    assert len(set(IDS)) == len(IDS)
    for lesson in lessons().values():
        says = [goal.say for goal in lesson.task.goals] if lesson.task else []
        assert len(set(says)) == len(says)
