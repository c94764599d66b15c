"""The words of the field, each explained in a sentence or two that use none of those further down."""

from __future__ import annotations

GLOSSARY = {
    "input": "The number that the network is given.",
    "weight": "The number that the network multiplies its input by. It is what learns.",
    "prediction": "Input times weight: what the network says.",
    "goal": "What the prediction should be.",
    "miss (delta)": "Prediction minus goal: how far it is off, and to which side.",
    "error": "The miss times itself, so that no miss counts as less than nothing.",
    "bowl": "The curve of the error over all weights. At its bottom nothing is missed.",
    "row": "One weight with its prediction, its miss and its error. A step adds a row.",
    "slope": "How steep the bowl is at a weight: by how much the error changes when the weight does.",
    "weight_delta": "Input times miss: which way the weight should go, and how far. It is half of the slope.",
    "alpha": "How much of the weight_delta a step takes. It can make up for the half, and for a big input.",
    "hot and cold": "Learning by trying: a step up, a step down, and the better of the two.",
    "step_amount": "How far hot and cold steps; always the same.",
    "gradient descent": "Learning by the weight_delta: the weight becomes weight - alpha x weight_delta.",
    "flag": "A word for what a row shows, raised when it happens: overshoot, oscillating, diverging.",
    "tolerance": "The error that is small enough to count as there.",
    "forecast": "What a run will do, worked out before its first step.",
}
"""Every word, in the order in which a beginner meets them."""
