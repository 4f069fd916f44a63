"""The order ladder: of those who bought k times, how many bought again, and after how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.customers.rhythm import rung_of
from clvcli.customers.survival import product_limit

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit

WITHIN_DAYS = 365
"""How long a next purchase is waited for; whoever has been observed for less is not counted."""

PERCENTILES = (25, 50, 75, 80, 90)
"""Of the gaps between purchases."""


def purchases(audit: Audit) -> pl.DataFrame:
    """Return one row per purchase day of a known customer, in each part sorted by customer and number.

    `purchase_no`, its `rung` (`rhythm.rung_of`), `silence` days from it to the as-of day, `gap` days to the next
    purchase day, null where there has been none.
    """
    day = pl.col("day")
    told = {
        "rung": rung_of(pl.col("purchase_no")),
        "silence": (pl.lit(audit.as_of) - day).dt.total_days().cast(pl.Int32),
        "gap": (day.shift(-1).over("customer_key") - day).dt.total_days().cast(pl.Int32),
    }
    days = audit.orders.filter(pl.col("purchase_no").is_not_null()).map(
        lambda part: part.select("customer_key", "purchase_no", "day").unique().sort("customer_key", "purchase_no")
    )
    return days.map(lambda part: part.select("purchase_no", **told)).collect()


def order_ladder(bought: pl.DataFrame) -> pl.DataFrame:
    """Return one row per rung of `purchases`, sorted.

    `rung` (1 to `rhythm.LAST_RUNG`); `customers` who bought so often; `eligible` purchases observed for
    WITHIN_DAYS, `converted` those followed by another within them, and `rate`.  Below the last a customer has one
    purchase a rung; on it each of that number or later counts.  `gaps` observed and their percentiles `gap_25`,
    `gap_50` ... (PERCENTILES, in days, interpolated; null without gaps): they are biased short, since long gaps
    are still open.  So `median_wait`: the Kaplan-Meier median days to the next purchase, with whoever has not
    bought again censored at the as-of day; null where half of them have not bought again in any time observed.
    """
    old_enough = pl.col("silence") >= WITHIN_DAYS
    rungs = (
        bought.group_by("rung")
        .agg(
            customers=(pl.col("purchase_no") == pl.col("rung")).sum().cast(pl.Int64),
            eligible=old_enough.sum().cast(pl.Int64),
            converted=(old_enough & (pl.col("gap") <= WITHIN_DAYS)).sum().cast(pl.Int64),
            **gap_percentiles(),
        )
        .with_columns(rate=pl.when(pl.col("eligible") > 0).then(pl.col("converted") / pl.col("eligible")))
        .sort("rung")
    )
    waits = [median_wait(bought.filter(pl.col("rung") == rung)) for rung in rungs["rung"]]
    return rungs.with_columns(median_wait=pl.Series(waits, dtype=pl.Int64))


def gap_percentiles() -> dict[str, pl.Expr]:
    """Return the aggregates of the column `gap`: how many, and PERCENTILES of them."""
    found = {f"gap_{percent}": pl.col("gap").quantile(percent / 100, "linear") for percent in PERCENTILES}
    return {"gaps": pl.col("gap").count().cast(pl.Int64), **found}


def median_wait(bought: pl.DataFrame) -> int | None:
    """Return by when half of those who made these `purchases` had made the next one; None: not reached."""
    waited = bought.select(days=pl.coalesce("gap", "silence").cast(pl.Int64), again=pl.col("gap").is_not_null())
    return product_limit(waited["days"].to_numpy(), waited["again"].to_numpy().astype(np.bool_)).time_until(0.5)
