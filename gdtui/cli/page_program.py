"""The program behind a page: started without a shell, and gone when it is to be."""

from __future__ import annotations

import asyncio
import shlex
import shutil
import tempfile
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path

from textual_serve.app_service import AppService

from gdtui.cli.kiosk_process import page_folder

ENDING_SECONDS = 1.0
"""How long a program may take to end by itself."""


class PageProgram(AppService):
    """textual-serve's, which waits for ever for a program that does not end, and leaves the page of one that did."""

    _ending: asyncio.Task[None] | None = None

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(width, height)
        words = shlex.split(self.command)
        self._process = await asyncio.create_subprocess_exec(
            *words, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment
        )
        self._stdin = self._process.stdin
        return self._process

    async def run(self) -> None:
        try:
            await super().run()
        finally:
            await self.remote_close()

    async def stop(self) -> None:
        """End the program, whatever it is in the middle of, and what is left of it."""
        if self._process is None:
            return
        if self._ending is None:
            self._ending = asyncio.create_task(self._end(self._process))
        await asyncio.shield(self._ending)

    async def _end(self, process: Process) -> None:
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        # What waits to be read is not: the program sees that nobody is there any more.
        if not self.stdin.transport.is_closing():
            self.stdin.transport.abort()
        with suppress(ProcessLookupError):
            process.terminate()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        try:
            await asyncio.wait_for(process.communicate(), ENDING_SECONDS)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.communicate()
        for folder in Path(tempfile.gettempdir()).glob(f"{page_folder(process.pid)}*"):
            shutil.rmtree(folder, ignore_errors=True)
