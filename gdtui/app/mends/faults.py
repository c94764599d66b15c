"""A fault of the program ends it with what it held saved, and is told by whoever started it.

Textual prints some hundred lines of its own, with the values of local variables in them, and leaves it to the caller to
look at ``return_code``, so that most programs end with status 0 (the report in all versions, the code since 0.36; its
issue 4325 was closed as the caller's to do).

This can go when an application has a documented way to be given what it failed by.
"""

from __future__ import annotations

from textual.app import App


class FaultKeepingApp(App[None]):
    """An application that ends at a fault without a word, and keeps it."""

    fault: Exception | None = None
    """The first that ended it."""

    def keep_now(self, *, left: bool = False) -> None:
        """Save at once what is held; ``left`` says that it is left of free will. Never raises."""

    def _handle_exception(self, error: Exception) -> None:
        if self.is_headless:
            return super()._handle_exception(error)
        self.fault = self.fault or error
        self._return_code = 1
        self.keep_now()
        return self._close_messages_no_wait()
