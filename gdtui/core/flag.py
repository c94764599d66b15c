"""What a flag is: a name, and how much it matters."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Severity(StrEnum):
    """How much a flag matters: an error ends hope, a warning says no progress, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    SUCCESS = "success"


class Flag(str):
    """Something seen in the last rows of a run, by its name."""

    OVERFLOW: ClassVar[Flag]
    DIVERGING: ClassVar[Flag]
    OSCILLATING: ClassVar[Flag]
    SETTLING: ClassVar[Flag]
    STALLED: ClassVar[Flag]
    OVERSHOOT: ClassVar[Flag]
    CONVERGED: ClassVar[Flag]

    @property
    def severity(self) -> Severity:
        """How grave this flag is."""
        return SEVERITIES[self]


SEVERITIES: dict[Flag, Severity] = {}
"""How grave each flag is; the registry of flags puts it here."""
Flag.OVERFLOW = Flag("overflow")
Flag.DIVERGING = Flag("diverging")
Flag.OSCILLATING = Flag("oscillating")
Flag.SETTLING = Flag("settling")
Flag.STALLED = Flag("stalled")
Flag.OVERSHOOT = Flag("overshoot")
Flag.CONVERGED = Flag("converged")
