"""The English of what predicts: each model's name, with the corrections on top of it; see `words_en`."""

from __future__ import annotations

from itertools import combinations

MODELS = {
    "nbd": "NBD",
    "bg-nbd": "BG/NBD",
    "mbg-nbd": "MBG/NBD",
    "pareto-nbd": "Pareto/NBD",
    "bg-cnbd": "BG/CNBD-k",
    "mbg-cnbd": "MBG/CNBD-k",
}
"""Model, as the column `method` names it -> as people read it."""

CORRECTIONS = {"season": "season", "boost": "boosting"}
"""Correction -> what people read, in the order in which the column names them."""


def _read(model: str, corrections: tuple[str, ...]) -> str:
    """Return a model and its corrections as people read them."""
    corrected = " and ".join(CORRECTIONS[each] for each in corrections)
    spend = f"{MODELS[model]} and Gamma-Gamma"
    return f"{spend}, with {corrected}" if corrected else spend


METHODS = {
    "cohort-curve": "cohort curve",
    "historic": "no forecast",
    **{
        "+".join((model, *used)): _read(model, used)
        for model in MODELS
        for number in range(len(CORRECTIONS) + 1)
        for used in combinations(CORRECTIONS, number)
    },
}
"""All that the column `method` may say."""
