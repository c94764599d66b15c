"""Saved sessions: what comes back, and what is told of files that hold something else."""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.charts.views import CHART_VIEWS
from gdtui.core.parameters import Parameters
from gdtui.core.session import MOST_ROWS, History, Session
from gdtui.core.work import finished
from gdtui.files.disk import UnusableError
from gdtui.files.sessions import (
    BELOW,
    KEPT_RUNS,
    MOST_REPLAYED,
    SavedSession,
    Shown,
    read_saved,
    replayed,
    session_text,
    stored,
)
from gdtui.lab.catalogue import lessons
from tests.files.mutations import mutated
from tests.strategies import any_parameters, wild_parameters

BREAKING = Session.start(lessons()["breaking"].parameters, "breaking")
SAVED = SavedSession(
    History(BREAKING.step(2))
    .become(BREAKING.step(2).pin())
    .become(BREAKING.change(Parameters(alpha=0.1)).step(4))
    .become(Session.start(lessons()["alpha"].parameters, "alpha"))
    .undo()
    .undo(),
    Shown("errors", closely=True, below="why", every_digit=True, predicts=True, plain_scale=True),
)
GOOD = session_text(SAVED)


def came_back(text: str | bytes, folder: Path) -> SavedSession:
    """What is read from a file that holds this."""
    path = folder / "1.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return replayed(read_saved(path), CHART_VIEWS)


def said(session: Session) -> tuple[object, ...]:
    """Everything that a student sees of a session."""
    pinned = session.pinned
    made_from = repr(session.parameters), repr(pinned.parameters) if pinned else None
    return session.lesson, *made_from, session.length, session.cursor


def all_said(saved: SavedSession) -> tuple[object, ...]:
    """Everything that a saved session brings back."""
    history = saved.history
    runs = [[said(session) for session in part] for part in (history.past, (history.present,), history.future)]
    return runs, saved.shown._asdict(), saved.left


actions = st.lists(
    st.one_of(
        st.integers(1, 50).map(lambda count: lambda history: history.move(history.present.step(count))),
        st.integers(1, 50).map(lambda count: lambda history: history.move(history.present.back(count))),
        st.one_of(any_parameters, wild_parameters).map(
            lambda parameters: lambda history: history.become(history.present.change(parameters))
        ),
        st.sampled_from(
            [
                lambda history: history.become(history.present.reset()),
                lambda history: history.become(history.present.pin()),
                lambda history: history.become(history.present.unpin()),
                lambda history: history.undo(),
                lambda history: history.redo(),
            ]
        ),
    ),
    max_size=30,
)


@pytest.mark.slow
@given(
    wild_parameters,
    st.none() | st.text(),
    actions,
    st.sampled_from(list(CHART_VIEWS)),
    st.sampled_from(BELOW),
    st.booleans(),
    st.booleans(),
)
def test_whatever_was_done_comes_back_to_the_last_bit(
    tmp_path_factory: pytest.TempPathFactory,
    start: Parameters,
    lesson: str | None,
    done: list[object],
    view: str,
    below: str,
    closely: bool,
    left: bool,
) -> None:
    history = History(Session.start(start, lesson))
    for action in done:
        history = action(history)  # type: ignore[operator]
    saved = SavedSession(history, Shown(view, closely, below), left)
    back = came_back(session_text(saved), tmp_path_factory.mktemp("sessions"))
    kept = History(history.present, history.past[-KEPT_RUNS:], history.future[:KEPT_RUNS])
    assert all_said(back) == all_said(saved._replace(history=kept))
    rows = back.history.present.steps
    assert repr(rows[-1]) == repr(history.present.steps[-1])


def test_a_file_does_not_grow_with_the_run() -> None:
    short, long_ = (session_text(SavedSession(History(BREAKING.step(count)))) for count in (5, 300))
    assert abs(len(short) - len(long_)) < 30
    slow = Session.start(Parameters(alpha=1e-4))
    assert len(session_text(SavedSession(History(slow.step(90_000))))) < 600


