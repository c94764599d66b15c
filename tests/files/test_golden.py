"""Every file that is written is written as before, to the last byte; a change of it is to be looked at, and meant."""

from __future__ import annotations

import pytest

from tests.files.golden import FOLDER, golden

WRITTEN = dict(golden())


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_written_as_before(name: str) -> None:
    assert WRITTEN[name] == (FOLDER / name).read_text(encoding="utf-8")


def test_there_is_one_of_each() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(WRITTEN)
