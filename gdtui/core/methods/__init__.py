"""The ways of learning: one file a method, and this registry."""

from __future__ import annotations

from gdtui.core.methods.gradient_descent import GradientDescent
from gdtui.core.methods.hot_and_cold import HotAndCold
from gdtui.core.methods.method import Method
from gdtui.core.methods.momentum import Momentum
from gdtui.core.methods.own import Own

METHODS: dict[str, Method] = {
    "hot-and-cold": HotAndCold(),
    "gradient-descent": GradientDescent(),
    "momentum": Momentum(),
    "own": Own(),
}
"""Every method, by the name that commands and files use."""


def method_after(name: str) -> str:
    """The next of the chapter's methods."""
    names = [each for each, method in METHODS.items() if each == name or not method.is_beyond]
    return names[(names.index(name) + 1) % len(names)]
