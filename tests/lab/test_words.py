"""What is said about a row: the reason of its flag, and the figures of its update."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gdtui.core.flags import FLAGS, Flag, Severity
from gdtui.core.forecast import forecast
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.lab import words
from gdtui.lab.catalogue import lessons
from gdtui.lab.lesson import Lesson
from gdtui.lab.signs import ASCII_SIGNS, SIGNS, flag_word
from gdtui.lab.words import compared, ending, exact_figures, flag_sentence, flag_sentences, in_sentences, machine
from tests.strategies import wild_parameters

NARROWEST = 58
"""The cells of a line on the narrowest screen."""
SENTENCES: dict[Flag, tuple[dict[str, Any], int, str]] = {
    Flag.OVERFLOW: ({"input": 2.0}, 325, "a figure is too big for a float, and the run ends here."),
    Flag.DIVERGING: ({"input": 2.0}, 2, "the error grew twice running (0.04, 0.36, 3.24). Try alpha 0.25."),
    Flag.OSCILLATING: (
        {"method": "hot-and-cold", "step_amount": 10.0},
        2,
        "to and fro between 0.5 and 10.5. Try a smaller step_amount.",
    ),
    Flag.SETTLING: (
        {"weight": 0.0, "input": 1.1},
        2,
        "it overshoots, by less each time, and is there after 7 updates.",
    ),
    Flag.STALLED: ({"input": 0.0}, 0, "an input of 0 makes every update 0: the weight cannot learn."),
    Flag.OVERSHOOT: ({"weight": 0.0, "input": 1.1}, 1, "the last update jumped across the goal."),
    Flag.CONVERGED: ({"input": 2.0, "alpha": 0.25}, 1, "the error is within the tolerance 1e-9, after 1 update."),
}


@pytest.mark.parametrize("flag", FLAGS)
def test_each_flag_has_a_sentence_with_its_figures(flag: Flag) -> None:
    values, steps, sentence = SENTENCES[flag]
    session = Session.start(Parameters(**values)).step(steps)
    assert session.current.flags[0] is flag
    assert flag_sentence(session).startswith(sentence)


@pytest.mark.parametrize("lesson", lessons().values(), ids=lambda lesson: lesson.id)
def test_in_brief_each_sentence_fits_the_narrowest_screen_and_keeps_what_to_try(lesson: Lesson) -> None:
    whole = Session.start(lesson.parameters).step(1_500)
    for session in (whole.jump(row) for row in range(whole.length)):
        if session.current.flags:
            full, brief = (flag_sentence(session, briefly=briefly) for briefly in (False, True))
            assert len(f"{flag_word(session.current.flags[0])}: {brief}") <= NARROWEST
            assert full.partition("Try ")[2] == brief.partition("Try ")[2]


def test_each_severity_has_its_own_sign() -> None:
    for signs in (SIGNS, ASCII_SIGNS):
        assert set(signs) == set(Severity)
        assert len(set(signs.values())) == len(signs)
    assert "".join(ASCII_SIGNS.values()).isascii()


MACHINES: dict[str, tuple[dict[str, Any], int, list[str]]] = {
    "too high": (
        {"input": 2.0},
        2,
        [
            "input weight prediction goal miss error",
            "2 x 1.3 = 2.6 - 0.8 = +1.8 ^2 = 3.24",
            "weight_delta 3.6 = input 2 x miss +1.8",
            "new weight -2.3 = 1.3 - alpha 1 x weight_delta 3.6",
        ],
    ),
    "too low": (
        {"weight": -0.5},
        0,
        [
            "input weight prediction goal miss error",
            "0.5 x (-0.5) = -0.25 - 0.8 = -1.05 ^2 = 1.1025",
            "weight_delta -0.525 = input 0.5 x miss -1.05",
            "new weight 0.025 = -0.5 - alpha 1 x weight_delta (-0.525)",
        ],
    ),
    "its size": (
        {"measure": "absolute"},
        0,
        [
            "input weight prediction goal miss error",
            "0.5 x 0.5 = 0.25 - 0.8 = -0.55 its size = 0.55",
            "weight_delta -0.5 = input 0.5 x the sign of miss -0.55",
            "new weight 1 = 0.5 - alpha 1 x weight_delta (-0.5)",
        ],
    ),
    "tries": (
        {"method": "hot-and-cold", "step_amount": 0.2},
        0,
        [
            "weight 0.5 error 0.3025 input 0.5, prediction 0.25, goal 0.8",
            "up 0.7 error 0.2025 <- better",
            "down 0.3 error 0.4225",
            "new weight 0.7 = 0.5 + step_amount 0.2",
        ],
    ),
    "stay": (
        {"method": "hot-and-cold", "step_amount": 10.0, "stay": True},
        0,
        [
            "weight 0.5 error 0.3025 input 0.5, prediction 0.25, goal 0.8",
            "up 10.5 error 19.8025",
            "down -9.5 error 30.8025",
            "new weight 0.5, as before: neither try beats the present error",
        ],
    ),
    "pairs": (
        {"pairs": ((0.5, 0.8), (2.0, 0.4)), "alpha": 0.1},
        0,
        [
            "input weight prediction goal miss pull",
            "0.5 x 0.5 = 0.25 - 0.8 = -0.55 -0.275 up ▮▮▮",
            "2 x 0.5 = 1 - 0.4 = +0.6 +1.2 down ▮▮▮▮▮▮▮▮▮▮▮▮",
            "error 0.33125: the mean of the squared misses",
            "new weight 0.45375 = 0.5 - alpha 0.1 x weight_delta 0.4625, the mean pull",
        ],
    ),
    "momentum": (
        {"method": "momentum"},
        0,
        [
            "input weight prediction goal miss error",
            "0.5 x 0.5 = 0.25 - 0.8 = -0.55 ^2 = 0.3025",
            "weight_delta -0.275 = input 0.5 x miss -0.55",
            "velocity 0.275 = beta 0.9 x old velocity - alpha 1 x weight_delta (-0.275)",
            "new weight 0.775 = 0.5 + velocity 0.275",
        ],
    ),
}


@pytest.mark.parametrize(("values", "steps", "lines"), MACHINES.values(), ids=MACHINES)
def test_the_machine_shows_what_happens_in_the_order_in_which_it_happens(
    values: dict[str, Any], steps: int, lines: list[str]
) -> None:
    session = Session.start(Parameters(**values)).step(steps)
    shown = machine(session, 78)
    assert [" ".join(line.split()) for line in shown] == lines
    assert max(map(len, shown)) <= 78


@pytest.mark.parametrize("lesson", lessons().values(), ids=lambda lesson: lesson.id)
def test_two_sentences_fit_the_narrowest_screen(lesson: Lesson) -> None:
    whole = Session.start(lesson.parameters).step(100)
    for session in (whole.jump(row) for row in range(whole.length)):
        assert max(map(len, in_sentences(session, NARROWEST))) <= NARROWEST


@given(wild_parameters, st.integers(0, 5))
@example(Parameters(method="hot-and-cold", weight=0.0, input=1e-281, goal=1.0, step_amount=1e297, tolerance=0.0), 0)
def test_words_are_found_for_any_row(parameters: Parameters, steps: int) -> None:
    session = Session.start(parameters).step(steps)
    assert bool(flag_sentence(session)) == bool(session.current.flags)
    assert compared(session)
    assert all(machine(session, 78))


@given(wild_parameters, st.integers(0, 5))
def test_exact_figures_read_back_exactly(parameters: Parameters, steps: int) -> None:
    step = Session.start(parameters).step(steps).current
    for text in exact_figures(step):
        name, figure = text.split()
        assert repr(float(figure)) == repr(getattr(step, name))


def test_what_stays_converged_does_not_count_on() -> None:
    session = Session.start(Parameters(input=2.0, alpha=0.25)).step(5)
    said = [dict(flag_sentences(session.jump(row)))[Flag.CONVERGED] for row in range(1, 6)]
    assert said == [
        "the error is within the tolerance 1e-9, after 1 update.",
        *["the error stays within the tolerance 1e-9."] * 4,
    ]


def test_why_no_row_follows_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ending(Session.start(Parameters(input=2.0)).step(1_000)) == "the run ended here"
    assert ending(Session.start(Parameters(input=0.0)).step(10)) == "the same weights come back"
    monkeypatch.setattr(words, "MOST_ROWS", 5)
    last = Session.start(Parameters()).step(4)
    assert (ending(last), ending(last.back())) == ("no more rows are kept", "the same weights come back")


def test_what_cannot_be_had_is_not_called_too_big() -> None:
    session = Session.start(Parameters(formula="1 / weight", weight=0.0))
    assert flag_sentence(session) == "a figure cannot be had (1 / 0 and log(0) have none), and the run ends here."
    assert "too big" not in " ".join(sentence for _, sentence in flag_sentences(session))
    assert forecast(session.parameters).text == "a figure of the first row cannot be had: it diverges"
