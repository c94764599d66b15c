"""What a student has set for good: how it looks, how fast it plays, and what is shown beforehand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from gdtui.files.disk import UnusableError, check_format, read_ordinary, state_folder, write_whole

SETTINGS_FORMAT = "gdtui.settings/1"
FILE_NAME = "settings.json"
LARGEST_FILE = 10_000


class Settings(NamedTuple):
    """The theme's name, empty for the usual one; the speed's place among those that there are; what is asked, shown."""

    theme: str = ""
    speed: int = 1
    predicts: bool = True
    foretells: bool = True


def load_settings(folder: Path | None = None) -> Settings:
    """What was set; what cannot be read, or is none of these, is as it is at first."""
    try:
        record = json.loads(read_ordinary(_path(folder), LARGEST_FILE, SETTINGS_FORMAT))
        check_format(record.get("format") if isinstance(record, dict) else None, SETTINGS_FORMAT)
    except (OSError, UnusableError, ValueError, RecursionError):
        return Settings()
    usual = Settings()._asdict()
    return Settings(**{name: record[name] for name in usual if type(record.get(name)) is type(usual[name])})


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Keep them; OSError where they cannot be kept."""
    write_whole(_path(folder), json.dumps({"format": SETTINGS_FORMAT, **settings._asdict()}) + "\n")


def _path(folder: Path | None) -> Path:
    return (folder or state_folder()) / FILE_NAME
