"""One of each file that is written, as it is written now: ``python -m tests.files.golden`` writes them anew."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.core.session import History, Session
from gdtui.core.sweep import sweep
from gdtui.files.broadcast import LineWriter, Scene, Setup
from gdtui.files.class_folder import Student
from gdtui.files.class_results import CLASS_FORMATS
from gdtui.files.formats import FORMATS
from gdtui.files.progress import FILE_NAME, Progress, ProgressFile
from gdtui.files.results import RESULT_FORMATS
from gdtui.files.sessions import SavedSession, Shown, session_text
from gdtui.files.sweeps import SWEEP_FORMATS
from gdtui.lab.catalogue import lessons

FOLDER = Path(__file__).parent / "golden"
RUNS = {
    "breaking": Parameters(input=2.0),
    "hot-and-cold": Parameters(method="hot-and-cold", step_amount=0.3, stay=True),
    "pairs": Parameters(pairs=[[0.5, 0.8], [2.0, 0.4]], method="momentum", alpha=0.1),
    "own": Parameters(method="own", loop=["weight = weight - rate * weight_delta"], let={"rate": 0.5}),
    "formula": Parameters(formula="(2 * weight - 0.8) ** 2", alpha=0.1),
}
ROWS = 4
PROGRESS = Progress({"breaking": frozenset({"diverging"})})


def _text(write: Callable[[IO[str]], None]) -> str:
    out = io.StringIO()
    write(out)
    return out.getvalue()


def _session() -> str:
    before = Session.start(RUNS["breaking"], "breaking").step(3).back()
    history = History(before).become(before.pin()).become(Session.start(RUNS["pairs"]).step(2))
    return session_text(SavedSession(history, Shown(view="errors", below="why"), left=True))


def _broadcast() -> str:
    writer = LineWriter("a")
    setup = Setup(RUNS["own"], RUNS["formula"], "breaking")
    return "".join(writer.line(Scene(setup, rows, 0, "slope", left=rows == 2)).decode() for rows in (1, 2))


def _progress() -> str:
    with tempfile.TemporaryDirectory() as folder:
        assert not ProgressFile(Path(folder)).save(PROGRESS)
        return (Path(folder) / FILE_NAME).read_text()


def golden() -> Iterator[tuple[str, str]]:
    """The name of each file, and what is written into it."""
    for run, parameters in RUNS.items():
        for name, made in FORMATS.items():
            yield f"run-{run}.{name}", _text(lambda out, made=made, of=parameters: made.write(Run(of), ROWS, out))  # type: ignore[misc]
    swept = RUNS["breaking"]
    for name, write in SWEEP_FORMATS.items():
        rows = [row for row in sweep(swept, "alpha", [1.0, 0.1], ROWS) if row is not None]
        yield f"sweep.{name}", _text(lambda out, write=write, rows=rows: write(swept, "alpha", ROWS, rows, out))  # type: ignore[misc]
    taken, students = list(lessons().values()), [Student("ada", PROGRESS), Student("bo", Progress())]
    for name, write_results in RESULT_FORMATS.items():
        yield f"results.{name}", _text(lambda out, write=write_results: write(taken, PROGRESS, out))  # type: ignore[misc]
    for name, write_class in CLASS_FORMATS.items():
        yield f"class.{name}", _text(lambda out, write=write_class: write(taken, students, out))  # type: ignore[misc]
    yield "session.json", _session()
    yield "broadcast.jsonl", _broadcast()
    yield "progress.json", _progress()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in golden():
        (FOLDER / name).write_text(text, encoding="utf-8")
