"""What holds for every test: a law is about values, never about how long a busy machine takes over them."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
