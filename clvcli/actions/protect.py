"""Whom to protect: customers with value to lose who are silent for longer than usual, and until when to act."""

from __future__ import annotations

import polars as pl

from clvcli.actions.schema import PROTECT
from clvcli.actions.silence import WINDOW, days_at, with_silence
from clvcli.customers.next_purchase import next_purchase
from clvcli.segments.summary import value_at_risk
from clvcli.valuation.schema import CENTS


def protect(values: pl.DataFrame, gaps: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return whom to protect among `values`, customers of one currency (`valuation.schema.VALUES`), as PROTECT.

    Who is silent for longer than their usual gap, has not lapsed, and has value at risk; the most value at risk
    first, ties by id.  The range of the next purchase lies after the as-of day: that of others who had waited as
    long, where `gaps` (`Material.gaps`) are given, else that of purchases at random in time.
    """
    silent = with_silence(values, gaps).with_columns(value_at_risk=value_at_risk().round(CENTS))
    found = silent.filter(
        pl.col("churn_factor") > 1,
        pl.col("days_silent") <= pl.col("lapsed_after"),
        pl.col("value_at_risk") > 0,
    ).sort("value_at_risk", "customer_id", descending=[True, False])
    return found.with_columns(
        act_before=pl.col("last_order") + pl.duration(days="lapsed_after"),
        **_at_random() if gaps is None else next_purchase(found, gaps).to_dict(),
    ).select(column.name for column in PROTECT)


def _at_random() -> dict[str, pl.Expr]:
    """Return when half of those come back whose purchases keep no memory of how long they have been silent."""
    first, last = (days_at(share) for share in WINDOW)
    return {
        "next_purchase_from": pl.col("as_of") + pl.duration(days=first.floor().cast(pl.Int64)),
        "next_purchase_to": pl.col("as_of") + pl.duration(days=last.ceil().cast(pl.Int64)),
    }
