"""The table that the benchmarks print: it can be pasted into a document as it is."""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = (("what", 72), ("gdtui", 10), ("reference", 16), ("ratio", 6), ("budget", 8), ("", 7))


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing, in ``unit``, beside its reference where it has one.

    ``most_ratio`` is the budget for their ratio, ``most`` the one for the figure itself; a row may have neither.
    ``blur`` is the fraction by which a ratio may exceed its budget because the same thing measured twice does.
    """

    what: str
    ours: float
    unit: str
    reference: float | None = None
    reference_name: str = "bare"
    most_ratio: float | None = None
    most: float | None = None
    blur: float = 0.0

    @property
    def ratio(self) -> float | None:
        """How many times the reference it is; None without one, or where the reference is nothing."""
        return self.ours / self.reference if self.reference else None

    @property
    def met(self) -> bool | None:
        """Whether the budget is met as far as can be told; None where there is none, or nothing to compare with."""
        if self.most is not None:
            return self.ours <= self.most
        if self.most_ratio is None or self.ratio is None:
            return None
        # The digits that are shown decide, so that the table does not seem to contradict itself.
        return round(self.ratio, 2) <= self.most_ratio * (1 + self.blur)

    def cells(self) -> tuple[str, ...]:
        """The row's texts, column by column."""
        reference = "" if self.reference is None else f"{figure(self.reference)} ({self.reference_name})"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        budget = f"{self.most_ratio:g} x" if self.most_ratio is not None else ""
        if self.most is not None:
            budget = f"{self.most:g} {self.unit}"
        verdict = {True: "met", False: "NOT MET", None: ""}[self.met]
        return (self.what, f"{figure(self.ours)} {self.unit}".rstrip(), reference, ratio, budget, verdict)


def figure(value: float) -> str:
    """A figure in three digits, or all of those before the point."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def line(cells: tuple[str, ...]) -> str:
    """Cells under the columns' names; the first is aligned left, figures right."""
    padded = [cells[0].ljust(COLUMNS[0][1])]
    padded += [cell.rjust(width) for cell, (_, width) in zip(cells[1:], COLUMNS[1:], strict=True)]
    return f"| {' | '.join(padded)} |"


def header() -> str:
    """The first two lines of the table."""
    rule = ["-" * COLUMNS[0][1]] + [f"{'-' * (width - 1)}:" for _, width in COLUMNS[1:]]
    return f"{line(tuple(name for name, _ in COLUMNS))}\n{line(tuple(rule))}"
