"""Two schemes crossed: how many customers are in each pair of segments, and what they are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.on_disk import gathered
from clvcli.segments.cuts import currencies_of, known_sum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.on_disk import Table

SUMMED = ("value_to_date", "clv_12m")


def crossed(table: Table, rows: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Return one row per currency and pair of segments, empty pairs too, in the order of the segments.

    `rows` are the two columns that hold segments, each with its segments, best first.  `currency`, both columns,
    `customers`, `customers_share` of the customers of the currency, and the sums SUMMED, null where nobody's is
    known: they add up to those of all customers.
    """
    names = list(rows)
    pairs = pl.DataFrame({"currency": currencies_of(table)}, schema={"currency": pl.String})
    for name, segments in rows.items():
        pairs = pairs.join(pl.DataFrame({name: list(segments)}, schema={name: pl.String}), how="cross")
    found = gathered(
        table.lazy()
        .group_by("currency", *names)
        .agg(customers=pl.len().cast(pl.Int64), **{name: known_sum(name) for name in SUMMED})
    )
    joined = pairs.join(found, on=["currency", *names], how="left", nulls_equal=True, maintain_order="left")
    counted = joined.with_columns(pl.col("customers").fill_null(0))
    share = pl.col("customers") / pl.col("customers").sum().over("currency")
    return counted.select("currency", *names, "customers", share.alias("customers_share"), *SUMMED)
