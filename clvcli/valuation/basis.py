"""What money means: contribution where a cost is known, else net revenue, and in words which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from clvcli.orders.money.tax import Tax

CONTRIBUTION = "contribution"

TAX_WORDS: dict[Tax, str] = {"excluded": "ex tax", "included": "incl. tax", "unknown": "tax unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """How revenue becomes value, for the customers of one currency."""

    words: str
    """`contribution, ex tax`, `net revenue, tax unknown`: in every row and heading."""
    to_date: pl.Expr
    """Value so far, from the money columns of the customer table as floats."""
    rate: float
    """Value of one unit of future net revenue."""
    covered: float | None
    """Share of net revenue whose cost the data name; None where the basis does not rest on costs."""


def basis_of(people: pl.DataFrame, *, margin: float | None, tax: Tax) -> Basis:
    """Return the basis for `people` (money columns as floats).

    With a `margin` (contribution per net revenue) it alone counts.  Else, where the data name costs,
    contribution is net revenue less cost, and revenue without a cost bears the average cost rate of
    the revenue that has one.  Else value is net revenue.
    """
    revenue = pl.col("net_revenue")
    if margin is not None:
        return _contribution(revenue * margin, margin, tax)
    costed, cost = float(people["costed_revenue"].sum()), float(people["cost"].sum())
    if people["cost"].null_count() == people.height or costed <= 0:
        return Basis(words=f"net revenue, {TAX_WORDS[tax]}", to_date=revenue, rate=1.0, covered=None)
    cost_rate = cost / costed
    value = revenue - pl.col("cost").fill_null(0.0) - (revenue - pl.col("costed_revenue")) * cost_rate
    total = float(people["net_revenue"].sum())
    covered = min(costed / total, 1.0) if total > 0 else 1.0
    return _contribution(value, 1.0 - cost_rate, tax, covered=covered)


def is_contribution(words: str) -> bool:
    """Tell whether the words of a basis, as a stored table carries them, speak of contribution."""
    return words.startswith(CONTRIBUTION)


def is_tax_unknown(words: str) -> bool:
    """Tell whether the words of a basis leave open if amounts hold tax."""
    return words.endswith(TAX_WORDS["unknown"])


def _contribution(value: pl.Expr, rate: float, tax: Tax, *, covered: float | None = None) -> Basis:
    return Basis(words=f"{CONTRIBUTION}, {TAX_WORDS[tax]}", to_date=value, rate=rate, covered=covered)