def test_a_run_that_can_be_brought_back_is_saved_as_long_as_replaying_it_is_quick() -> None:
    slow = Session.start(Parameters(alpha=1e-4))
    history = History(slow.step(60_000)).become(slow.step(70_000)).become(slow).become(slow.step(3))
    record = json.loads(session_text(SavedSession(history)))["session"]
    assert [run["rows"] for run in record["past"]] == [70_001, 1]
    history = History(slow)
    for _ in range(60):
        history = history.become(slow)
    assert len(json.loads(session_text(SavedSession(history)))["session"]["past"]) == 20


def test_a_session_is_no_longer_than_a_run_is_kept() -> None:
    session = Session.start(Parameters(alpha=0.0)).step(MOST_ROWS + 5)
    assert session.length == MOST_ROWS
    assert session.step() is session
    assert not session.ended


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not readable"),
    "truncated": (GOOD.encode()[:-30], "not readable"),
    "binary": (bytes(range(256)), "not readable"),
    "deep": (b"[" * 100_000, "not readable"),
    "a list": (b"[]", "not of the format"),
    "nan": (b"NaN", "not of the format"),
    "another format": (GOOD.replace("session/1", "progress/2").encode(), "not of the format gdtui.session/1"),
    "another weight": (GOOD.replace('"weight": 0.5', '"weight": 0.25').encode(), "damaged"),
    "no checksum": (GOOD.replace("crc32", "crc").encode(), "not readable"),
    "too large": (b" " * 1_000_001, "larger than 1 MB"),
}


