"""Work beside the screen, so that keys are answered meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdtui.workspace.course import Work


def beside(work: Work) -> None:
    """Do work in a thread, and what it answers with where the keys are answered."""
    asyncio.get_running_loop().run_in_executor(None, work).add_done_callback(lambda worked: worked.result()())
