"""A session written as lines and read back is the same session; whatever the lines are, nothing breaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.charts.views import CHART_VIEWS
from gdtui.core.parameters import Parameters
from gdtui.core.session import MOST_ROWS, History, Session
from gdtui.files.broadcast import (
    BROADCAST_FORMAT,
    LINES_A_WHOLE,
    LONGEST_LINE,
    LineReader,
    LineWriter,
    Scene,
    Setup,
)
from gdtui.workspace.replay import Replay
from tests.strategies import any_parameters, wild_parameters

Act = Callable[[History], History]


def moved(change: Callable[[Session], Session]) -> Act:
    return lambda history: history.move(change(history.present))


def replaced(change: Callable[[Session], Session]) -> Act:
    return lambda history: history.become(change(history.present))


counts = st.integers(1, 40)
actions: st.SearchStrategy[Act] = st.one_of(
    counts.map(lambda count: moved(lambda session: session.step(count))),
    counts.map(lambda count: moved(lambda session: session.back(count))),
    counts.map(lambda row: moved(lambda session: session.jump(row))),
    st.just(replaced(Session.reset)),
    st.just(replaced(Session.pin)),
    st.just(replaced(Session.unpin)),
    st.one_of(any_parameters, wild_parameters).map(
        lambda parameters: replaced(lambda session: session.change(parameters))
    ),
    st.just(History.undo),
    st.just(History.redo),
)
looks = st.tuples(
    st.sampled_from(list(CHART_VIEWS)), st.booleans(), st.none() | st.sampled_from(["breaking", "alpha", "épreuve"])
)


def shown(session: Session, view: str = "bowl", closely: bool = False, lesson: str | None = None) -> Scene:
    pinned = session.pinned.parameters if session.pinned else None
    return Scene(Setup(session.parameters, pinned, lesson), session.length, session.cursor, view, closely)


def figures(session: Session | None) -> list[Any]:
    """Everything that a session is, to the last bit: as text, where -0.0 is not 0.0 and nan is nan."""
    if session is None:
        return []
    rows = [repr(step) for step in islice(session.steps, 50)]
    return [repr(session.parameters), session.length, session.cursor, rows, figures(session.beside)]


def rebuilt(reader: LineReader, replay: Replay) -> Session:
    assert reader.shown is not None
    replay.show(reader.shown)
    session = replay.work(seconds=60)
    assert session is not None, replay.trouble
    return session


@given(any_parameters, st.lists(st.tuples(actions, looks), max_size=25), st.lists(st.integers(1, 400), min_size=1))
def test_any_sequence_of_actions_read_back_is_the_same_session(
    start: Parameters, acts: list[tuple[Act, tuple[str, bool, str | None]]], cuts: list[int]
) -> None:
    history, writer, reader, replay = History(Session.start(start)), LineWriter("a"), LineReader(), Replay()
    everything = b""
    for act, (view, closely, lesson) in acts:
        history = act(history)
        state = shown(history.present, view, closely, lesson)
        line = writer.line(state)
        everything += line
        place = cuts[len(everything) % len(cuts)] % len(line)
        reader.take(line[:place])
        reader.take(line[place:])
        assert reader.trouble == ""
        assert repr(reader.shown) == repr(state)
        assert figures(rebuilt(reader, replay)) == figures(history.present)
    if everything:
        late = LineReader()
        late.take(everything)
        assert figures(rebuilt(late, Replay())) == figures(history.present)


def test_that_the_teacher_has_left_is_read_until_something_else_is_shown() -> None:
    writer, reader = LineWriter("a"), LineReader()
    scene = shown(Session.start(Parameters()), "bowl", False, None)
    for left in (False, True, True, False):
        reader.take(writer.line(replace(scene, left=left)))
        assert reader.shown == replace(scene, left=left)
    assert b"left" not in writer.line(scene)


def test_a_run_is_the_same_object_until_the_teacher_has_another() -> None:
    writer, reader, replay = LineWriter("a"), LineReader(), Replay()
    session = Session.start(Parameters())
    runs = []
    for _ in range(2 * LINES_A_WHOLE):
        session = session.step()
        reader.take(writer.line(shown(session)))
        runs.append(rebuilt(reader, replay).run)
    assert all(run is runs[0] for run in runs)
    reader.take(writer.line(shown(session.pin())))
    pinned = rebuilt(reader, replay)
    assert pinned.run is pinned.pinned is runs[0]
    reader.take(writer.line(shown(Session.start(Parameters(weight=-0.0)))))
    reader.take(writer.line(shown(Session.start(Parameters(weight=0.0)))))
    assert repr(rebuilt(reader, replay).parameters.weight) == "0.0"


def test_rows_of_a_run_whose_start_was_lost_are_not_taken_for_those_of_another() -> None:
    writer, reader = LineWriter("a"), LineReader()
    first, second = Session.start(Parameters()).step(2), Session.start(Parameters(alpha=0.25))
    reader.take(writer.line(shown(first)))
    lost = writer.line(shown(second))
    reader.take(lost[:-9] + b"\n" + writer.line(shown(second.step())))
    assert (reader.shown, reader.trouble) == (shown(first), "of a run whose start was lost")
    for count in range(2, LINES_A_WHOLE + 2):
        reader.take(writer.line(shown(second.step(count))))
    assert reader.shown == shown(second.step(LINES_A_WHOLE + 1))


def test_lines_are_small_and_everything_is_said_again_now_and_then() -> None:
    writer = LineWriter("0123abcd")
    longest = -1.2345678901234567e-308
    parameters = Parameters(weight=longest, input=longest, goal=longest, alpha=longest, step_amount=-longest)
    state = shown(Session.start(parameters).pin(), lesson="x" * 40)
    lines = [writer.line(replace(state, rows=MOST_ROWS, cursor=number)) for number in range(150)]
    whole = [number for number, line in enumerate(lines) if b"format" in line]
    assert whole == [0, 51, 102]
    assert all(json.loads(lines[number])["format"] == BROADCAST_FORMAT for number in whole)
    print(f"bytes a line: {len(lines[0])} whole, {len(lines[1])} short")
    assert len(lines[0]) < 700
    assert all(len(lines[number]) < 100 for number in range(len(lines)) if number not in whole)


def test_a_last_line_without_its_end_is_not_read_yet() -> None:
    writer, reader = LineWriter("a"), LineReader()
    session = Session.start(Parameters())
    reader.take(writer.line(shown(session)))
    line = writer.line(shown(session.step()))
    reader.take(line[:-1])
    assert (reader.shown, reader.trouble) == (shown(session), "")
    reader.take(line[-1:])
    assert (reader.shown, reader.trouble) == (shown(session.step()), "")


WHOLE: dict[str, Any] = {
    "format": BROADCAST_FORMAT,
    "run": "a.1",
    "lesson": None,
    "parameters": Parameters().written(),
    "pinned": None,
    "rows": 3,
    "cursor": 2,
    "view": "bowl",
    "closely": False,
}
GOOD = json.dumps(WHOLE).encode()


def with_(**changes: Any) -> bytes:
    return json.dumps({**WHOLE, **changes}).encode()


def with_parameters(**changes: Any) -> bytes:
    return with_(parameters={**WHOLE["parameters"], **changes})


BAD: dict[str, bytes] = {
    "truncated": GOOD[:-9],
    "not JSON": b"hello",
    "binary": bytes(each for each in range(256) if each != 10),
    "a list": b"[1, 2]",
    "deep": b"[" * 4000,
    "too long": b"x" * (LONGEST_LINE + 1),
    "much too long": b"x" * 1_000_000,
    "nan": with_parameters(weight=float("nan")),
    "infinite": with_parameters(alpha=float("inf")),
    "1e400": GOOD.replace(b'"alpha": 1.0', b'"alpha": 1e400'),
    "an int too big for a float": with_parameters(goal=10**400),
    "an int of too many digits": GOOD.replace(b'"rows": 3', b'"rows": ' + b"9" * 4000),
    "a bool for a figure": with_parameters(goal=True),
    "a number for stay": with_parameters(stay=1),
    "step amount 0": with_parameters(step_amount=0),
    "a method there is not": with_parameters(method="newton"),
    "a method of another kind": with_parameters(method=["gradient-descent"]),
    "a parameter too many": with_parameters(speed=3),
    "a parameter missing": with_(parameters={"method": "gradient-descent"}),
    "no parameters": with_(parameters=None),
    "a pinned run of nothing": with_(pinned={}),
    "10**15 rows": with_(rows=10**15),
    "a row too many": with_(rows=MOST_ROWS + 1),
    "no rows": with_(rows=0),
    "rows below 0": with_(rows=-3),
    "half a row": with_(rows=2.5),
    "true rows": with_(rows=True),
    "rows as text": with_(rows="3"),
    "a cursor beyond": with_(cursor=3),
    "a cursor below 0": with_(cursor=-1),
    "no cursor": with_(cursor=None),
    "a chart there is not": with_(view="pie"),
    "a chart of another kind": with_(view=["bowl"]),
    "half closely": with_(closely=0.5),
    "another format": with_(format="gdtui.session/2"),
    "a run without a name": with_(run=""),
    "a run of another kind": with_(run={}),
    "a lesson of another kind": with_(lesson=3),
    "a lesson with a long name": with_(lesson="x" * 300),
    "rows of a run whose start was lost": b'{"run":"b.7","rows":1,"cursor":0,"view":"bowl","closely":false}',
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_line_that_cannot_be_used_is_skipped_and_told(line: bytes) -> None:
    reader = LineReader(CHART_VIEWS)
    for piece in (line[:10], line[10:], b"\n"):
        reader.take(piece)
    assert reader.shown is None
    assert reader.trouble
    assert "\n" not in reader.trouble
    assert len(reader.trouble) < 60
    assert " is must " not in reader.trouble
    reader.trouble = ""
    reader.take(GOOD + b"\n" + line + b"\n")
    assert reader.trouble
    assert reader.shown == Scene(Setup(Parameters()), 3, 2)
    reader.take(b'{"run":"a.1","rows":9,"cursor":1,"view":"slope","closely":true}\n')
    assert reader.shown == Scene(Setup(Parameters()), 9, 1, "slope", True)


LONGEST_THAT_FIT: dict[str, tuple[bytes, bytes]] = {
    "a line": (GOOD.ljust(131_072), GOOD.ljust(131_073)),
    "a run's name": (with_(run="x" * 200), with_(run="x" * 201)),
    "a lesson's name": (with_(lesson="x" * 200), with_(lesson="x" * 201)),
    "rows": (with_(rows=1_000_000, cursor=999_999), with_(rows=1_000_001)),
}


@pytest.mark.parametrize(("fits", "does_not"), LONGEST_THAT_FIT.values(), ids=LONGEST_THAT_FIT)
def test_as_much_as_a_line_may_have_and_one_more(fits: bytes, does_not: bytes) -> None:
    for line, is_shown in ((fits, True), (does_not, False)):
        reader = LineReader()
        reader.take(line + b"\n")
        assert (reader.shown is not None, reader.trouble == "") == (is_shown, is_shown)


def test_a_line_of_any_length_costs_no_memory() -> None:
    reader = LineReader()
    for _ in range(1000):
        reader.take(b"x" * 1000)
    assert len(reader._partial) <= LONGEST_LINE
    reader.take(b"\n" + GOOD + b"\n")
    assert (reader.trouble, reader.shown is not None) == ("too long", True)


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 30),
            st.one_of(
                st.binary(max_size=20),
                st.sampled_from([b"NaN", b"1e999", b"10000000000000000", b"null", b"{", b"\n", b'"', b"-1", b"true"]),
            ),
        ),
        max_size=4,
    )
)
def test_lines_changed_anywhere_are_read_or_skipped_and_the_next_whole_one_is_understood(
    changes: list[tuple[float, int, bytes]],
) -> None:
    writer, session = LineWriter("a"), Session.start(Parameters(input=2.0))
    content = b"".join(writer.line(shown(session.step(count))) for count in range(6))
    for place, cut, change in changes:
        at = int(place * len(content))
        content = content[:at] + change + content[at + cut :]
    reader, replay = LineReader(), Replay()
    reader.take(content)
    if reader.shown is not None and reader.shown.rows < 100_000:
        replay.show(reader.shown)
        assert (replay.work(seconds=60) is None) == bool(replay.trouble)
    reader.take(b"\n" + LineWriter("b").line(shown(session.pin())))
    assert figures(rebuilt(reader, replay)) == figures(session.pin())


def test_rows_beyond_the_runs_end_are_refused() -> None:
    replay = Replay()
    replay.show(Scene(Setup(Parameters(input=2.0)), rows=1000))
    assert replay.work(seconds=60) is None
    assert (replay.working, replay.trouble) == (False, "the run has no row 1,000")


def test_a_long_run_is_worked_out_in_pieces() -> None:
    replay, state = Replay(), Scene(Setup(Parameters(method="hot-and-cold", goal=900.0)), 50_000, 49_999)
    replay.show(state)
    pieces = 1
    while (session := replay.work(seconds=0)) is None:
        assert replay.progress == (1000 * pieces, 50_000)
        pieces += 1
    assert pieces == 50
    assert figures(session) == figures(Session.start(state.setup.parameters).step(49_999))
