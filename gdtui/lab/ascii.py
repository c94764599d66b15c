"""Text for terminals that show ASCII only: what stands in the place of every other sign."""

from __future__ import annotations

import unicodedata

STAND_INS = {
    **dict.fromkeys("─━╌╍═╴╶╺╸‐‑‒–—−⎯", "-"),
    **dict.fromkeys("│┃║┆┊╎╏▌▐▊▎▏▉▋▍", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛", "+"),
    **dict.fromkeys("▀▄█▂▃▅▆▇", "#"),
    "▁": "_",
    "▔": "-",
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("“”„″«»", '"'),
    **dict.fromkeys("•·∙●", "*"),
    "×": "x",
    "÷": "/",
    "…": "..",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "✔": "*",
    "✖": "x",
}
UNKNOWN = "?"


def ascii_of(sign: str) -> str:
    """What stands for one sign: a letter without its accent, a sign that looks like it, or a question mark.

    Nothing stands for what takes no room of its own.
    """
    if sign.isascii():
        return sign
    if sign in STAND_INS:
        return STAND_INS[sign]
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return ""
    plain = "".join(each for each in unicodedata.normalize("NFKD", sign) if each.isascii())
    return plain or UNKNOWN


def ascii_text(text: str) -> str:
    """A text in ASCII."""
    return text if text.isascii() else "".join(map(ascii_of, text))
