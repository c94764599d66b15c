"""The machine on which figures were taken: without it they mean little."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """Cores, processor, system, versions and how busy it was, in one line."""
    described = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    models = [line.partition(":")[2].strip() for line in described if line.startswith("model name")]
    versions = ", ".join(f"{name} {version(name)}" for name in ("textual", "plotext"))
    return (
        f"{os.cpu_count()} cores ({models[0] if models else platform.machine()}), "
        f"{platform.system()} {platform.release().partition('-')[0]}, Python {platform.python_version()}, {versions}; "
        f"load before: {os.getloadavg()[0]:.1f}"
    )
