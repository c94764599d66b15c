"""Predict first: two questions before a step, then the step, and a score."""

from __future__ import annotations

from collections.abc import Callable

from gdtui.app.look import Look
from gdtui.app.screens.question_screen import QuestionScreen
from gdtui.core.flags import Severity
from gdtui.lab.prediction import DOWN, GROWS, SHRINKS, STAYS, UP, Prediction
from gdtui.workspace.workspace import Workspace

WEIGHT_ANSWERS = {"up": ("it goes up", UP), "down": ("it goes down", DOWN), "e": ("it stays equal", STAYS)}
ERROR_ANSWERS = {"g": ("it grows", GROWS), "s": ("it shrinks", SHRINKS), "e": ("it stays equal", STAYS)}
"""The keys of each question, with what they say and what they mean."""
Ask = Callable[[QuestionScreen, Callable[[str | None], None]], object]


def step_as_said(workspace: Workspace, ask: Ask, look: Look) -> None:
    """Ask what the step will do, and take it when both questions are answered; one that is left takes no step."""

    def ask_about_the_error(weight: str | None) -> None:
        if weight is not None:
            _ask(ask, "And the error?", ERROR_ANSWERS, lambda error: take(weight, error))

    def take(weight: str, error: str | None) -> None:
        if error is not None:
            said = Prediction(WEIGHT_ANSWERS[weight][1], ERROR_ANSWERS[error][1])
            signs = look.signs
            workspace.say(workspace.step_as_said(said, signs[Severity.SUCCESS], signs[Severity.ERROR]))

    row = workspace.session.cursor + 1
    _ask(ask, f"Row {row:,}: where will the weight go?", WEIGHT_ANSWERS, ask_about_the_error)


def _ask(ask: Ask, question: str, answers: dict[str, tuple[str, str]], answered: Callable[[str | None], None]) -> None:
    ask(QuestionScreen(question, {key: text for key, (text, _) in answers.items()}), answered)
