"""What `--tiers` means: which tiers there are, best first, and what a customer must reach for each.

`platinum=5,gold=15,silver=30,bronze=50` are shares of the customers, in percent.
`gold>=5000,silver>=1000,bronze` are amounts, and the rest.
`abc=80,95`, or `abc`, are A, B and C: A brings 80 % of the value, A and B 95 %.
`top=100` are the 100 best, and the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from clvcli import config

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Kind = Literal["shares", "amounts", "abc", "top"]
"""What tiers are shares of: customers, nothing (amounts), value, or so many customers."""

CLASSES = ("A", "B", "C")
"""Of ABC, best first."""

ABC = (80.0, 95.0)
"""Percent of the value that A, and A with B, bring: as ABC is usually drawn."""

TOTAL = "value_total"
"""What tiers rank by unless another column is asked for."""

TOP, REST = "top", "rest"

EXAMPLES: dict[Kind, str] = {
    "shares": config.TIERS,
    "amounts": "'gold>=5000,silver>=1000,bronze'",
    "abc": "abc=80,95",
    "top": "top=100",
}
"""What to type; a shell takes `>` for itself unless it stands in quotes."""

_HAIR = 1e-9
"""Percentages are written with few digits; their sum differs from a hundred by rounding alone."""

_PERCENT = r"\d{1,3}(?:\.\d{1,4})?\s*%?"
_ABC = re.compile(r"abc(?:\s*=\s*([^=]*))?", re.IGNORECASE)
_ABC_REACH = re.compile(rf"({_PERCENT})\s*,\s*({_PERCENT})")
_TOP = re.compile(r"top(?:\s*=\s*([^=,]*))?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}")
_AMOUNT = re.compile(r"-?\d{1,12}(?:\.\d{1,4})?")


class TierSpecError(ValueError):
    """A text that means no tiers; `hint` is what to write instead."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


class Tier(NamedTuple):
    """A tier, and what it is given: a share of customers or of value, a least value, or a number of customers."""

    name: str
    at: float | None
    """In percent of shares; None for who is left over."""


@dataclass(frozen=True, slots=True)
class TierSpec:
    """Tiers, best first; the last takes whoever reaches no other."""

    kind: Kind
    tiers: tuple[Tier, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tiers, best first."""
        return tuple(tier.name for tier in self.tiers)

    @property
    def reached(self) -> tuple[float, ...]:
        """What must be reached for each tier but the last: of shares, those of all better tiers are added."""
        given = [tier.at for tier in self.tiers[:-1] if tier.at is not None]
        return tuple(accumulate(given)) if self.kind == "shares" else tuple(given)

    @property
    def text(self) -> str:
        """The tiers as `--tiers` takes them."""
        if self.kind == "abc":
            return "abc=" + ",".join(f"{at:g}" for at in self.reached)
        if self.kind == "top":
            return f"{TOP}={self.reached[0]:.0f}"
        sign = ">=" if self.kind == "amounts" else "="
        return ",".join(tier.name if tier.at is None else f"{tier.name}{sign}{tier.at:.12g}" for tier in self.tiers)


def tiers_of(text: str) -> TierSpec:
    """Return the tiers that `text` means; raises TierSpecError where it means none, or contradicts itself."""
    typed = text.replace("≥", ">=").strip()
    if found := _ABC.fullmatch(typed):
        return _abc(found[1])
    if found := _TOP.fullmatch(typed):
        return _top(found[1] or "")
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    if not parts:
        raise TierSpecError("no tier is named", EXAMPLES["shares"])
    if any(">" in part or "<" in part for part in parts):
        return _named("amounts", parts, _amounts)
    return _named("shares", parts, _shares)


def _abc(reach: str | None) -> TierSpec:
    found = None if reach is None else _ABC_REACH.fullmatch(reach)
    if reach is not None and found is None:
        raise TierSpecError(f"`{reach}` is not two percentages, that of A and that of A and B", EXAMPLES["abc"])
    a, b = ABC if found is None else (float(part.rstrip("%").strip()) for part in found.groups())
    if not 0 < a < b <= 100:  # noqa: PLR2004  (percent)
        raise TierSpecError(f"A and B reach {a:g} % and {b:g} % of the value, which do not rise", EXAMPLES["abc"])
    return TierSpec("abc", tuple(Tier(name, at) for name, at in zip(CLASSES, (a, b, None), strict=True)))


def _top(text: str) -> TierSpec:
    if not _NUMBER.fullmatch(text):
        raise TierSpecError(f"`{text}` is not a number of customers", EXAMPLES["top"])
    number = int(text)
    if number == 0:
        raise TierSpecError("nobody is among the best 0", EXAMPLES["top"])
    return TierSpec("top", (Tier(TOP, float(number)), Tier(REST, None)))


def _named(kind: Kind, parts: Sequence[str], read: Callable[[Sequence[str]], tuple[Tier, ...]]) -> TierSpec:
    tiers = read(parts)
    if len({tier.name for tier in tiers}) < len(tiers):
        raise TierSpecError("a name stands twice", EXAMPLES[kind])
    return TierSpec(kind, tiers)


def _shares(parts: Sequence[str]) -> tuple[Tier, ...]:
    if len(parts) == 1 and "=" not in parts[0]:
        # what a shell leaves of amounts without quotes
        raise TierSpecError(f"`{parts[0]}` is one name and no tiers; amounts stand in quotes", EXAMPLES["amounts"])
    tiers = tuple(_share(part) for part in parts)
    total = sum(tier.at or 0.0 for tier in tiers)
    if abs(total - 100) > _HAIR:
        raise TierSpecError(f"the shares add up to {total:g} %, not 100 %", EXAMPLES["shares"])
    return tiers


def _share(part: str) -> Tier:
    name, sign, percent = (side.strip() for side in part.partition("="))
    if not (name and sign and percent):
        raise TierSpecError(f"`{part}` has no two sides", "NAME=PERCENT")
    if not re.fullmatch(_PERCENT, percent):
        raise TierSpecError(f"`{percent}` is not a percentage", EXAMPLES["shares"])
    share = float(percent.rstrip("%").strip())
    if share == 0:
        raise TierSpecError(f"{name} is 0 % of the customers, and nobody would be in it", EXAMPLES["shares"])
    return Tier(name, share)


def _amounts(parts: Sequence[str]) -> tuple[Tier, ...]:
    *steps, rest = parts
    if "=" in rest or ">" in rest:
        raise TierSpecError("nobody is left for a last tier without an amount", f"'{','.join(parts)},rest'")
    tiers = [_step(part) for part in steps]
    for better, worse in pairwise(tiers):
        if (better.at or 0.0) <= (worse.at or 0.0):
            raise TierSpecError(f"{worse.name} asks for no less than {better.name} before it", EXAMPLES["amounts"])
    return (*tiers, Tier(rest, None))


def _step(part: str) -> Tier:
    name, sign, amount = (side.strip() for side in part.partition(">="))
    if not sign:
        reason = f"`{part}` stands among amounts, which are written NAME>=AMOUNT"
        raise TierSpecError(reason, EXAMPLES["amounts"])
    if not (name and _AMOUNT.fullmatch(amount)):
        raise TierSpecError(f"`{part}` names no tier and amount", EXAMPLES["amounts"])
    return Tier(name, float(amount))
