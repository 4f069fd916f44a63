"""The languages of what people read, and which one a run speaks."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from clvcli.output.figures import Manner
from clvcli.output.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOMS = (
    "report",
    "account",
    "acquisition",
    "acting",
    "changed",
    "charts",
    "codes",
    "contribution",
    "grid",
    "groups",
    "methods",
    "moving",
    "orders",
    "page",
    "products",
    "proof",
    "reading",
    "rows",
    "seasons",
    "timing",
    "trust",
    "workbook",
)
"""Modules of words that every language has; no key stands in two."""

MANNERS: Mapping[str, Manner] = {
    "en": Manner(locale="en"),
    "da": Manner(locale="da", day="dd-MM-y", amount="{number}\N{NO-BREAK SPACE}{unit}", signs={"DKK": "kr."}),
    "sv": Manner(locale="sv", day="y-MM-dd", amount="{number}\N{NO-BREAK SPACE}{unit}", signs={"SEK": "kr"}),
}
"""A language -> how it writes figures."""

MODELS: Mapping[str, str] = {
    "nbd": "NBD",
    "bg-nbd": "BG/NBD",
    "mbg-nbd": "MBG/NBD",
    "pareto-nbd": "Pareto/NBD",
    "bg-cnbd": "BG/CNBD-k",
    "mbg-cnbd": "MBG/CNBD-k",
}
"""Model, as the column `method` names it -> as its paper writes it."""


WITH_SPEND = "with_spend"
"""How keys begin that name a model of purchases with what is put on top of it."""


@cache
def language_of(code: str) -> Language:
    """Return one of the languages of `MANNERS`; only its own words are loaded."""
    words = {key: text for room in ROOMS for key, text in _catalogue(code, room, "WORDS").items()}
    return Language(
        code=code,
        words={**words, **_methods(words)},
        manner=MANNERS[code],
        sayings={} if code == "en" else _catalogue(code, "sayings", "SAYINGS"),
    )


def _catalogue(code: str, room: str, name: str) -> Mapping[str, str]:
    found: Mapping[str, str] = getattr(import_module(f"{__package__}.{code}.{room}"), name)
    return found


def _methods(words: Mapping[str, str]) -> dict[str, str]:
    """Return all that the column `method` may say of a model, with the corrections on top of it."""
    endings = [key.removeprefix(WITH_SPEND) for key in words if key.startswith(WITH_SPEND)]
    return {
        f"{name}{ending}": words[f"{WITH_SPEND}{ending}"].format(model=title)
        for name, title in MODELS.items()
        for ending in endings
    }


ENGLISH = language_of("en")
