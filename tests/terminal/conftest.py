"""Snapshots of what a terminal shows, as text files."""

from __future__ import annotations

from tests.app.conftest import screenshot

__all__ = ["screenshot"]
