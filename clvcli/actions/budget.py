"""Where a budget of contacts goes: to the segments where a krone is expected to gain most, and no further."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli.actions.contact import Contact, gain, with_value_if_back
from clvcli.actions.schema import BUDGET
from clvcli.on_disk import gathered
from clvcli.valuation.schema import CENTS

if TYPE_CHECKING:
    from collections.abc import Sequence


def budget_split(
    customers: pl.DataFrame | pl.LazyFrame,
    segments: pl.DataFrame,
    scheme: str,
    contact: Contact,
    budget: Decimal,
) -> pl.DataFrame:
    """Return what of `budget` each segment gets (BUDGET), in the order of `segments`.

    `customers` have the columns of `valuation.schema.VALUES` and that of the scheme's segments, which is the second
    column of its summary `segments`; both in one currency.  Segments get their turn by gain per cost; each gets
    whole contacts, as long as their cost lies within the expected gain, the ceiling of the book and what is left
    of the budget.  Where contact is expected to cost more than it brings, nothing.  Who has no forecast is taken to
    bring nothing; a segment in which nobody has one gets nothing, and its gain is null.
    """
    name = segments.columns[1]
    each = gain(contact, contact.uplift.middle)
    together = each.fill_null(-float(contact.cost)).cast(pl.Decimal(38, CENTS)).sum()
    gains = (
        with_value_if_back(customers.lazy())
        .group_by(name)
        .agg(pl.when(each.is_not_null().any()).then(together).alias("expected_gain"))
    )
    nobody = pl.when(pl.col("customers") == 0).then(pl.lit(Decimal(0), pl.Decimal(38, CENTS)))
    rows = segments.join(gathered(gains), on=name, how="left", maintain_order="left").with_columns(
        nobody.otherwise(pl.col("expected_gain")).alias("expected_gain"),
        cost=pl.col("customers") * pl.lit(contact.cost, pl.Decimal(38, 4)),
    )
    reached = _contacts(rows, contact.cost, budget)
    return (
        rows.with_columns(
            scheme=pl.lit(scheme),
            contacts=pl.Series(reached, dtype=pl.Int64),
            allotted=pl.Series([float(contact.cost * n) for n in reached], dtype=pl.Float64),
        )
        .with_columns(pl.col("cost", "expected_gain").cast(pl.Float64))
        .with_columns(
            roi=pl.when(pl.col("cost") > 0).then(pl.col("expected_gain") / pl.col("cost")),
            gain_of_allotted=_part_of_gain(),
        )
        .rename({name: "segment"})
        .select(column.name for column in BUDGET)
    )


def _part_of_gain() -> pl.Expr:
    whole = pl.col("expected_gain") * pl.col("contacts") / pl.col("customers")
    return pl.when(pl.col("contacts") > 0).then(whole).otherwise(0.0).round(CENTS)


def _contacts(rows: pl.DataFrame, cost: Decimal, budget: Decimal) -> Sequence[int]:
    """Return how many customers of each segment are contacted, in the order of `rows`."""
    gains_known = pl.col("expected_gain").fill_null(Decimal(0))
    wanted = rows.select("customers", "cost", gains_known, "spend_ceiling").rows()
    reached, left = [0] * len(wanted), budget
    for place in sorted(range(len(wanted)), key=lambda place: _turn(*wanted[place][1:3])):
        customers, _, gains, ceiling = wanted[place]
        if gains <= 0:
            continue
        within = min(gains, left, *([] if ceiling is None else [Decimal(str(ceiling))]))
        reached[place] = min(customers, int(within // cost)) if cost else customers
        left -= cost * reached[place]
    return reached


def _turn(cost: Decimal, gains: Decimal) -> Decimal:
    """Return what segments are sorted by: those that gain most per cost first."""
    return -(gains / cost if cost else gains)
