"""What a key does on one screen can be said by what that screen shows.

Textual's bindings belong to a class: their words are the same for all its objects, and an object's own, which hold the
same, are private (since 0.2).

This can go when a screen has a documented way to describe a binding of its own anew.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.screen import Screen


def describe(screen: Screen[Any], key: str, description: str) -> None:
    """Have the footer say this of a key of this one screen."""
    bindings = screen._bindings.key_to_bindings
    bindings[key] = [replace(binding, description=description) for binding in bindings[key]]
