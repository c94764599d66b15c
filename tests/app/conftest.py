"""Snapshots as text files: what a person would see, readable in a review."""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class TextSnapshots(SingleFileSnapshotExtension):
    """One .txt file for each snapshot."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"


@pytest.fixture
def screenshot(snapshot: SnapshotAssertion) -> Any:
    """Compare a screen's text with the one that was looked at before (``--snapshot-update`` writes it anew)."""
    return snapshot.use_extension(TextSnapshots)
