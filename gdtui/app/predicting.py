"""Predict first: two questions before a step, then the step, and a score."""

from __future__ import annotations

from collections.abc import Callable

from gdtui.app.look import Look
from gdtui.app.screens.question import QuestionScreen
from gdtui.core.flags import Severity
from gdtui.core.session import Session
from gdtui.lab.prediction import DOWN, GROWS, SHRINKS, STAYS, UP, Prediction, Score, answered, outcome

WEIGHT_ANSWERS = {"up": ("it goes up", UP), "down": ("it goes down", DOWN), "e": ("it stays equal", STAYS)}
ERROR_ANSWERS = {"g": ("it grows", GROWS), "s": ("it shrinks", SHRINKS), "e": ("it stays equal", STAYS)}
"""The keys of each question, with what they say and what they mean."""
Ask = Callable[[QuestionScreen, Callable[[str | None], None]], object]


class Predicting:
    """Asks, steps, and tells whether the step did what was said; a question that is left takes no step."""

    def __init__(
        self, ask: Ask, session: Callable[[], Session], show: Callable[[Session, str], None], look: Look
    ) -> None:
        self.score = Score()
        self._ask = ask
        self._session = session
        self._show = show
        self._signs = look.signs

    @property
    def score_text(self) -> str:
        """The score in words."""
        return f"Score {self.score.right} of {self.score.asked}."

    def step(self) -> None:
        """Ask, and step when both questions are answered."""
        question = f"Row {self._session().cursor + 1:,}: where will the weight go?"
        offered = {key: text for key, (text, _) in WEIGHT_ANSWERS.items()}
        self._ask(QuestionScreen(question, offered), self._ask_about_the_error)

    def _ask_about_the_error(self, weight: str | None) -> None:
        if weight is None:
            return
        offered = {key: text for key, (text, _) in ERROR_ANSWERS.items()}
        self._ask(QuestionScreen("And the error?", offered), lambda error: self._take(weight, error))

    def _take(self, weight: str, error: str | None) -> None:
        if error is None:
            return
        before = self._session()
        after = before.step()
        said = Prediction(WEIGHT_ANSWERS[weight][1], ERROR_ANSWERS[error][1])
        happened = outcome(before.current, after.current)
        text, right = answered(said, happened, self._signs[Severity.SUCCESS], self._signs[Severity.ERROR])
        self.score = self.score.with_answers(right, 2)
        self._show(after, f"{text}. {self.score_text}")
