"""JSON that is read as it comes, value by value, through a window that is small however long the text is."""

from __future__ import annotations

import json
import re
from typing import IO, Any, NoReturn

from gdtui.files.disk import UnusableError

WINDOW = 2**18
"""How many signs are read at a time."""
LONGEST_VALUE = 2**16
"""Signs; a value that is longer may be refused. A row with every figure at its longest takes about 400."""
BLANKS = re.compile(r"[ \t\n\r]*")


class Literal(str):
    """A number as it stands in the text, with every digit of it."""

    __slots__ = ()


class JsonText:
    """The text from the present place on; UnusableError where it is no JSON, with the reason in a few words."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._window = ""
        self._at = 0

    def sign(self) -> str:
        """The next sign that is no blank, at which this then is; nothing at the end."""
        while True:
            found = BLANKS.match(self._window, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._more():
                return ""

    def take(self, signs: str) -> str:
        """Go past the next sign, which has to be one of these."""
        sign = self.sign()
        if not sign or sign not in signs:
            _refuse(f"{sign!r} where {' or '.join(signs)} should be" if sign else "it ends too early")
        self._at += 1
        return sign

    def passes(self, text: str) -> bool:
        """Whether the next value is written exactly so; this is then past it."""
        if self.sign() and len(self._window) - self._at < len(text):
            self._more()
        if not self._window.startswith(text, self._at):
            return False
        self._at += len(text)
        return True

    def value(self) -> Any:
        """The next value; its numbers are Literals."""
        self.sign()
        while True:
            fault = "it ends too early"
            try:
                value, end = DECODER.raw_decode(self._window, self._at)
                # A number that the window cuts off would be another one.
                if end < len(self._window) or not self._more():
                    self._at = end
                    return value
                continue
            except json.JSONDecodeError as error:
                fault = error.msg
            except RecursionError:
                raise UnusableError("nested too deeply") from None
            if len(self._window) - self._at > LONGEST_VALUE or not self._more():
                _refuse(fault)

    def _more(self) -> bool:
        """Read on; whether there was more."""
        try:
            read = self._file.read(WINDOW)
        except UnicodeDecodeError as error:
            _refuse(error.reason)
        self._window, self._at = self._window[self._at :] + read, 0
        return bool(read)


def _refuse(reason: str) -> NoReturn:
    raise UnusableError(f"not JSON: {reason}")


def _refuse_constant(constant: str) -> NoReturn:
    raise UnusableError(f"{constant} is no figure of a record")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object each of whose keys stands in it once."""
    entry = dict(pairs)
    if len(entry) != len(pairs):
        raise UnusableError("a key stands twice in one object")
    return entry


DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=Literal, parse_int=Literal, parse_constant=_refuse_constant
)
