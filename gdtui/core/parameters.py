"""Everything that makes a run: a problem, a method with its knobs, a start weight, and a tolerance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

from gdtui.core.expressions import expression, value_of
from gdtui.core.figures import counted, short
from gdtui.core.knob import Knob, ParameterError
from gdtui.core.loop import Loop
from gdtui.core.methods import METHODS
from gdtui.core.methods.method import Method
from gdtui.core.problems import PROBLEMS
from gdtui.core.problems.problem import Problem

__all__ = ["ParameterError", "Parameters", "figures", "names", "parse_figure"]

WEIGHT = Knob("weight", 0.5, "The weight to start from.")
TOLERANCE = Knob("tolerance", 1e-9, "The error at or below which a row is converged.", least=0)
USUAL = "gradient-descent"
IN_LOOP = {"prediction": "pred"}
"""What the lab's own lines call by a shorter name."""
ROW_HAS = ("iteration", "weight", "error", "new_weight", "flags")
"""What every row has, so that no other figure of it can be called so."""


class Parameters:
    """What a run is made from; two with the same values are equal, and nothing of them changes.

    They are made from values by name, as they are written down: ``method``, ``weight``, ``tolerance``, the fields of a
    problem and the knobs of every method, whose values are all kept, so that changing the method to and fro loses none.
    ParameterError for a value that is not allowed. Each value is an attribute, too.
    """

    problem: Problem
    method: str
    knobs: Mapping[str, Any]
    weight: float
    tolerance: float

    def __init__(self, *, method: str = USUAL, **values: Any) -> None:
        if not isinstance(method, str) or method not in METHODS:
            raise ParameterError("method", "not one of gdtui's")
        set_ = self.__dict__.__setitem__
        set_("method", method)
        for knob in (WEIGHT, TOLERANCE):
            set_(knob.name, knob.checked(values.pop(knob.name, knob.default)))
        knobs: dict[str, Any] = {}
        for rule in METHODS.values():
            for knob in rule.knobs:
                if knob.name not in knobs:
                    knobs[knob.name] = knob.checked(values.pop(knob.name, knob.default))
            knobs |= {name: rule.checked(name, values.pop(name)) for name in rule.texts if name in values}
        set_("knobs", MappingProxyType(knobs))
        set_("problem", _problem(values))
        if self.rule.texts:
            self._check_loop()
        set_("problem", self.rule.judged(self))

    def _check_loop(self) -> None:
        for name in dict(self.knobs.get("let", ())):
            if name in self.knobs:
                raise ParameterError("let", f"must not name {name}, which is a parameter of its own")
            if name not in self.loop.read:
                raise ParameterError("let", f"must not name {name}, which no line looks at")
        for name in self.loop.given:
            if name not in self.values:
                raise ParameterError("let", f"must give {name} a value, as in {name}=0.1")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("parameters do not change; see changed")

    def __getattr__(self, name: str) -> Any:
        for place in (self.__dict__.get("knobs", {}), getattr(self.__dict__.get("problem"), "__dict__", {})):
            if name in place:
                return place[name]
        raise AttributeError(f"these parameters have no {name!r}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Parameters) and self._key == other._key

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Parameters({', '.join(f'{name}={value!r}' for name, value in self.written().items())})"

    @cached_property
    def _key(self) -> tuple[Any, ...]:
        return self.problem, self.method, tuple(self.knobs.items()), self.weight, self.tolerance

    @cached_property
    def _hash(self) -> int:
        return hash(self._key)

    def written(self) -> dict[str, Any]:
        """Every value by name, in JSON's values: ``Parameters(**written)`` are the same."""
        own = {knob.name for knob in self.rule.knobs}
        # What lies beyond the chapter is written only where it matters, so that other versions can read the rest.
        beyond = {knob.name: knob.default for rule in METHODS.values() if rule.is_beyond for knob in rule.knobs}
        usual = {knob.name for rule in METHODS.values() if not rule.is_beyond for knob in rule.knobs}
        knobs = {
            name: dict(value) if name == "let" else list(value) if name == "loop" else value
            for name, value in self.knobs.items()
            if name in own or name in usual or value != beyond.get(name)
        }
        start = {"method": self.method, "weight": self.weight}
        return {**start, **self.problem.written(), **knobs, "tolerance": self.tolerance}

    def changed(self, **values: Any) -> Parameters:
        """The same with other values; a field of another problem takes the place of all that this problem has."""
        own = self.problem.written()
        of_problem = {name for name in values if name in _problem_fields()}
        if not of_problem <= set(self.problem.fields):
            takes_measure = any(of_problem | {"measure"} <= set(kind.fields) for kind in PROBLEMS.values())
            own = {name: value for name, value in own.items() if name == "measure" and takes_measure}
        rest = {name: value for name, value in self.written().items() if name not in self.problem.fields}
        return Parameters(**{**rest, **own, **values})

    def in_use(self) -> dict[str, Any]:
        """The values that make this run what it is, by name, in the order people read them."""
        written = self.written()
        knobs = {name: written[name] for name in self._used() if name in self.knobs}
        start = {"method": self.method, "weight": self.weight}
        return {**start, **self.problem.written(), **knobs, "tolerance": self.tolerance}

    def told(self) -> dict[str, str]:
        """The same as people read them, in few digits."""
        lines = self.knobs.get("loop", ())
        given = (f"{name} {short(value)}" for name, value in self.knobs.get("let", ()))
        words = {**self.problem.told(), "method": self.rule.title, "loop": counted(len(lines), "line")}
        words["let"] = ", ".join(given)
        return {
            name: words[name] if name in words else "yes" if value is True else "no" if value is False else short(value)
            for name, value in self.in_use().items()
        }

    def _used(self) -> tuple[str, ...]:
        own = tuple(knob.name for knob in self.rule.knobs)
        # Lines that somebody typed may use the knobs of any method.
        return (*own, *self.loop.given, *self.rule.texts) if self.rule.texts else own

    @property
    def rule(self) -> Method:
        """The method."""
        return METHODS[self.method]

    @cached_property
    def loop(self) -> Loop:
        """The lines of one iteration: predict, compare, learn."""
        return self.rule.loop(self.problem, self.knobs)

    @cached_property
    def values(self) -> dict[str, Any]:
        """What the loop is given, and what it begins with, by the names that its lines have for it."""
        figures = {name: value for name, value in self.knobs.items() if isinstance(value, float)}
        let = dict(self.knobs.get("let", ())) if self.rule.texts else {}
        begun = dict.fromkeys(self.loop.carried, 0.0)
        return {**begun, **figures, **let, **self.problem.values, "weight": self.weight}

    @cached_property
    def limit(self) -> float:
        """The error at or below which a row is converged; nan where none ever is."""
        return self.problem.limit(self.tolerance)

    @cached_property
    def carried(self) -> tuple[str, ...]:
        """The names that go from row to row, the weight first."""
        return ("weight", *(name for name in self.loop.carried if name != "weight"))

    @property
    def start(self) -> tuple[float, ...]:
        """What they are in the first row."""
        return tuple(self.values[name] for name in self.carried)

    def tried(self, weight: float) -> dict[str, float]:
        """The weights that the method tries beside this one, each by the name of the error there."""
        values = {**self.values, "weight": weight}
        return {name: float(value_of(expression(text))(values)) for name, text in self.rule.tries.items()}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the figures that a row has beside its weight, its error and its new weight."""
        return tuple(self.shown)

    @cached_property
    def shown(self) -> dict[str, str]:
        """Those columns, each with the name that it has in the loop.

        Of somebody's own lines they are all that the lines give a value to, but for what is one pair's alone; the
        name of what every row has gets an underscore there.
        """
        loop = self.loop
        names = {name: IN_LOOP.get(name, name) for name in (*self.problem.columns, *self.rule.columns)}
        shown = {column: name for column, name in names.items() if name in loop.written}
        if not self.rule.texts:
            return shown
        for name in loop.written:
            if name in ("weight", "error", *shown.values()) or name in loop.of_a_pair.difference(loop.carried):
                continue
            column = name
            while column in ROW_HAS or column in shown:
                column += "_"
            shown[column] = name
        return shown


def _problem(values: dict[str, Any]) -> Problem:
    """The problem that has a field for each of these values."""
    for kind in PROBLEMS.values():
        if set(values) <= set(kind.fields):
            return kind(**values)
    unknown = [name for name in values if name not in _problem_fields()]
    if unknown:
        raise TypeError(f"no parameter is called {unknown[0]!r}")
    *_, name = values
    others = ", ".join(other for other in values if other != name)
    raise ParameterError(name, f"of another problem than {others}: leave one of them out")


def _problem_fields() -> set[str]:
    return {name for kind in PROBLEMS.values() for name in kind.fields}


def figures() -> dict[str, Knob]:
    """Every parameter that is a number, by its name, in the order people read them."""
    problems = [knob for kind in PROBLEMS.values() for knob in kind.figures]
    knobs = [knob for rule in METHODS.values() for knob in rule.knobs if not knob.is_switch]
    return {knob.name: knob for knob in (WEIGHT, *problems, *knobs, TOLERANCE)}


def typed() -> dict[str, Knob]:
    """The same, and every switch: all that can be typed as a word."""
    switches = {knob.name: knob for rule in METHODS.values() for knob in rule.knobs if knob.is_switch}
    return {**figures(), **switches}


def names() -> tuple[str, ...]:
    """Every name that ``Parameters`` takes."""
    others = [name for rule in METHODS.values() for name in (*(knob.name for knob in rule.knobs), *rule.texts)]
    return tuple(dict.fromkeys(("method", "weight", *sorted(_problem_fields()), *others, "tolerance")))


def parse_figure(field: str, text: str) -> float:
    """The number that a person typed for a parameter; ParameterError where it is not one that this field allows."""
    return float(figures().get(field, Knob(field, 0.0, "")).parse(text))
