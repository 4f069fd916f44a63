"""Cut points: where a scheme draws its lines, learnt from customers once, and applied to the same or to others.

A customer moves between segments because they changed where the cut points stay, and because others changed where
they are learnt anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.currency import MINOR_UNITS, USUAL_MINOR_UNITS, minor_units

if TYPE_CHECKING:
    from collections.abc import Sequence

CUTS = pl.Schema({"currency": pl.String, "name": pl.String, "measure": pl.String, "at": pl.Float64})
"""One row per line that is drawn: among the customers of `currency`, who has `at` or better of `measure` is `name`,
unless they reach something better; null where nobody reached it when the line was drawn."""

_DECIMALS = sorted({USUAL_MINOR_UNITS, *MINOR_UNITS.values()})
_WIDEST = 38
"""Digits of a Polars decimal."""

_EXACT = pl.Decimal(_WIDEST, _DECIMALS[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What customers are compared by."""

    name: str
    """Of the column, in cut points that are kept."""
    value: pl.Expr
    """Of a customer, null where there is none: then it is worse than any other."""
    money: bool = True
    less_is_better: bool = False

    def goodness(self, value: pl.Expr | None = None) -> pl.Expr:
        """Return `value`, or that of the customer, as a number that is compared exactly: more is better."""
        found = self.value if value is None else value
        exact = as_written(found) if self.money else found
        return -exact if self.less_is_better else exact


def as_written(money: pl.Expr) -> pl.Expr:
    """Return money as `compute` writes it, rounded to its currency, exactly: who is equal there is equal here."""
    return pl.coalesce(
        pl.when(minor_units() == units).then(money.cast(pl.Decimal(_WIDEST, units)).cast(_EXACT))
        for units in _DECIMALS
    )


def strictly_below(column: pl.Expr) -> pl.Expr:
    """Return how many customers of the same currency lie strictly below each; nulls below all others."""
    known = column.rank("min").over("currency").cast(pl.Int64) - 1
    missing = column.null_count().over("currency").cast(pl.Int64)
    return pl.when(column.is_null()).then(0).otherwise(known + missing)


def cuts_between(values: pl.DataFrame, measure: Measure, placed: pl.Expr, order: Sequence[str]) -> pl.DataFrame:
    """Return the cut points (CUTS) of which `placed`, the name of each customer of `values`, is the outcome.

    `order` are the names, best first; better customers must not have a worse name, nor equal ones different names.
    The last name needs no cut point: it is what is left.
    """
    lowest = measure.value.max() if measure.less_is_better else measure.value.min()
    found = values.group_by("currency", name=placed).agg(at=lowest.cast(pl.Float64))
    lines = pl.DataFrame({"name": list(order[:-1])}, schema={"name": pl.String})
    every = values.select(pl.col("currency").unique().sort(nulls_last=True)).join(lines, how="cross")
    return every.join(found, on=["currency", "name"], how="left", nulls_equal=True, maintain_order="left").select(
        "currency", "name", pl.lit(measure.name).alias("measure"), "at"
    )


def placed_by(values: pl.DataFrame, cuts: pl.DataFrame, measure: Measure, order: Sequence[str]) -> pl.Series:
    """Return the name of each customer of `values`: the first of `order` whose cut is reached, else the last."""
    at = {name: f"at {name}" for name in order[:-1]}
    lines = (
        cuts.filter(pl.col("measure") == measure.name)
        .group_by("currency")
        .agg(pl.col("at").filter(pl.col("name") == name).first().alias(column) for name, column in at.items())
    )
    beside = values.join(lines, on="currency", how="left", nulls_equal=True, maintain_order="left")
    name = pl.lit(order[-1])
    for better, column in reversed(at.items()):
        reached = measure.goodness() >= measure.goodness(pl.col(column))
        name = pl.when(reached).then(pl.lit(better)).otherwise(name)
    return beside.select(name.alias("name")).to_series()
