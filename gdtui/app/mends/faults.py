"""A fault of the program ends it with what it held saved, and is told by whoever started it.

Textual prints some hundred lines of its own, with the values of local variables in them, and leaves it to the caller to
look at ``return_code``, so that most programs end with status 0 (the report in all versions, the code since 0.36; its
issue 4325 was closed as the caller's to do).

This can go when an application has a documented way to be given what it failed by.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import App
from textual.css.errors import StylesheetError

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode


class FaultKeepingApp(App[None]):
    """An application that ends at a fault without a word, and keeps it; what is gone from disk is no such fault."""

    fault: Exception | None = None
    """The first that ended it."""

    def keep_now(self, *, left: bool = False) -> None:
        """Save at once what is held; ``left`` says that it is left of free will. Never raises."""

    def tell(self, notice: str) -> None:
        """Say something in a line."""

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except (ImportError, FileNotFoundError, StylesheetError) as error:
            # What is loaded goes on; what an action would have loaded was taken away meanwhile.
            self.tell(f"gone from disk ({type(error).__name__}): was gdtui uninstalled? The run goes on.")
            return True

    def _handle_exception(self, error: Exception) -> None:
        if self.is_headless:
            return super()._handle_exception(error)
        self.fault = self.fault or error
        self._return_code = 1
        self.keep_now()
        return self._close_messages_no_wait()
