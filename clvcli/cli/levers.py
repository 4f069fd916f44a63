"""What `--what-if` means: levers and how far each is moved, `retention=+1pp,aov=+5%,discount-rate=8%`.

Shares move by points (pp), other things in proportion (%), the discount rate by points or to a new rate; anything
else could be meant in two ways and is refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from clvcli.cli.reader import UnfitError
from clvcli.errors import nearest

EXAMPLES = {
    "retention": "+1pp",
    "frequency": "+10%",
    "aov": "+5%",
    "margin": "+2pp",
    "returns": "-1pp",
    "discount-rate": "8%",
    "cac": "-10%",
}
"""Levers -> how one is moved."""

POINTS, PROPORTION = "pp", "%"
DISCOUNT_RATE = "discount-rate"

MOST = 100.0
"""Points or percent by which a lever may be moved: nobody plans for more."""


class Moved(NamedTuple):
    """A lever and where it is moved."""

    name: str
    """As typed."""
    said: str
    """As typed: `+1pp`."""
    amount: float
    """A fraction: 0.01 is a point or a percent."""
    to: bool = False
    """Whether the amount is a new rate, not a change of it."""


def levers(text: str) -> str:
    """Return LEVER=CHANGE,... each once, without blanks; raises UnfitError for what cannot be meant."""
    moves = [_moved(item) for item in text.split(",") if item.strip()]
    if not moves:
        raise UnfitError("no lever is named", "retention=+1pp,aov=+5%")
    twice = next((move.name for at, move in enumerate(moves) if move.name in {m.name for m in moves[:at]}), None)
    if twice is not None:
        raise UnfitError(f"`{twice}` stands twice", f"{twice}={EXAMPLES[twice]}")
    return ",".join(f"{move.name}={move.said}" for move in moves)


def moves_of(text: str | None) -> tuple[Moved, ...]:
    """Return the moves that `levers` left, in order."""
    return tuple(map(_moved, text.split(","))) if text else ()


def _moved(item: str) -> Moved:
    name, _, change = (part.strip().lower() for part in item.partition("="))
    name = name.replace("_", "-")
    if name not in EXAMPLES:
        near = nearest(name, EXAMPLES)
        example = f"{near}={EXAMPLES[near]}" if near else ", ".join(EXAMPLES)
        raise UnfitError(f"there is no lever `{name}`", example)
    example = f"{name}={EXAMPLES[name]}"
    found = re.fullmatch(r"([+-]?)(\d{1,3}(?:\.\d{1,4})?)\s*(pp|%|)", change)
    if found is None or not found[3]:
        raise UnfitError(f"`{item.strip()}` does not say by how much", example)
    sign, amount, unit = found[1], float(found[2]), found[3]
    if name == DISCOUNT_RATE and unit == PROPORTION and not sign:
        return Moved(name, change, _within(amount, item, example) / 100, to=True)
    wanted = POINTS if EXAMPLES[name].endswith(POINTS) or name == DISCOUNT_RATE else PROPORTION
    if unit != wanted:
        raise UnfitError(f"`{item.strip()}` is ambiguous: {name} moves by {_WORDS[wanted]}", example)
    if not sign:
        raise UnfitError(f"`{item.strip()}` does not say up or down", f"{name}=+{change}")
    if _within(amount, item, example) == MOST and sign == "-" and wanted == PROPORTION:
        raise UnfitError(f"`{item.strip()}` leaves nothing", example)
    return Moved(name, f"{sign}{found[2]}{unit}", (-amount if sign == "-" else amount) / 100)


_WORDS = {POINTS: "points, pp", PROPORTION: "percent, %"}


def _within(amount: float, item: str, example: str) -> float:
    if amount == 0 or amount > MOST:
        raise UnfitError(f"`{item.strip()}` is not between nothing and {MOST:g}", example)
    return amount
