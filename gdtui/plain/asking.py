"""Questions, each answered by a line: what a step will do, and the loop's lines from memory."""

from __future__ import annotations

from gdtui.core.step import Step
from gdtui.lab.memory import BLANKS, LINES, missing
from gdtui.lab.prediction import DOWN, GROWS, SHRINKS, STAYS, UP, Prediction, answered, outcome
from gdtui.plain.lines import Lines

WEIGHT_ANSWERS = (UP, DOWN, STAYS)
ERROR_ANSWERS = (GROWS, SHRINKS, STAYS)
LOOP = "for iteration in range(20):"


def predict(lines: Lines, row: Step, after: Step) -> tuple[str, int] | None:
    """Ask what the update of a row will do; the answers judged in words, and how many are right.

    None where a question is left unanswered.
    """
    weight = _one_of(lines, "Where will the weight go?", WEIGHT_ANSWERS)
    error = _one_of(lines, "What will the error do?", ERROR_ANSWERS) if weight else None
    if weight is None or error is None:
        return None
    return answered(Prediction(weight, error), outcome(row, after), "right:", "not right:")


def _one_of(lines: Lines, question: str, answers: tuple[str, ...]) -> str | None:
    """The answer that begins as the line does; asked again until it is one, None for an empty line."""
    while True:
        lines.say(f"{question} Type {', '.join(answers[:-1])} or {answers[-1]}; an empty line leaves.")
        line = (lines.read() or "").lower()
        if not line:
            return None
        answer = next((each for each in answers if each.startswith(line)), None)
        if answer is not None:
            return answer


def remember(lines: Lines) -> int:
    """Ask for the loop's lines, level by level; how many levels were done until a line was left empty."""
    for level, blanks in enumerate(BLANKS):
        lines.say(f"Level {level + 1} of {len(BLANKS)}. The loop, with {len(blanks)} of its lines missing:")
        lines.say(LOOP, as_it_is=True)
        for number, line in enumerate(LINES, 1):
            lines.say(f"line {number}: {'missing' if number - 1 in blanks else line}", as_it_is=True)
        for number in blanks:
            if not _remembered(lines, number):
                return level
        lines.say("Right.")
    return len(BLANKS)


def _remembered(lines: Lines, number: int) -> bool:
    """Whether a line was typed that means the same; asked again until it is one, or is left empty."""
    lines.say(f"Type line {number + 1}; an empty line leaves.")
    while typed := lines.read():
        lack = missing(typed, LINES[number])
        if not lack:
            return True
        lines.say(f"Line {number + 1}: {lack}. Once more.")
    return False
