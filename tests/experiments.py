"""The lab's experiments: what each starts from, what the lab prints, and the exact rows that its loop gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

EXPERIMENTS: dict[str, dict[str, Any]] = {
    experiment["id"]: experiment
    for experiment in json.loads((Path(__file__).parent / "data" / "experiments.json").read_text())
}
