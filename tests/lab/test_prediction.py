"""What is said beforehand is judged by what the run does."""

from __future__ import annotations

import pytest

from gdtui.core.forecast import Regime, forecast
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.lab.prediction import CHOICES, Score, is_right, is_seen, verdict

EXAMPLES = {
    "1": Parameters(alpha=4.0),
    "2": Parameters(),
    "3": Parameters(alpha=7.0),
    "4": Parameters(alpha=8.0),
    "5": Parameters(input=2.0),
    "6": Parameters(input=0.0),
}


def test_every_regime_is_one_of_the_choices() -> None:
    assert sorted(regime for choice in CHOICES.values() for regime in choice.regimes) == sorted(Regime)


@pytest.mark.parametrize("key", CHOICES)
def test_one_choice_is_right(key: str) -> None:
    seen = forecast(EXAMPLES[key])
    assert [each for each, choice in CHOICES.items() if is_right(choice, seen)] == [key]


def test_what_was_said_stands_beside_what_happens_and_why() -> None:
    seen = forecast(EXAMPLES["5"])
    assert verdict(CHOICES["3"], seen) == (
        "you said: it overshoots and settles. But it explodes: each update multiplies the miss by -3.",
        "you said: settles. But it explodes.",
    )
    assert verdict(CHOICES["5"], seen) == (
        "you said: it explodes. Right: each update multiplies the miss by -3.",
        "you said: explodes. Right.",
    )


@pytest.mark.parametrize(("key", "rows"), [("1", 2), ("2", 5), ("3", 3), ("4", 3), ("5", 3), ("6", 1)])
def test_it_is_seen_by_a_telling_flag_or_after_some_rows(key: str, rows: int) -> None:
    session = Session.start(EXAMPLES[key])
    while not is_seen(session):
        session = session.step()
    assert session.length == rows


def test_a_score_counts_what_was_right() -> None:
    assert Score().with_answer(True).with_answer(False).with_answer(True) == Score(2, 3)
