"""What was sent to a terminal, taken apart."""

from __future__ import annotations

import re

SGR = re.compile(r"\x1b\[([0-9;:]*)m")
DEPTHS = ("", "standard", "256", "truecolor")


def colour_depth_of(raw: str) -> str:
    """The deepest colour that was asked for, by the name of its depth; empty where no colour was."""
    deepest = ""
    for match in SGR.finditer(raw):
        codes = [int(code or 0) for code in re.split("[;:]", match[1])]
        while codes:
            code = codes.pop(0)
            depth = ""
            if code in (38, 48, 58):
                kind = codes.pop(0)
                depth = {2: "truecolor", 5: "256"}[kind]
                del codes[: 3 if kind == 2 else 1]
            elif 30 <= code <= 49 or 90 <= code <= 107:
                depth = "standard"
            deepest = max(deepest, depth, key=DEPTHS.index)
    return deepest
