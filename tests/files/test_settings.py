"""What is set for good is there again, and whatever else stands in its file does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdtui.files.settings import FILE_NAME, Settings, load_settings, save_settings


def test_they_come_back(tmp_path: Path) -> None:
    settings = Settings("dracula", 5, predicts=False, foretells=False)
    save_settings(settings, tmp_path)
    assert load_settings(tmp_path) == settings


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"format": "gdtui.settings/2", "speed": 3}', '{"speed": 3}', "[" * 5000]
)
def test_what_holds_none_is_as_it_is_at_first(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert load_settings(tmp_path) == Settings()


def test_each_of_another_kind_is_as_it_is_at_first(tmp_path: Path) -> None:
    text = '{"format": "gdtui.settings/1", "theme": 3, "speed": true, "predicts": 0, "foretells": false, "more": 1}'
    (tmp_path / FILE_NAME).write_text(text)
    assert load_settings(tmp_path) == Settings(foretells=False)


def test_where_there_is_no_file_it_is_as_at_first(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "nowhere") == Settings()
