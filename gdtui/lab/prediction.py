"""Predict first: what a student says that a step will do, and whether it does."""

from __future__ import annotations

from typing import NamedTuple

from gdtui.core.row import Row

UP, DOWN, STAYS = "up", "down", "stays"
GROWS, SHRINKS = "grows", "shrinks"


class Prediction(NamedTuple):
    """Where the weight goes (up, down, stays) and what becomes of the error (grows, shrinks, stays)."""

    weight: str
    error: str


class Score(NamedTuple):
    """How many answers were right, of how many."""

    right: int = 0
    asked: int = 0

    @property
    def text(self) -> str:
        """The score in words."""
        return f"Score {self.right} of {self.asked}."

    def with_answers(self, right: int, asked: int) -> Score:
        """The score with so many answers more."""
        return Score(self.right + right, self.asked + asked)


def outcome(row: Row, after: Row) -> Prediction:
    """What the update of a row did, seen on the row after it."""
    return Prediction(_compared(row.weight, after.weight, UP, DOWN), _compared(row.error, after.error, GROWS, SHRINKS))


def answered(said: Prediction, happened: Prediction, right: str, wrong: str) -> tuple[str, int]:
    """The answers judged, in words with the signs for right and wrong, and how many of the two are right."""
    parts, count = [], 0
    for what, say, truth in (
        ("weight", said.weight, happened.weight),
        ("error", said.error, happened.error),
    ):
        if say == truth:
            count += 1
            parts.append(f"{right} {what} {_verb(truth)}")
        else:
            parts.append(f"{wrong} {what} {_verb(truth)}, not {say}")
    return "; ".join(parts), count


def _compared(before: float, after: float, more: str, less: str) -> str:
    if after > before:
        return more
    return less if after < before else STAYS


def _verb(outcome_word: str) -> str:
    return f"goes {outcome_word}" if outcome_word in (UP, DOWN) else outcome_word
