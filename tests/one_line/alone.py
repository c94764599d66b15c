"""A process in which one stub alone is registered before anything that shows it is loaded.

``python -m tests.one_line.alone STUB gdtui ARGUMENT...`` is the program, ``STUB readme`` tells what the README lacks,
``STUB screen FOLLOWED OPTIONS KEY...`` drives the screen and prints what it shows: OPTIONS are the app's as JSON,
FOLLOWED is a teacher's file or empty, a key ``=words`` waits until these words are on the screen.
"""

from __future__ import annotations

import asyncio
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from tests.one_line import stubs


async def screen(followed: str, options: str, *keys: str) -> None:
    from gdtui.app import GdtuiApp
    from gdtui.files.broadcast_file import BroadcastFile
    from gdtui.lab.catalogue import with_added
    from tests.app.screen import no_longer_than_it_works, text, until

    given: dict[str, Any] = json.loads(options)
    if "broadcast" in given:
        given["broadcast"] = BroadcastFile(Path(given["broadcast"]))
    if "lessons" in given:
        given["catalogue"], refused = with_added(Path(given.pop("lessons")))
        assert not refused, refused
    app = GdtuiApp(follows=Path(followed) if followed else None, **given)

    def shows(words: str) -> bool:
        return words in text(pilot)

    with no_longer_than_it_works():
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for key in keys:
                if key.startswith("="):
                    await until(pilot, partial(shows, key[1:]))
                else:
                    await pilot.press(key)
                    await pilot.pause()
                if key != "q":
                    print(text(pilot))


def main() -> None:
    stub, what, *arguments = sys.argv[1:]
    stubs.ALONE[stub]()
    if what == "gdtui":
        from gdtui.cli import main

        sys.argv = ["gdtui", *arguments]
        main()
    elif what == "readme":
        from tests.readme import missing

        print(json.dumps(missing()))
    else:
        asyncio.run(screen(*arguments))


if __name__ == "__main__":
    main()
