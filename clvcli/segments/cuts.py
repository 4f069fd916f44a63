"""Cut points: where a scheme draws its lines, learnt from customers once, and applied to the same or to others.

A customer moves between segments because they changed where the cut points stay, and because others changed where
they are learnt anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from clvcli.on_disk import changed, figures, gathered
from clvcli.orders.currency import MINOR_UNITS, USUAL_MINOR_UNITS, in_currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.on_disk import Table

CUTS = pl.Schema({"currency": pl.String, "name": pl.String, "measure": pl.String, "at": pl.Float64})
"""One row per line that is drawn: among the customers of `currency`, who has `at` or better of `measure` is `name`,
unless they reach something better; null where nobody reached it when the line was drawn."""

_PARTS = {currency: 10.0**units for currency, units in MINOR_UNITS.items()}
_USUAL_PARTS = 10.0**USUAL_MINOR_UNITS
"""Minor units in one of money."""

_EXACT = pl.Decimal(38, 6)
"""As many decimals as any figure of a customer is written with."""


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
        """Return `value`, or that of the customer, as a number that is compared exactly: more is better.

        Money is in the minor unit of its currency.
        """
        found = self.value if value is None else value
        exact = as_written(found) if self.money else found
        return -exact if self.less_is_better else exact

    def exact(self) -> pl.Expr:
        """Return `goodness` as a number whose sum does not depend on the order of rows."""
        return self.goodness() if self.money else self.goodness().cast(_EXACT)


def as_written(money: pl.Expr) -> pl.Expr:
    """Return money as `compute` writes it, in minor units of its currency: who is equal there is equal here."""
    return (money * _parts()).round().cast(pl.Int64)


def sum_as_written(money: pl.Expr) -> pl.Expr:
    """Return the exact sum of money of one currency as `compute` writes it, whatever the order of rows."""
    return as_written(money).sum() / _parts().first()


def known_sum(name: str) -> pl.Expr:
    """Return the sum of a column of money as it is written, null where none of it is known."""
    return pl.when(pl.col(name).count() > 0).then(sum_as_written(pl.col(name)))


def rounded(money: pl.Expr) -> pl.Expr:
    """Return money rounded to its currency."""
    return in_money(as_written(money))


def in_money(minor_units: pl.Expr) -> pl.Expr:
    """Return what is counted in minor units of its currency as money."""
    return minor_units / _parts()


def _parts() -> pl.Expr:
    return pl.col("currency").replace_strict(_PARTS, default=_USUAL_PARTS, return_dtype=pl.Float64)


def tally(values: Table, measure: Measure) -> pl.DataFrame:
    """Return how many customers there are of each goodness in a currency: one row each, best first, null last.

    `currency`, `good` (`Measure.goodness`), `at`, the worst that `measure` is of these customers in its own unit,
    `customers`, `better`, how many are better than these, and `whole`, how many there are in the currency.
    """
    worst = measure.value.max() if measure.less_is_better else measure.value.min()
    counted = (
        values.lazy()
        .group_by("currency", good=measure.goodness())
        .agg(at=worst.cast(pl.Float64), customers=pl.len().cast(pl.Int64))
    )
    customers = pl.col("customers")
    return (
        gathered(counted)
        .sort("currency", "good", descending=[False, True], nulls_last=True)
        .with_columns(
            better=(customers.cum_sum() - customers).over("currency"), whole=customers.sum().over("currency")
        )
    )


def cuts_between(tallied: pl.DataFrame, measure: Measure, placed: pl.Expr, order: Sequence[str]) -> pl.DataFrame:
    """Return the cut points (CUTS) of which `placed`, the name of each row of a `tally`, is the outcome.

    `order` are the names, best first; better customers must not have a worse name.
    The last name needs no cut point: it is what is left.
    """
    worst = pl.col("at").max() if measure.less_is_better else pl.col("at").min()
    found = tallied.group_by("currency", name=placed).agg(worst)
    lines = pl.DataFrame({"name": list(order[:-1])}, schema={"name": pl.String})
    every = tallied.select(pl.col("currency").unique().sort(nulls_last=True)).join(lines, how="cross")
    return every.join(found, on=["currency", "name"], how="left", nulls_equal=True, maintain_order="left").select(
        "currency", "name", pl.lit(measure.name).alias("measure"), "at"
    )


def currencies_of(values: Table) -> list[str | None]:
    """Return the currencies of customers, sorted, those without one last."""
    return figures(values, pl.col("currency").unique()).to_series().sort(nulls_last=True).to_list()


def by_currency(values: Table) -> dict[str | None, Table]:
    """Return the customers of each currency, sorted, those without one last.  Raises WriteError."""
    currencies = currencies_of(values)
    if len(currencies) == 1:
        return {currencies[0]: values}
    ours = {currency: partial(_of_currency, currency=currency) for currency in currencies}
    return {currency: changed(values, only) for currency, only in ours.items()}


def _of_currency(rows: pl.DataFrame, currency: str | None) -> pl.DataFrame:
    return rows.filter(in_currency(currency))


def medians(counted: pl.LazyFrame, of: str, by: Sequence[str]) -> pl.DataFrame:
    """Return the median of the column `of`, which is in no row null, among the rows that are equal `by` columns."""
    tallied = gathered(counted.group_by(*by, of).agg(rows=pl.len().cast(pl.Int64))).sort(*by, of, nulls_last=True)
    rows = pl.col("rows")
    until, middle = rows.cum_sum().over(by), rows.sum().over(by)
    holds = [(until - rows <= place) & (place < until) for place in ((middle - 1) // 2, middle // 2)]
    return tallied.filter(pl.any_horizontal(holds)).group_by(by).agg(pl.col(of).median())


def placed_by(values: pl.DataFrame, cuts: pl.DataFrame, measure: Measure, order: Sequence[str]) -> pl.Series:
    """Return the name of each customer of `values`: the first of `order` whose cut is reached, else the last."""
    at = {name: f"at {name}" for name in order[:-1]}
    lines = (
        cuts.filter(pl.col("measure") == measure.name)
        .group_by("currency")
        .agg(pl.col("at").filter(pl.col("name") == name).first().alias(column) for name, column in at.items())
        .with_columns(measure.goodness(pl.col(column)).alias(column) for column in at.values())
    )
    beside = values.select("currency", good=measure.goodness()).join(
        lines, on="currency", how="left", nulls_equal=True, maintain_order="left"
    )
    place = pl.lit(len(at), pl.UInt32)
    for better, column in reversed(list(enumerate(at.values()))):
        place = pl.when(pl.col("good") >= pl.col(column)).then(pl.lit(better, pl.UInt32)).otherwise(place)
    return pl.Series("name", order, pl.String).gather(beside.select(place.alias("place")).to_series())
