"""The order ladder: of those who bought k times, how many bought again, and after how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.customers.lapse import TIMES, quantile
from clvcli.customers.rhythm import rung_of
from clvcli.customers.survival import product_limit

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit

WITHIN_DAYS = 365
"""How long a next purchase is waited for; whoever has been observed for less is not counted."""

PERCENTILES = (25, 50, 75, 80, 90)
"""Of the gaps between purchases."""


def purchases(audit: Audit) -> pl.DataFrame:
    """Return the purchase days of known customers, counted: how many TIMES each was seen, sorted.

    `rung` (`rhythm.rung_of`) of its number, `first`, whether its customer had not been on that rung before,
    `watched`, whether it lies WITHIN_DAYS back or longer, `gap` days to the next purchase day, null where there has
    been none, and then `silence` days from it to the as-of day.
    """
    day, rung = pl.col("day"), rung_of(pl.col("purchase_no"))
    silence = (pl.lit(audit.as_of) - day).dt.total_days()
    gap = (day.shift(-1).over("customer_key") - day).dt.total_days()
    told = {
        "rung": rung,
        "first": pl.col("purchase_no") == rung,
        "watched": silence >= WITHIN_DAYS,
        "gap": gap,
        "silence": pl.when(gap.is_null()).then(silence),
    }
    days = audit.orders.filter(pl.col("purchase_no").is_not_null()).map(
        lambda part: part.select("customer_key", "purchase_no", "day").unique().sort("customer_key", "purchase_no")
    )
    many = pl.len().cast(pl.Int64).alias(TIMES)
    counted = days.added_up([*told], lambda part: part.select(**told).group_by([*told]).agg(many))
    return counted.sort([*told], nulls_last=True)


def order_ladder(bought: pl.DataFrame) -> pl.DataFrame:
    """Return one row per rung of `purchases`, sorted.

    `rung` (1 to `rhythm.LAST_RUNG`); `customers` who bought so often; `eligible` purchases observed for
    WITHIN_DAYS, `converted` those followed by another within them, and `rate`.  Below the last a customer has one
    purchase a rung; on it each of that number or later counts.  `gaps` observed and their percentiles `gap_25`,
    `gap_50` ... (PERCENTILES, in days, interpolated; null without gaps): they are biased short, since long gaps
    are still open.  So `median_wait`: the Kaplan-Meier median days to the next purchase, with whoever has not
    bought again censored at the as-of day; null where half of them have not bought again in any time observed.
    """
    times = pl.col(TIMES)
    rungs = (
        bought.group_by("rung")
        .agg(
            customers=times.filter("first").sum(),
            eligible=times.filter("watched").sum(),
            converted=times.filter(pl.col("watched") & (pl.col("gap") <= WITHIN_DAYS)).sum(),
            gaps=times.filter(pl.col("gap").is_not_null()).sum(),
        )
        .with_columns(rate=pl.when(pl.col("eligible") > 0).then(pl.col("converted") / pl.col("eligible")))
        .sort("rung")
    )
    each = [bought.filter(pl.col("rung") == rung) for rung in rungs["rung"]]
    percentiles = pl.DataFrame([_gaps(some) for some in each], schema=_PERCENTILES)
    waits = pl.Series("median_wait", [median_wait(some) for some in each], dtype=pl.Int64)
    return rungs.hstack(percentiles).with_columns(waits)


_PERCENTILES = {f"gap_{percent}": pl.Float64 for percent in PERCENTILES}


def _gaps(bought: pl.DataFrame) -> dict[str, float | None]:
    """Return the PERCENTILES of the gaps after these `purchases`."""
    gaps = bought.drop_nulls("gap")
    if gaps.is_empty():
        return dict.fromkeys(_PERCENTILES)
    days, seen = gaps["gap"].to_numpy(), gaps[TIMES].to_numpy()
    return {f"gap_{percent}": quantile(days, seen, percent / 100) for percent in PERCENTILES}


def median_wait(bought: pl.DataFrame) -> int | None:
    """Return by when half of those who made these `purchases` had made the next one; None: not reached."""
    waited = bought.select(TIMES, days=pl.coalesce("gap", "silence"), again=pl.col("gap").is_not_null())
    days, again, times = (waited[name].to_numpy() for name in ("days", "again", TIMES))
    return product_limit(days, again.astype(np.bool_), times).time_until(0.5)
