"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """The numbers that trade time for certainty; medians are taken over ``runs``."""

    runs: int = 3
    steps: int = 500
    idle_seconds: float = 8.0
    sessions: int = 100
    session_seconds: float = 30.0
    seed: int = 1
    mutants: int = 40
    at_once: int = 1
