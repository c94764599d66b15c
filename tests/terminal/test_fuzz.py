"""Random keys, mouse reports, cut sequences and sizes, for a while; ``python -m tests.terminal.fuzz`` for longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.fuzz import fuzz

KEYS = 1_000
"""How many keys each seed presses here."""


@pytest.mark.parametrize("seed", range(2))
def test_it_survives_random_keys(tmp_path: Path, seed: int) -> None:
    done = fuzz(seed, KEYS, tmp_path)
    print(f"seed {seed}: {done.keys} keys in {done.seconds:.0f} s, alive; {done.starts - 1} times led out")
