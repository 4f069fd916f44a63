"""When a customer is likely to buy next: a range of days, from how long others took who had waited as long."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

WINDOW = (0.25, 0.75)
"""Half of those who came back after so long a silence did so within these quantiles of their waits."""

ENOUGH_GAPS = 30
"""With fewer longer waits at an order number, those of all order numbers count; with fewer there, none do."""


def next_purchase(customers: pl.DataFrame, gaps: pl.DataFrame) -> pl.DataFrame:
    """Return `next_purchase_from` and `next_purchase_to`, dates, one row per row of `customers` in their order.

    Takes `currency`, `last_order`, `repeat_purchases` and `days_since_last` of the customers, and `gaps`, one row
    per wait between two purchase days: `currency`, `rung` (the number of the purchase before it, the last rung for
    all later ones) and `gap` in days; null where it is not over, which tells nothing here.  Of the waits after as
    many purchases that were longer than this customer's silence, from the first to the third quartile; so the range
    always lies after the as-of day.  It says when those who come back do: whether a customer does is in `p_buy`.
    Null without a purchase, and where hardly anyone has come back after so long a silence.
    """
    days = np.full((2, customers.height), np.nan)
    waits = gaps.drop_nulls("gap").sort("gap")
    silent = customers.with_row_index("row").filter(pl.col("days_since_last").is_not_null())
    for part in silent.partition_by("currency"):
        here = waits.filter(pl.col("currency").eq_missing(pl.lit(part["currency"][0], pl.String)))
        days[:, part["row"].to_numpy()] = _waits(part, here)
    whole = pl.DataFrame({"low": np.floor(days[0]), "high": np.ceil(days[1])}).fill_nan(None).cast(pl.Int64)
    last = customers["last_order"]
    return whole.select(
        next_purchase_from=last + pl.duration(days="low"), next_purchase_to=last + pl.duration(days="high")
    )


def _waits(customers: pl.DataFrame, gaps: pl.DataFrame) -> Floats:
    """Return the quantiles WINDOW of the waits ahead of each customer of one currency, shape `(2, customers)`."""
    silence = customers["days_since_last"].to_numpy()
    found = _longer_than(silence, gaps["gap"].to_numpy())
    rungs = gaps["rung"].to_numpy()
    rung = np.minimum(customers["repeat_purchases"].to_numpy() + 1, rungs.max(initial=0))
    for each in np.unique(rung):
        rows = np.flatnonzero(rung == each)
        own = _longer_than(silence[rows], gaps["gap"].to_numpy()[rungs == each])
        found[:, rows] = np.where(np.isnan(own), found[:, rows], own)
    return found


def _longer_than(silence: Ints, waits: Ints) -> Floats:
    """Return the quantiles WINDOW of those of the ascending `waits` that are longer than each silence.

    Shape `(2, silence.size)`, interpolated, NaN where they are fewer than ENOUGH_GAPS.
    """
    if waits.size < ENOUGH_GAPS:
        return np.full((2, silence.size), np.nan)
    first = np.searchsorted(waits, silence, side="right")
    left = waits.size - first
    places = first + np.multiply.outer(WINDOW, left - 1)
    return np.where(left >= ENOUGH_GAPS, np.interp(places, np.arange(waits.size), waits), np.nan)
