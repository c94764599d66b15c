"""How each lesson is played: an attempt that its judge refuses, and those that meet its goals, one after the other.

An attempt is what is typed into the parameters, and the keys that are pressed then.
"""

from __future__ import annotations

Attempt = tuple[dict[str, str], list[str]]

SPACE = "space"
WRONG: dict[str, Attempt] = {
    "compare": ({"weight": "1.5"}, []),
    "squared": ({"weight": "0.5"}, []),
    "hot-and-cold-once": ({"step_amount": "0.02"}, []),
    "hot-and-cold": ({"step_amount": "0.2"}, ["g"]),
    "hot-and-cold-coarse": ({"step_amount": "0.3"}, ["g", "g"]),
    "hot-and-cold-broken": ({"step_amount": "3"}, ["g", "g"]),
    "direction-and-amount": ({}, [SPACE] * 5),
    "one-iteration": ({"alpha": "0.02"}, [SPACE]),
    "reducing-error": ({"weight": "0.9"}, [SPACE] * 4),
    "stopping": ({"input": "3"}, [SPACE]),
    "negative-reversal": ({"input": "0.5"}, ["g"]),
    "scaling": ({"input": "0.9"}, ["g"]),
    "several-steps": ({"input": "0.5"}, ["g"]),
    "sensitivity": ({"weight": "1"}, []),
    "slope-line": ({"goal": "2"}, []),
    "breaking": ({"alpha": "0.1"}, ["g"]),
    "overcorrections": ({"input": "1"}, ["g"]),
    "alpha": ({"alpha": "0.3"}, ["g", "g", "g"]),
    "alphas": ({"alpha": "1"}, ["g", "g"]),
}
RIGHT: dict[str, list[Attempt]] = {
    "compare": [({"weight": "1.6"}, [])],
    "squared": [({"weight": "4"}, []), ({"weight": "1.05"}, [])],
    "hot-and-cold-once": [({"step_amount": "0.01"}, [SPACE]), ({"step_amount": "0.05"}, [])],
    "hot-and-cold": [({"step_amount": "0.001"}, ["g"]), ({"step_amount": "0.1"}, ["g"])],
    "hot-and-cold-coarse": [
        ({"step_amount": "0.2"}, ["g", "g"]),
        ({"step_amount": "0.1"}, ["g"]),
        ({"step_amount": "0.15"}, ["g", "g"]),
    ],
    "hot-and-cold-broken": [({"step_amount": "10"}, ["g", "g"]), ({"step_amount": "0.1"}, ["g"])],
    "direction-and-amount": [({}, [SPACE] * 5)],
    "one-iteration": [({"alpha": "0.01"}, [SPACE]), ({"alpha": "0.014"}, [SPACE])],
    "reducing-error": [({"weight": "1.2"}, [SPACE] * 3)],
    "stopping": [({"input": "0"}, [SPACE]), ({"input": "1"}, ["g"])],
    "negative-reversal": [({"input": "-0.5"}, ["g"]), ({"input": "-1.2"}, ["g", "g"])],
    "scaling": [({"input": "1.5"}, ["g", "g"]), ({"input": "1.2"}, ["g", "g", "g"])],
    "several-steps": [({"input": "1.1"}, ["g", "g"]), ({}, ["g"])],
    "sensitivity": [({"weight": "2"}, []), ({"weight": "1.6"}, [])],
    "slope-line": [({"goal": "1"}, []), ({"goal": "0.8", "input": "0.4"}, [])],
    "breaking": [
        ({"alpha": "1"}, ["g", "g"]),
        ({"weight": "3"}, ["g", "g"]),
        ({"weight": "0.5", "input": "0.5"}, ["g"]),
    ],
    "overcorrections": [
        ({"input": "2"}, ["g", "g"]),
        ({"input": "0.5", "alpha": "10"}, ["g", "g"]),
        ({"alpha": "-1"}, ["g"]),
        ({"alpha": "1", "weight": "1000"}, ["g"]),
    ],
    "alpha": [({"alpha": "0.1"}, ["g"]), ({"alpha": "0.25"}, [SPACE])],
    "alphas": [({"alpha": "0.1"}, ["g"]), ({"alpha": "0.0001"}, [SPACE] * 20), ({"alpha": "-1"}, ["g"])],
}
