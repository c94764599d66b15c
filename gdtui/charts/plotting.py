"""plotext, imported without its documentation and its own tests.

While plotext 6 is imported it builds the documentation of all its methods for its own interactive menu, and loads its
test suite: more than half of its import time and some megabytes, paid by every session. Empty stand-ins for these two
modules avoid it; where plotext does not take them it is imported as it is.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

LEFT_OUT = {"plotext._doc.doc": "docs", "plotext._tests.run": "test"}
"""The modules that drawing does not need, with the one name that plotext takes from each."""


def import_plotext() -> Any:
    """The package plotext."""
    if "plotext" in sys.modules:
        return import_module("plotext")
    stand_ins = {name: ModuleType(name) for name in LEFT_OUT}
    for name, stand_in in stand_ins.items():
        setattr(stand_in, LEFT_OUT[name], None)
    sys.modules.update(stand_ins)
    try:
        return import_module("plotext")
    except (ImportError, AttributeError):
        for name in [name for name in sys.modules if name.partition(".")[0] == "plotext"]:
            del sys.modules[name]
        return import_module("plotext")
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


plotext = import_plotext()
