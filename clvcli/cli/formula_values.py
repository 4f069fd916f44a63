"""The options of formulas, and what the text of `--assume` means: each input read as the rate or amount it is."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from clvcli import config
from clvcli.cli.options import VALUING
from clvcli.cli.reader import UnfitError
from clvcli.cli.values import pair, rate
from clvcli.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Assumed(dict[str, float | tuple[float, ...]]):
    """Inputs by their names in `models.formulas.INPUTS`."""


def assumed(text: str) -> Assumed:
    """Return the inputs of NAME=VALUE,..., each of which a formula can take."""
    found = Assumed()
    for name, value in (pair(item) for item in text.split(",") if item.strip()):
        known = name.lower().replace("-", "_")
        if known not in _READERS:
            raise UnfitError(f"formulas take no `{name}`", _instead_of(name))
        if known in found:
            raise UnfitError(f"`{name}` stands twice")
        found[known] = _READERS[known](value)
    return found


def together(assumptions: list[Assumed]) -> Assumed:
    """Return the inputs of several `--assume`; raises UnfitError where they name one twice."""
    found = Assumed()
    for each in assumptions:
        twice = next((name for name in each if name in found), None)
        if twice is not None:
            raise UnfitError(f"`{spelled(twice)}` stands twice")
        found |= each
    return found


def spelled(name: str) -> str:
    """Return the name of an input as it is typed."""
    return name.replace("_", "-")


def _instead_of(name: str) -> str:
    if spelled(name.lower()) == "discount-rate":
        return "--discount-rate 10%"
    names = [spelled(known) for known in _READERS]
    return nearest(spelled(name.lower()), names) or "one or more of " + ", ".join(names)


def _amount(text: str, *, example: str) -> float:
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", text):
        raise UnfitError(f"`{text}` is not an amount", example)
    return float(text)


def _signed_amount(text: str, *, example: str) -> float:
    return -_amount(text[1:], example=example) if text.startswith("-") else _amount(text, example=example)


def _signed_rate(text: str) -> float:
    return -rate(text[1:]) if text.startswith("-") else rate(text)


def _shares(text: str) -> tuple[float, ...]:
    return tuple(rate(share) for share in text.split("/"))


_READERS: Mapping[str, Callable[[str], float | tuple[float, ...]]] = {
    "retention": rate,
    "margin": partial(_signed_amount, example="margin=260"),
    "margin_rate": _signed_rate,
    "growth": _signed_rate,
    "years": partial(_amount, example="years=3"),
    "aov": partial(_amount, example="aov=480"),
    "orders_per_year": partial(_amount, example="orders-per-year=2.8"),
    "retention_cost": partial(_amount, example="retention-cost=50"),
    "acquisition_cost": partial(_amount, example="acquisition-cost=100"),
    "repurchase": _shares,
}
"""Input -> what reads it; the discount rate has an option of its own."""

_valuing = partial(typer.Option, rich_help_panel=VALUING)

Method = Annotated[
    config.Method,
    _valuing("--method", help="model values each customer; formula compares textbook averages, a row each."),
]

Assumptions = Annotated[
    list[Assumed] | None,
    _valuing(
        "--assume", metavar="NAME=VALUE,...", parser=assumed, help="Inputs of formulas: retention=75%,margin=260."
    ),
]
