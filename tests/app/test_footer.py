"""The footer does not keep the keys that it no longer shows."""

from __future__ import annotations

import gc

from textual.widgets._footer import FooterKey

from gdtui.app import GdtuiApp


async def test_screens_that_come_and_go_leave_no_keys_behind() -> None:
    app = GdtuiApp(lesson="breaking")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = len(app.screen.query(FooterKey))
        for _ in range(10):
            await pilot.press("question_mark", "escape")
            await pilot.pause()
        gc.collect()
        kept = sum(isinstance(each, FooterKey) for each in gc.get_objects())
        print(f"{shown} keys shown, {kept} kept after 10 screens")
        # Those shown now, and those before them.
        assert kept <= 3 * shown
