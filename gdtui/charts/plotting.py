"""plotext, imported without its documentation.

While plotext 6 is imported it builds the documentation of all its methods for its own interactive menu: more than half
of its import time and a few megabytes, paid by every session. An empty stand-in for that one module avoids it; where
plotext does not take the stand-in it is imported as it is.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

DOCUMENTATION = "plotext._doc.doc"


def import_plotext() -> Any:
    """The package plotext."""
    if "plotext" in sys.modules:
        return import_module("plotext")
    stand_in = ModuleType(DOCUMENTATION)
    stand_in.docs = None  # type: ignore[attr-defined]
    sys.modules[DOCUMENTATION] = stand_in
    try:
        return import_module("plotext")
    except (ImportError, AttributeError):
        for name in [name for name in sys.modules if name.partition(".")[0] == "plotext"]:
            del sys.modules[name]
        return import_module("plotext")
    finally:
        if sys.modules.get(DOCUMENTATION) is stand_in:
            del sys.modules[DOCUMENTATION]


plotext = import_plotext()