@pytest.mark.parametrize(("content", "reason"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_session_is_refused_in_a_few_words(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UnusableError, match=reason) as raised:
        came_back(content, tmp_path)
    assert len(str(raised.value)) < 60


def signed(text: str, old: str, new: str) -> str:
    """A session's file that somebody changed, with the checksum put right."""
    record = json.dumps(json.loads(text)["session"])
    content = record.replace(old, new, 1)
    assert content != record
    checksum = f"{zlib.crc32(content.encode()):08x}"
    return f'{{"format": "gdtui.session/1", "crc32": "{checksum}", "session": {content}}}'


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"rows": 1', '"rows": 1000000000000000', "of rows that no run has"),
        ('"rows": 1', '"rows": true', "of rows that no run has"),
        ('"rows": 1', '"rows": 1.0', "of rows that no run has"),
        ('"cursor": 0', '"cursor": 1', "of rows that no run has"),
        ('"cursor": 0', '"cursor": -1', "of rows that no run has"),
        ('"weight": 1.2999999999999998', '"weight": 1.3', "do not follow"),
        ('"rows": 3', '"rows": 400', "do not follow"),
        ('"alpha": 1.0', '"alpha": NaN', "make no run: alpha is not a number"),
        ('"alpha": 1.0', '"alpha": Infinity', "make no run: alpha is not finite"),
        ('"tolerance": 1e-09', '"tolerance": -1', "make no run: tolerance must be 0 or above"),
        ('"method": "gradient-descent"', '"method": "newton"', "make no run: method"),
        ('"view": "errors"', '"view": "pie"', "not readable"),
        ('"below": "why"', '"below": []', "not readable"),
        ('"closely": true', '"closely": 1', "not readable"),
        ('"plain_scale": true', '"plain_scale": 1', "not readable"),
        ('"left": false', '"left": null', "not readable"),
        ('"lesson": "breaking"', '"lesson": 3', "not readable"),
        ('"past": [', '"past": [3, ', "not readable"),
        ('"cursor": 0, ', "", "not readable"),
    ],
)
def test_a_forged_session_is_refused_by_what_does_not_follow(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(UnusableError, match=reason):
        came_back(signed(GOOD, old, new), tmp_path)


def asking(rows: list[int], pinned: bool = False) -> str:
    """A session's file that asks for a present run of the first so many rows, and for others before and after it."""
    present, *others = (Session.start(Parameters(alpha=0.0, goal=float(number))) for number in range(len(rows)))
    record = json.loads(session_text(SavedSession(History(present))))["session"]

    def run(session: Session, length: int) -> dict[str, object]:
        beside = Parameters(alpha=0.0, input=session.parameters.goal).written() if pinned else None
        made_from = session.parameters.written()
        return {**record["present"], "parameters": made_from, "rows": length, "cursor": length - 1, "pinned": beside}

    half = (len(others) + 1) // 2
    record["present"] = run(present, rows[0])
    runs = [run(session, length) for session, length in zip(others, rows[1:], strict=True)]
    record["past"], record["future"] = runs[:half], runs[half:]
    text = json.dumps(record)
    return f'{{"format": "gdtui.session/1", "crc32": "{zlib.crc32(text.encode()):08x}", "session": {text}}}'


@pytest.mark.parametrize("pinned", [False, True])
def test_what_one_file_may_ask_for_is_bounded(tmp_path: Path, pinned: bool) -> None:
    path = tmp_path / "1.json"
    path.write_text(asking([3, *[MOST_ROWS] * 40], pinned))
    assert path.stat().st_size < 30_000
    found = stored(read_saved(path))
    assert found.left_out == 40
    assert "40 replaced runs did not come back" in found.left_out_text
    back = finished(found.replay())
    assert (back.history.present.length, back.history.past, back.history.future) == (3, (), ())
    # Of those that are nearest so many come back as are replayed in a moment.
    path.write_text(asking([3, *[30_000] * 10], pinned))
    found = stored(read_saved(path))
    assert (len(found.saved.history.past), len(found.saved.history.future), found.left_out) == (3, 3, 4)
    assert [session.parameters.goal for session in found.saved.history.past] == [3, 4, 5]
    assert [session.parameters.goal for session in found.saved.history.future] == [6, 7, 8]
    asked = [session.length * (2 if pinned else 1) for session in found.last_weights]
    assert sum(asked) <= (MOST_ROWS + 2 * MOST_REPLAYED) * 2


def test_nothing_is_worked_out_before_it_is_asked_for_and_then_a_piece_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "1.json"
    path.write_text(asking([50_000, 2_500, 2_500], pinned=True))
    found = stored(read_saved(path))
    runs = [run for session in found.last_weights for run in (session.run, session.pinned) if run is not None]
    assert [len(run._carried) for run in runs] == [1] * 6
    work, come = found.replay(), []
    for at in work:
        come.append(at)
        assert sum(len(run._carried) for run in runs) <= len(come) * 2 * 1000 + 6 + 4000
    assert come[:49] == [(1000 * number, 50_000) for number in range(1, 50)]
    assert [len(run._carried) for run in runs] == [50_000] * 2 + [2_500] * 4


def test_a_session_that_is_declined_keeps_everything_but_that(tmp_path: Path) -> None:
    path = tmp_path / "1.json"
    path.write_text(GOOD)
    declined = came_back(stored(read_saved(path)).declined(), tmp_path)
    assert all_said(declined) == all_said(SAVED._replace(left=True))


def test_a_million_bytes_are_read_and_one_more_is_too_large(tmp_path: Path) -> None:
    assert all_said(came_back(GOOD.ljust(1_000_000), tmp_path)) == all_said(SAVED)
    with pytest.raises(UnusableError, match="larger than 1 MB"):
        came_back(GOOD.ljust(1_000_001), tmp_path)


def test_a_hundred_thousand_replaced_rows_come_back_and_not_one_more(tmp_path: Path) -> None:
    path = tmp_path / "1.json"
    for rows, left_out in (([60_000, 40_000], 0), ([60_000, 40_001], 1)):
        path.write_text(session_text(SavedSession(History(BREAKING, tuple(replace(BREAKING, length=1) for _ in rows)))))
        record = read_saved(path)
        for entry, length in zip(record["past"], rows, strict=True):
            entry["rows"] = length
        assert stored(record).left_out == left_out


def test_what_is_no_ordinary_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "link").symlink_to("/etc/passwd")
    (tmp_path / "folder").mkdir()
    with (tmp_path / "large").open("wb") as file:
        file.truncate(2**30)
    for name, reason in {
        "fifo": "no ordinary file",
        "link": "a link",
        "folder": "no ordinary",
        "large": "1 MB",
    }.items():
        with pytest.raises(UnusableError, match=reason):
            read_saved(tmp_path / name)


def test_of_5000_changed_files_none_comes_back_as_another_session(tmp_path: Path) -> None:
    expected, refused = all_said(SAVED), 0
    for content in mutated(GOOD.encode(), 5_000, seed=6):
        try:
            back = came_back(content, tmp_path)
        except UnusableError:
            refused += 1
        else:
            assert all_said(back) == expected
    print(f"{refused} refused, the others the same")
    assert refused > 4_000
