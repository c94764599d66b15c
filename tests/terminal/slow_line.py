"""A line that is slow: what goes over it is delayed, and so many bytes a second get through."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


async def _carry(
    source: asyncio.StreamReader, target: asyncio.StreamWriter, bytes_a_second: float, delay: float
) -> None:
    """Pass on what comes, as late and as slowly as the line is, and take in no more than it holds."""
    loop = asyncio.get_running_loop()
    on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(16)

    async def deliver() -> None:
        while True:
            due, piece = await on_its_way.get()
            await asyncio.sleep(max(0, due - loop.time()))
            target.write(piece)

    delivery = asyncio.create_task(deliver())
    try:
        while piece := await source.read(256):
            await asyncio.sleep(len(piece) / bytes_a_second)
            await on_its_way.put((loop.time() + delay, piece))
        while not on_its_way.empty():
            await asyncio.sleep(0.05)
    finally:
        delivery.cancel()
        target.close()


@contextmanager
def slow_line(port: int, bytes_a_second: float, delay: float) -> Iterator[int]:
    """A port that leads to another one over such a line, each way taking half of the delay."""
    loop = asyncio.new_event_loop()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
        await asyncio.gather(
            _carry(reader, far_writer, bytes_a_second, delay / 2),
            _carry(far_reader, writer, bytes_a_second, delay / 2),
            return_exceptions=True,
        )

    async def begin() -> int:
        server = await asyncio.start_server(connect, "127.0.0.1", 0, limit=1024)
        return int(server.sockets[0].getsockname()[1])

    near = loop.run_until_complete(begin())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield near
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
