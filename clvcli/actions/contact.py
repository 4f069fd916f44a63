"""What a contact is expected to bring: an extra probability to buy again, times what who buys again is worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from typing import TypeVar

import polars as pl

from clvcli.valuation.schema import CENTS

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

LEAST_CHANCE = 0.01
"""A chance below this is taken for this: values are known to the cent, and dividing by less makes much of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uplift:
    """By how much a contact raises the probability to buy again, as shares: an assumption, never learnt."""

    low: float
    middle: float
    """Decides."""
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact of one customer."""

    cost: Decimal
    """In the currency of the customers, 0 or more."""
    uplift: Uplift


def with_value_if_back(values: Frame) -> Frame:
    """Return `values` (`valuation.schema.VALUES`) with `value_if_back`, to the cent; null without a forecast.

    What 12 months are expected to bring of a customer who buys in them, clv_12m / p_buy_12m: nobody else brings
    anything, so that clv_12m = p_buy_12m x value_if_back (law of total expectation).  Where a forecast looks less
    far, the same of its horizon.
    """
    return values.with_columns(
        value_if_back=pl.coalesce(
            pl.col(worth) / pl.col(chance).clip(lower_bound=LEAST_CHANCE)
            for worth, chance in (("clv_12m", "p_buy_12m"), ("clv_residual", "p_buy"))
        ).round(CENTS)
    )


def left_to_certainty() -> pl.Expr:
    """Return by how much the chance to buy within 12 months, or the horizon where that is shorter, can rise."""
    return 1.0 - pl.coalesce("p_buy_12m", "p_buy")


def gain(contact: Contact, uplift: float) -> pl.Expr:
    """Return the expected gain of contacting a customer: extra probability x `value_if_back` - cost, to the cent.

    The extra probability is `uplift`, and never more than is left to certainty.
    """
    extra = pl.min_horizontal(pl.lit(uplift), left_to_certainty())
    return (extra * pl.col("value_if_back") - float(contact.cost)).round(CENTS)


def break_even(contact: Contact) -> pl.Expr:
    """Return the extra probability at which a contact costs what it brings; null where none is left that high."""
    needed = float(contact.cost) / pl.col("value_if_back")
    return pl.when((pl.col("value_if_back") > 0) & (needed <= left_to_certainty())).then(needed)
