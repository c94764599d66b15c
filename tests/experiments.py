"""The lab's experiments: what each starts from, what the lab prints, and the exact rows that its loop gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

EXPERIMENTS: dict[str, dict[str, Any]] = {
    experiment["id"]: experiment
    for experiment in json.loads((Path(__file__).parent / "data" / "experiments.json").read_text())
}

ROUNDED = {"hot-and-cold-once", "one-iteration"}
"""These the lab shows in drawings only, rounded and with a slip in one; their exact rows are compared all the same."""


def bits(figures: dict[str, Any]) -> dict[str, Any]:
    """Figures by name, told apart to the last bit and by the sign of a zero."""
    return {name: figure.hex() if isinstance(figure, float) else figure for name, figure in figures.items()}
