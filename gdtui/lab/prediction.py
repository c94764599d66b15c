"""Predict first: what a student says that a run will do, and what it then does."""

from __future__ import annotations

from typing import NamedTuple

from gdtui.core.flags import FLAGS, Flag
from gdtui.core.forecast import Forecast, Regime, forecast
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session

ROWS_ENOUGH = 5
"""After so many rows it is seen how a run goes, whatever flags it bears."""
TELLING = frozenset(FLAGS) - {Flag.OVERSHOOT}
"""The flags that show at once how a run goes; one jump across the goal may be the first of many."""


class Choice(NamedTuple):
    """Something that can be said beforehand: in a word, as a sentence, and the regimes of which it is true."""

    word: str
    says: str
    regimes: frozenset[Regime]


CHOICES = {
    "1": Choice("lands", "it lands in one update", frozenset({Regime.ONE_STEP})),
    "2": Choice("walks", "it walks to the goal", frozenset({Regime.CONVERGING})),
    "3": Choice("settles", "it overshoots and settles", frozenset({Regime.SETTLING})),
    "4": Choice("to and fro", "it goes to and fro for ever", frozenset({Regime.OSCILLATING})),
    "5": Choice("explodes", "it explodes", frozenset({Regime.DIVERGING})),
    "6": Choice("stays", "it stays where it is", frozenset({Regime.STALLED, Regime.AT_GOAL})),
}
"""What can be said, by the key that says it."""


class Score(NamedTuple):
    """How many answers were right, of how many."""

    right: int = 0
    asked: int = 0

    def with_answer(self, is_right: bool) -> Score:
        """The score with one answer more."""
        return Score(self.right + is_right, self.asked + 1)


def is_right(said: Choice, seen: Forecast) -> bool:
    """Whether what was said is what happens."""
    return seen.regime in said.regimes


def is_seen(session: Session) -> bool:
    """Whether the rows so far show how the run goes."""
    return session.length >= ROWS_ENOUGH or not TELLING.isdisjoint(session.run.row(session.length - 1).flags)


def verdict(said: Choice, seen: Forecast) -> tuple[str, str]:
    """What was said, beside what happens and why; and the same in brief."""
    why = seen.text.partition(":")[0]
    if is_right(said, seen):
        return f"you said: {said.says}. Right: {why}.", f"you said: {said.word}. Right."
    happens = next(choice for choice in CHOICES.values() if seen.regime in choice.regimes)
    return f"you said: {said.says}. But {happens.says}: {why}.", f"you said: {said.word}. But {happens.says}."


class Answers:
    """What a student said of runs beforehand, each by its parameters, so that nothing is asked twice."""

    def __init__(self) -> None:
        self._given: dict[Parameters, Choice | None] = {}

    def __contains__(self, parameters: Parameters) -> bool:
        """Whether this was answered, or passed over."""
        return parameters in self._given

    def of(self, parameters: Parameters) -> Choice | None:
        """What was said of a run of these; None where nothing was."""
        return self._given.get(parameters)

    def give(self, parameters: Parameters, key: str) -> None:
        """Say what a run will do, by the key of a choice; any other key passes it over."""
        self._given[parameters] = CHOICES.get(key)

    def take_back(self, parameters: Parameters) -> None:
        """Have it asked once more."""
        self._given.pop(parameters, None)

    def verdict(self, session: Session) -> tuple[str, str]:
        """What was said of the run, beside what happens once that is seen; and the same in brief."""
        said = self.of(session.parameters)
        if said is None:
            return "", ""
        if is_seen(session):
            return verdict(said, forecast(session.parameters))
        return f"you said: {said.says}.", f"you said: {said.word}."

    def score(self, session: Session) -> Score:
        """How many answers were right; that of the run at hand counts once it is seen how it goes."""
        score = Score()
        for parameters, said in self._given.items():
            if said is not None and (parameters != session.parameters or is_seen(session)):
                score = score.with_answer(is_right(said, forecast(parameters)))
        return score
